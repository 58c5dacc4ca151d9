import { gradeAt, reasonAt } from '../../domain/figures.ts';
import type { Grade } from '../../domain/grades.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { percentInWords } from '../../foundation/words.ts';
import { normalQuantile } from '../../math/normal.ts';
import { weaker } from '../amounts.ts';
import { monthlyDiscounts } from '../horizon.ts';
import type { OwnPaths } from '../ownPaths.ts';
import { type CustomerValue, ForecastFigures, scaledValue } from './forecastFigures.ts';
import { INTERVAL_TAIL, type RevenueOutcome } from './outcome.ts';
import { residualValue } from './residualValue.ts';

/** The paths of single customers, and what they promise. */
interface Own {
  readonly paths: OwnPaths;
  readonly grade: Grade;
  readonly model: { readonly inWords: string; readonly figures: Readonly<Record<string, unknown>> };
}

const ENDS = [-1, 1] as const;
/** What an end of the interval weighs so that the three have the estimate's variance. */
const END_WEIGHT = 1 / (2 * normalQuantile(1 - INTERVAL_TAIL) ** 2);

/**
 * The forecast of subscribers with each customer on their own path instead of that of all of equal tenure. The interval
 * of a customer takes in how surely it is known what sets them apart; the total's, what that is worth where those who
 * pay more stay longer or shorter.
 */
export function withOwnPaths(
  common: RevenueOutcome,
  { paths, grade, model }: Own,
  options: ScoreOptions,
): RevenueOutcome {
  const { expected, low, high, valueVariance } = common;
  const discounts = monthlyDiscounts(options.horizonMonths, options.annualDiscountRate);
  const figures = new ForecastFigures(expected.values.length);
  const atEnds = ENDS.map(() => new CompensatedSum());
  for (let row = 0; row < expected.values.length; row++) {
    const reason = reasonAt(expected, row);
    const margin = common.monthlyMargin.values[row]!;
    if (reason !== null) figures.leaveValue(row, reason);
    else if (!paths.has(row)) {
      const [value, from, to] = [expected.values[row]!, low.values[row]!, high.values[row]!];
      figures.setValue(
        row,
        { expected: value, low: from, high: to, variance: valueVariance[row]! },
        gradeAt(expected, row),
      );
    } else {
      const own = ownValue(paths, row, discounts);
      figures.setValue(row, scaledValue(own.value, margin), weaker(gradeAt(expected, row), grade));
      for (const [i, months] of own.atEnds.entries()) atEnds[i]!.add(months * margin);
    }
  }
  const [least, most] = atEnds.map(({ value }) => value) as [number, number];
  const ofEffect = ((most - least) * Math.sqrt(END_WEIGHT / 2)) ** 2;
  const totals = totalsOf(common, figures, { ofEffect, grade });
  const byTenureMinor = common.portfolio.expected.value ?? Number.NaN;
  return {
    ...common,
    ...{ expected: figures.expected, low: figures.low, high: figures.high, valueVariance: figures.valueVariance },
    ...totals,
    model: {
      ...common.model,
      inWords: [
        ...(common.model['inWords'] as readonly string[]),
        `${model.inWords}${totalInWords(totals.portfolio.expected.value! / byTenureMinor - 1)}`,
      ],
      individual: { ...model.figures, expectedByTenureAloneMinor: byTenureMinor },
    },
    survivalAt: (row, months) => (paths.has(row) ? paths.survival(row, months) : common.survivalAt(row, months)),
    termsOf: (row) => {
      const terms = common.termsOf(row);
      if (terms?.kind !== 'subscription' || !paths.has(row)) return terms;
      const { path, mixed } = pathsOf(paths, row, terms.discounts.length);
      return { ...terms, survival: path, spread: mixed };
    },
  };
}

/** In months of margin: the value, and what it would be at either end. */
function ownValue(paths: OwnPaths, row: number, discounts: Float64Array) {
  const { path, ends, mixed } = pathsOf(paths, row, discounts.length);
  const value: CustomerValue = { ...residualValue(mixed, discounts), expected: annuityOf(path, discounts) };
  return { value, atEnds: ends.map((end) => annuityOf(end, discounts)) };
}

/** As estimated, at either end, and mixed as likely as each is. */
function pathsOf(paths: OwnPaths, row: number, months: number) {
  const path = paths.path(row, months);
  const ends = ENDS.map((end) => paths.path(row, months, end));
  const mixed = path.map((stays, k) => stays + END_WEIGHT * ends.reduce((sum, end) => sum + end[k]! - stays, 0));
  return { path, ends, mixed };
}

/** Who pays more may stay longer: then all together are worth more than by tenure alone. */
function totalInWords(more: number): string {
  if (!(Math.abs(more) >= NOTABLE)) return '';
  const who = more > 0 ? 'longer' : 'shorter';
  return ` As those who pay more stay ${who}, all together are worth ${percentInWords(Math.abs(more))} ${more > 0 ? 'more' : 'less'} than by tenure alone.`;
}

const NOTABLE = 0.0005;

function annuityOf(path: Float64Array, discounts: Float64Array): number {
  return discounts.reduce((sum, discount, k) => sum + discount * path[k]!, 0);
}

function totalsOf(
  { estimationVariance, portfolio }: RevenueOutcome,
  figures: ForecastFigures,
  { ofEffect, grade }: { readonly ofEffect: number; readonly grade: Grade },
): Pick<RevenueOutcome, 'estimationVariance' | 'portfolio'> {
  const variance = estimationVariance + ofEffect;
  const { reason } = portfolio.expected;
  const total = figures.total(variance, weaker(portfolio.expected.grade, grade), reason ?? 'no_revenue');
  return { estimationVariance: variance, portfolio: { ...portfolio, ...total } };
}
