import { STATUSES } from '../../domain/features.ts';
import { gradeAt, valueAt } from '../../domain/figures.ts';
import type { Assumption } from '../../domain/results.ts';
import { type Rows, rowsOf } from '../../domain/rows.ts';
import type { SaveListCustomer, SaveListFindings, SaveTerms } from '../../domain/saveListReport.ts';
import { toUnits } from '../../foundation/money.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { EASING_STEPS } from '../actions.ts';
import type { Analysis } from '../analyse.ts';
import { noEvidence } from '../retention/measure.ts';
import { type Cut, cutAt, type Offers, type Ranking, rankingFor, rankPaying } from '../saveList/choose.ts';
import { costSteps } from '../saveList/costSteps.ts';
import { leftOutBy } from '../saveList/leftOut.ts';
import { anyCostKnown, limitsOf, offersOf, stepFor } from '../saveList/offers.ts';
import { saveTotals } from '../saveList/totals.ts';
import { receiptRows } from './receiptRows.ts';
import { basisOf } from './upliftReport.ts';

/** Whom to call, ranked and cut, with everything the report tells of it. */
export interface SaveList {
  readonly analysis: Analysis;
  readonly terms: SaveTerms;
  readonly offers: Offers;
  readonly ranking: Ranking;
  /** Rows that pay, best first; the first `cut.chosen` of them are the list. */
  readonly ranked: Int32Array;
  readonly cut: Cut;
}

/** Customers by what easier experience would keep of them, less what the action costs (METHODS 3.7 and 4). */
export function saveListOf(analysis: Analysis, terms: SaveTerms): SaveList {
  const offers = offersOf(analysis, terms);
  const limits = limitsOf(terms);
  const ranking = rankingFor(anyCostKnown(terms), limits);
  const ranked = rankPaying(offers, ranking);
  return { analysis, terms, offers, ranking, ranked, cut: cutAt(ranked, offers, limits) };
}

export function saveListFindings(list: SaveList): SaveListFindings {
  const { analysis, terms, offers, ranking, ranked, cut } = list;
  const totals = (rows: Int32Array) => saveTotals(analysis, offers, rows, ranking !== 'value');
  return {
    basis: basisOf(analysis),
    verdict: analysis.retention.verdict,
    noEvidence: noEvidence(analysis.retention.measured),
    weightOnData: analysis.retention.weightOnData,
    onRevenue: analysis.revenue.onRevenue,
    target: analysis.options.targetEffort,
    horizonMonths: analysis.options.horizonMonths,
    rankedBy: ranking,
    actionCosts: terms.actionCosts,
    budget: terms.budget,
    maxCustomers: terms.maxCustomers,
    chosen: totals(ranked.subarray(0, cut.chosen)),
    paying: totals(ranked),
    portfolioUpliftValue: units(analysis.retention.portfolio.upliftValue.value ?? Number.NaN),
    leftOut: leftOutBy(analysis, offers, ranked, cut),
    lapseWindowDays: analysis.lifecycle.lapseWindowDays,
    byCost: ranking === 'value' ? costSteps(offers.valueMinor) : [],
  };
}

/** What the list takes for granted beyond the figures it stands on. */
export function saveListAssumptions({ options }: Analysis): Assumption[] {
  return [
    {
      code: 'action_reaches_target',
      value: options.targetEffort,
      source: 'the action is taken to bring effort down to the target, every time',
      replaceWith: '--target; a cost per success instead of per call in --action-cost',
    },
  ];
}

export function saveListCustomers({ analysis, offers, ranked, cut }: SaveList): Rows<SaveListCustomer> {
  const spent = new CompensatedSum();
  const cumulative = Float64Array.from(ranked.subarray(0, cut.chosen), (row) => {
    spent.add(offers.costMinor[row]!);
    return spent.value;
  });
  return rowsOf(cut.chosen, (index) => ({
    rank: index + 1,
    ...customerOf(analysis, offers, ranked[index]!),
    cumulativeCost: units(cumulative[index]!),
  }));
}

function customerOf(
  analysis: Analysis,
  { costMinor }: Offers,
  row: number,
): Omit<SaveListCustomer, 'rank' | 'cumulativeCost'> {
  const { dataset, lifecycle, effort, retention } = analysis;
  const { uplift, upliftValue, upliftValueLow, upliftValueHigh } = retention;
  const segment = dataset.customers.texts.get('segment');
  const code = segment?.codes[row] ?? -1;
  const cost = costMinor[row]!;
  const step = stepFor(analysis, row);
  return {
    customerId: dataset.customerIds[row]!,
    segment: code < 0 ? null : segment!.dictionary.text(code),
    status: STATUSES[lifecycle.status[row]!]!,
    effort: valueAt(effort.score, row),
    now: valueAt(retention.now, row),
    easy: valueAt(retention.easy, row),
    uplift: valueAt(uplift, row),
    low: valueAt(retention.low, row),
    high: valueAt(retention.high, row),
    upliftValue: toUnits(upliftValue.values[row]!),
    upliftValueLow: units(upliftValueLow.values[row]!),
    upliftValueHigh: units(upliftValueHigh.values[row]!),
    breakEvenCost: toUnits(upliftValue.values[row]!),
    actionCost: units(cost),
    net: units(upliftValue.values[row]! - cost),
    netLow: units(upliftValueLow.values[row]! - cost),
    netHigh: units(upliftValueHigh.values[row]! - cost),
    costPerSave: uplift.values[row]! > 0 ? units(cost / uplift.values[row]!) : null,
    action: { code: step, text: `${EASING_STEPS[step]}.` },
    because: becauseOf(analysis, row),
    grade: noEvidence(retention.measured) ? 'assumed' : gradeAt(upliftValue, row),
    weightOnData: retention.weightOnData,
  };
}

/** The case that weighs most in the customer's effort. */
function becauseOf({ effort: { log } }: Analysis, row: number): string | null {
  if (log === null) return null;
  const [dearest] = receiptRows(log, row);
  if (dearest === undefined) return null;
  return `${dearest.text} (${dearest.topic === null ? '' : `${dearest.topic}, `}last on ${dearest.lastAt})`;
}

function units(minor: number): number | null {
  return Number.isNaN(minor) ? null : toUnits(minor);
}
