import type { Amount } from '../../domain/figures.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { known, unknown } from '../amounts.ts';
import type { Analysis } from '../analyse.ts';
import { newSubscribersOf } from '../revenue/subscription.ts';
import { lifecycleOf, valuesOf } from './subset.ts';

/** Unlimited discounted margin of a new customer, minor units, and Var(ln) of it. */
export interface NewCustomerValue {
  readonly amount: Amount;
  readonly relativeVariance: number;
}

/** Fewer customers say nothing of how long their kind stays or buys. */
const LEAST_CUSTOMERS = 30;

/** Of all customers, as the forecast has it. */
export function valueOfNewcomers({ revenue }: Analysis): NewCustomerValue {
  return { amount: revenue.newCustomerValueMinor, relativeVariance: revenue.newCustomerRelativeVariance };
}

/**
 * Of a group: subscribers by the group's own curve and margins; buyers by the value of all, times what the group's customers
 * have brought for their age against what all have (actual over expected, the ratio estimator of Cochran 1977, ch. 6).
 */
export function valueOfGroup(analysis: Analysis, toDate: ExpectedToDate | null, rows: Int32Array): NewCustomerValue {
  const { amount, relativeVariance } = valueOfNewcomers(analysis);
  if (amount.value === null) return { amount, relativeVariance };
  if (rows.length < LEAST_CUSTOMERS) return { amount: unknown('too_few'), relativeVariance: 0 };
  if (toDate === null) return valueOfSubscribers(analysis, rows);
  const own = actualOverExpected(analysis.revenue.observedMargin.values, toDate.expected, rows);
  if (!(own.ratio > 0) || !(toDate.ratio > 0)) return { amount: unknown('no_value'), relativeVariance: 0 };
  return {
    amount: known((amount.value * own.ratio) / toDate.ratio, amount.grade),
    relativeVariance: relativeVariance + own.relativeVariance,
  };
}

function valueOfSubscribers({ lifecycle, revenue, options }: Analysis, rows: Int32Array): NewCustomerValue {
  const margins = valuesOf(revenue.monthlyMargin.values, rows);
  const grade = revenue.newCustomerValueMinor.grade;
  const own = newSubscribersOf(lifecycleOf(lifecycle, rows), margins, options, grade);
  return { amount: own.newCustomerValueMinor, relativeVariance: own.newCustomerRelativeVariance };
}

/** What a new customer would have brought by each customer's age, minor units; NaN for who never bought. */
export interface ExpectedToDate {
  readonly expected: Float64Array;
  /** What all customers have brought, over that. */
  readonly ratio: number;
}

/** Null for subscribers. */
export function expectedToDate({ revenue, purchases }: Analysis): ExpectedToDate | null {
  const by = revenue.newCustomerMarginBy;
  if (by === null || purchases === null) return null;
  const byAge = new Map<number, number>();
  const expected = purchases.ageDays.map((age) => {
    if (!(age >= 0)) return Number.NaN;
    let margin = byAge.get(age);
    if (margin === undefined) {
      margin = by(age);
      byAge.set(age, margin);
    }
    return margin;
  });
  const observed = revenue.observedMargin.values;
  return { expected, ratio: actualOverExpected(observed, expected, Int32Array.from(observed.keys())).ratio };
}

function actualOverExpected(observed: Float64Array, expected: Float64Array, rows: Int32Array) {
  const [actual, foreseen] = [new CompensatedSum(), new CompensatedSum()];
  const counted = rows.filter((row) => !Number.isNaN(observed[row]! + expected[row]!));
  for (const row of counted) {
    actual.add(observed[row]!);
    foreseen.add(expected[row]!);
  }
  const ratio = actual.value / foreseen.value;
  let squares = 0;
  for (const row of counted) squares += (observed[row]! - ratio * expected[row]!) ** 2;
  const n = counted.length;
  return { ratio, relativeVariance: n < 2 ? 0 : ((squares / actual.value ** 2) * n) / (n - 1) };
}
