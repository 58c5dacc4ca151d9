import { type Figure, gradeAt } from '../../domain/figures.ts';
import type { Grade, ReasonCode } from '../../domain/grades.ts';
import type { SaveTotals } from '../../domain/saveListReport.ts';
import { toUnits } from '../../foundation/money.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { totalOfPresent, weaker } from '../amounts.ts';
import type { Analysis } from '../analyse.ts';
import { noEvidence } from '../retention/measure.ts';
import type { Offers } from './choose.ts';

const NOTHING: Omit<SaveTotals, 'customers' | 'grade' | 'savesGrade' | 'reasons'> = {
  surelyPaying: null,
  ...{ cost: null, upliftValue: null, upliftValueLow: null, upliftValueHigh: null },
  ...{ net: null, netLow: null, netHigh: null },
  ...{ saves: null, savesLow: null, savesHigh: null },
  ...{ costPerSave: null, valuePerSave: null },
};

/**
 * What acting on these customers comes to. Its interval is how sure the effect of effort is: that is one figure for all
 * of them, so their low ends come together and add up.
 */
export function saveTotals(analysis: Analysis, offers: Offers, rows: Int32Array, priced: boolean): SaveTotals {
  const { retention } = analysis;
  const customers = rows.length;
  const least: Grade = noEvidence(retention.measured) ? 'assumed' : 'observed';
  const grade = weaker(least, weakestOf(retention.upliftValue, rows));
  const savesGrade = weaker(least, weakestOf(retention.uplift, rows));
  const untold = whyUntold(analysis);
  if (untold !== null) return { ...NOTHING, customers, grade, savesGrade, reasons: { upliftValue: untold } };
  const cost = sumOf(offers.costMinor, rows);
  const value = intervalOf(retention.upliftValue, retention.upliftValueLow, retention.upliftValueHigh, rows);
  const saves = intervalOf(retention.uplift, retention.low, retention.high, rows);
  const low = retention.upliftValueLow.values;
  return {
    ...{ customers, grade, savesGrade },
    surelyPaying: priced ? rows.reduce((n, row) => n + (low[row]! > offers.costMinor[row]! ? 1 : 0), 0) : null,
    cost: priced ? toUnits(cost) : null,
    ...{ upliftValue: toUnits(value.at), upliftValueLow: toUnits(value.low), upliftValueHigh: toUnits(value.high) },
    net: priced ? toUnits(value.at - cost) : null,
    netLow: priced ? toUnits(value.low - cost) : null,
    netHigh: priced ? toUnits(value.high - cost) : null,
    ...{ saves: saves.at, savesLow: saves.low, savesHigh: saves.high },
    costPerSave: priced && saves.at > 0 ? toUnits(cost / saves.at) : null,
    valuePerSave: saves.at > 0 ? toUnits(value.at / saves.at) : null,
    reasons: reasonsOf(priced, saves.at > 0),
  };
}

/** Why no total may be told: nobody's uplift is known, or ways to estimate it disagree. */
function whyUntold({ retention, lifecycle }: Analysis): ReasonCode | null {
  if (retention.portfolio.upliftPoints.reason === 'estimators_disagree') return 'estimators_disagree';
  return totalOfPresent(retention.upliftValue, lifecycle.status, 'no_value').reason;
}

function reasonsOf(priced: boolean, anySaved: boolean): SaveTotals['reasons'] {
  const reasons: Record<string, ReasonCode> = {};
  if (!priced) for (const name of ['surelyPaying', 'cost', 'net', 'costPerSave']) reasons[name] = 'no_action_cost';
  if (anySaved) return reasons;
  reasons['costPerSave'] ??= 'zero_denominator';
  reasons['valuePerSave'] = 'zero_denominator';
  return reasons;
}

function weakestOf(figure: Figure, rows: Int32Array): Grade {
  return rows.reduce<Grade>((worst, row) => weaker(worst, gradeAt(figure, row)), 'observed');
}

function intervalOf(at: Figure, low: Figure, high: Figure, rows: Int32Array) {
  return { at: sumOf(at.values, rows), low: sumOf(low.values, rows), high: sumOf(high.values, rows) };
}

function sumOf(values: Float64Array, rows: Int32Array): number {
  const sum = new CompensatedSum();
  for (const row of rows) sum.add(values[row]!);
  return sum.value;
}
