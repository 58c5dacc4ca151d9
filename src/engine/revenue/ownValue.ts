import { type Amount, gradeAt, reasonAt } from '../../domain/figures.ts';
import type { Grade } from '../../domain/grades.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { percentInWords } from '../../foundation/words.ts';
import { normalQuantile } from '../../math/normal.ts';
import { weaker } from '../amounts.ts';
import { monthlyDiscounts } from '../horizon.ts';
import type { OwnPaths } from '../ownPaths.ts';
import { type CustomerValue, ForecastFigures, relativeVarianceOfMean, scaledValue } from './forecastFigures.ts';
import { INTERVAL_TAIL, type LevelError, type RevenueOutcome } from './outcome.ts';
import { residualValue } from './residualValue.ts';
import type { LevelStaying } from './staying.ts';

/** The paths of single customers, and what they promise. */
interface Own {
  readonly paths: OwnPaths;
  readonly byLevel: LevelStaying | null;
  /** Of each customer. */
  readonly level: Uint8Array;
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
export function withOwnPaths(common: RevenueOutcome, own: Own, options: ScoreOptions): RevenueOutcome {
  const { paths, byLevel, grade, model } = own;
  const { figures, variance, levelError } = ownFigures(common, own, options);
  const totals = totalsOf(common, figures, { variance, grade });
  const newcomers = byLevel === null ? {} : newcomersOf(common, own, options);
  const byTenureMinor = common.portfolio.expected.value ?? Number.NaN;
  return {
    ...common,
    ...{ expected: figures.expected, low: figures.low, high: figures.high, valueVariance: figures.valueVariance },
    ...totals,
    ...newcomers,
    ...(levelError === null ? {} : { levelError }),
    model: {
      ...common.model,
      inWords: [
        ...(common.model['inWords'] as readonly string[]),
        `${model.inWords}${totalInWords(totals.portfolio.expected.value! / byTenureMinor - 1, byLevel)}`,
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

/** A new customer is of a level as often as those so far, and then pays and stays as that level does. */
function newcomersOf(common: RevenueOutcome, { byLevel, level }: Own, { annualDiscountRate }: ScoreOptions) {
  const margins = common.monthlyMargin.values;
  const count = byLevel!.rates.length;
  const [sum, customers] = [new Float64Array(count), new Float64Array(count)];
  for (let row = 0; row < margins.length; row++) {
    if (Number.isNaN(margins[row]!)) continue;
    sum[level[row]!]! += margins[row]!;
    customers[level[row]!]!++;
  }
  const all = customers.reduce((total, one) => total + one, 0);
  if (all === 0) return {};
  const of = (weights: Float64Array) => byLevel!.newcomers(weights, annualDiscountRate);
  const { unlimited, firstYear, variance } = of(sum.map((margin) => margin / all));
  const { grade } = common.newCustomerValueMinor;
  const worth = (value: number | null): Amount =>
    value === null
      ? { value, grade, reason: common.newCustomerValueMinor.reason ?? 'no_churn_information' }
      : { value, grade, reason: null };
  const perMonth = Float64Array.from(
    sum,
    (_, one) => of(Float64Array.from(sum, (_, k) => (k === one ? 1 : 0))).unlimited ?? Number.NaN,
  );
  const worthEach = margins.map((margin, row) => margin * perMonth[level[row]!]!);
  return {
    newCustomerValueMinor: worth(unlimited),
    newCustomerValue12Minor: worth(firstYear),
    newCustomerRelativeVariance: variance / (unlimited ?? Number.NaN) ** 2 + relativeVarianceOfMean(worthEach),
  };
}

/** Every customer's value, and the variance of the total that comes from not knowing what they stand on. */
function ownFigures(common: RevenueOutcome, { paths, byLevel, level, grade }: Own, options: ScoreOptions) {
  const { expected, low, high, valueVariance } = common;
  const discounts = monthlyDiscounts(options.horizonMonths, options.annualDiscountRate);
  const figures = new ForecastFigures(expected.values.length);
  const atEnds = ENDS.map(() => new CompensatedSum());
  const sensitivity = byLevel?.sensitivity();
  for (let row = 0; row < expected.values.length; row++) {
    const [reason, value, margin] = [reasonAt(expected, row), expected.values[row]!, common.monthlyMargin.values[row]!];
    if (reason !== null) figures.leaveValue(row, reason);
    else if (paths.has(row)) {
      const own = ownValue(paths, row, discounts);
      sensitivity?.add(row, margin, own.path, discounts);
      figures.setValue(row, scaledValue(own.value, margin), weaker(gradeAt(expected, row), grade));
      for (const [i, months] of own.atEnds.entries()) atEnds[i]!.add(months * margin);
    } else {
      // Who has left brings nothing, whatever was paid.
      if (value !== 0) sensitivity?.add(row, margin, pathOf(common, row, discounts.length), discounts);
      const kept = { expected: value, low: low.values[row]!, high: high.values[row]!, variance: valueVariance[row]! };
      figures.setValue(row, kept, gradeAt(expected, row));
    }
  }
  const [least, most] = atEnds.map(({ value }) => value) as [number, number];
  const ofEffect = ((most - least) * Math.sqrt(END_WEIGHT / 2)) ** 2;
  const ofStaying = sensitivity?.variance ?? common.estimationVariance;
  const levelError =
    sensitivity === undefined
      ? null
      : levelErrorOf(figures.expected.values, level, { sensitivity, ofEffect, levels: byLevel!.rates.length });
  return { figures, variance: ofStaying + ofEffect, levelError };
}

interface Errors {
  readonly sensitivity: ReturnType<LevelStaying['sensitivity']>;
  /** Variance of the total that comes from not knowing what effort does. */
  readonly ofEffect: number;
  readonly levels: number;
}

/** Customers of one level err together; what effort does errs alike for all, by their share of the total. */
function levelErrorOf(values: Float64Array, level: Uint8Array, errors: Errors): LevelError {
  const { sensitivity, ofEffect, levels } = errors;
  const ofAll = new Float64Array(levels);
  values.forEach((value, row) => {
    if (!Number.isNaN(value)) ofAll[level[row]!]! += value;
  });
  const sum = (of: Float64Array) => of.reduce((total, value) => total + value, 0);
  const whole = sum(ofAll);
  return {
    ...{ level, levels },
    varianceOf: (valueOfLevel) => {
      const parts = ofAll.map((value, one) => (value === 0 ? 0 : valueOfLevel[one]! / value));
      const share = whole === 0 ? 0 : sum(valueOfLevel) / whole;
      return sensitivity.varianceOf(parts) + ofEffect * share ** 2;
    },
  };
}

/** In months of margin: the value, and what it would be at either end. */
function ownValue(paths: OwnPaths, row: number, discounts: Float64Array) {
  const { path, ends, mixed } = pathsOf(paths, row, discounts.length);
  const value: CustomerValue = { ...residualValue(mixed, discounts), expected: annuityOf(path, discounts) };
  return { path, value, atEnds: ends.map((end) => annuityOf(end, discounts)) };
}

/** As estimated, at either end, and mixed as likely as each is. */
function pathsOf(paths: OwnPaths, row: number, months: number) {
  const path = paths.path(row, months);
  if (!paths.differ) return { path, ends: [path, path], mixed: path };
  const ends = ENDS.map((end) => paths.path(row, months, end));
  const mixed = path.map((stays, k) => stays + END_WEIGHT * ends.reduce((sum, end) => sum + end[k]! - stays, 0));
  return { path, ends, mixed };
}

/** Where as many stay as by tenure alone, what they pay makes the difference; by levels, who leaves sooner is gone sooner, too. */
function totalInWords(more: number, byLevel: LevelStaying | null): string {
  if (!(Math.abs(more) >= NOTABLE)) return '';
  const worth = `worth ${percentInWords(Math.abs(more))} ${more > 0 ? 'more' : 'less'} than by tenure alone.`;
  if (byLevel === null)
    return ` As those who pay more stay ${more > 0 ? 'longer' : 'shorter'}, all together are ${worth}`;
  return ` All together are ${worth}`;
}

const NOTABLE = 0.0005;

function annuityOf(path: Float64Array, discounts: Float64Array): number {
  return discounts.reduce((sum, discount, k) => sum + discount * path[k]!, 0);
}

function pathOf({ survivalAt }: RevenueOutcome, row: number, months: number): Float64Array {
  return Float64Array.from({ length: months + 1 }, (_, k) => survivalAt(row, k));
}

function totalsOf(
  { portfolio }: RevenueOutcome,
  figures: ForecastFigures,
  { variance, grade }: { readonly variance: number; readonly grade: Grade },
): Pick<RevenueOutcome, 'estimationVariance' | 'portfolio'> {
  const { reason } = portfolio.expected;
  const total = figures.total(variance, weaker(portfolio.expected.grade, grade), reason ?? 'no_revenue');
  return { estimationVariance: variance, portfolio: { ...portfolio, ...total } };
}
