import { type Lifecycle, STATUS } from '../domain/features.ts';
import type { Amount } from '../domain/figures.ts';
import type { ScoreOptions } from '../domain/options.ts';
import type { Warning } from '../domain/results.ts';
import { DAYS_PER_MONTH } from '../foundation/days.ts';

/** How the margin of a month comes in: `advance`, at its start (subscribers); `throughout`, spread over it (buyers). */
export type Timing = 'advance' | 'throughout';

/**
 * Margin as it comes in over the horizon. Everything that is a value, or a difference of two, is summed over it, so that
 * what leaving takes and what staying brings add up.
 */
export interface Payments {
  readonly timing: Timing;
  /** What a unit of margin in month k counts for now. */
  readonly discounts: Float64Array;
}

export function paymentsOver(
  { behaviour }: Pick<Lifecycle, 'behaviour'>,
  { horizonMonths, annualDiscountRate }: Pick<ScoreOptions, 'horizonMonths' | 'annualDiscountRate'>,
): Payments {
  const timing = behaviour === 'subscription' ? 'advance' : 'throughout';
  return { timing, discounts: monthlyDiscounts(horizonMonths, annualDiscountRate, timing) };
}

/** Whose chances to be here are these at the start and at the end of a month brings this share of its margin. */
export function shareEarned(timing: Timing, atStart: number, atEnd: number): number {
  return timing === 'advance' ? atStart : (atStart + atEnd) / 2;
}

/**
 * What a unit of margin a month is worth now, month by month: (1+d)^(−k/12) for k = 0 … H−1 where the first payment is
 * now, (1+d)^(−(k+½)/12) where it comes in throughout. Of a month that lies in the horizon in part, that part counts.
 */
export function monthlyDiscounts(
  horizonMonths: number,
  annualDiscountRate: number,
  timing: Timing = 'advance',
): Float64Array {
  const middle = timing === 'advance' ? 0 : 0.5;
  return Float64Array.from(
    { length: Math.ceil(horizonMonths) },
    (_, k) => Math.min(1, horizonMonths - k) * (1 + annualDiscountRate) ** (-(k + middle) / 12),
  );
}

/** Discounted months that each customer is expected to bring margin, and to be served, within the horizon. */
export function discountedMonths(
  lifecycle: Lifecycle,
  survivalAt: (row: number, months: number) => number,
  options: ScoreOptions,
): Float64Array {
  const payments = paymentsOver(lifecycle, options);
  return Float64Array.from(lifecycle.status, (status, row) =>
    status === STATUS.churned ? 0 : discountedStay(payments, (months) => survivalAt(row, months)),
  );
}

/** Σ_k S·(1+d)^(−t/12) of one customer, S the chance to be here as each month's margin comes in. */
export function discountedStay({ timing, discounts }: Payments, survival: (months: number) => number): number {
  let [sum, atStart] = [0, survival(0)];
  for (let k = 0; k < discounts.length; k++) {
    const atEnd = survival(k + 1);
    sum += shareEarned(timing, atStart, atEnd) * discounts[k]!;
    atStart = atEnd;
  }
  return sum;
}

/** Retention over the horizon as retention over twelve months, at a constant hazard. */
export function retentionOverYear(rate: Amount, { horizonMonths }: ScoreOptions): Amount {
  return rate.value === null ? rate : { ...rate, value: rate.value ** (12 / horizonMonths) };
}

/** A horizon beyond twice the observed history asks more of the data than it holds. */
export function horizonWarnings({ startDay, asOfDay }: Lifecycle, { horizonMonths }: ScoreOptions): Warning[] {
  if (asOfDay === null) return [];
  let first = Number.NaN;
  for (const day of startDay) if (!(first <= day) && !Number.isNaN(day)) first = day;
  const observedMonths = (asOfDay - first) / DAYS_PER_MONTH;
  if (!(horizonMonths > 2 * observedMonths)) return [];
  return [
    {
      code: 'horizon_beyond_history',
      message: `a horizon of ${horizonMonths} months is more than twice the ${observedMonths.toFixed(1)} months observed; expected figures lean on assumptions`,
      count: 1,
    },
  ];
}
