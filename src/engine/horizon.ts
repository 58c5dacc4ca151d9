import { type Lifecycle, STATUS } from '../domain/features.ts';
import type { Amount } from '../domain/figures.ts';
import type { ScoreOptions } from '../domain/options.ts';
import type { Warning } from '../domain/results.ts';
import { DAYS_PER_MONTH } from '../foundation/days.ts';

/**
 * What a unit of margin a month is worth now, month by month: (1+d)^(−k/12) for k = 0 … H−1, the first payment now. Of a
 * month that lies in the horizon in part, that part counts.
 */
export function monthlyDiscounts(horizonMonths: number, annualDiscountRate: number): Float64Array {
  return Float64Array.from(
    { length: Math.ceil(horizonMonths) },
    (_, k) => Math.min(1, horizonMonths - k) * (1 + annualDiscountRate) ** (-k / 12),
  );
}

/** Discounted months that each customer is expected to stay within the horizon: Σ_{k<H} S(k)·(1+d)^(−k/12). */
export function discountedMonths(
  { status }: Lifecycle,
  survivalAt: (row: number, months: number) => number,
  { horizonMonths, annualDiscountRate }: ScoreOptions,
): Float64Array {
  const months = new Float64Array(status.length);
  const discounts = monthlyDiscounts(horizonMonths, annualDiscountRate);
  for (let row = 0; row < status.length; row++) {
    if (status[row] === STATUS.churned) continue;
    for (let k = 0; k < discounts.length; k++) months[row]! += survivalAt(row, k) * discounts[k]!;
  }
  return months;
}

/** Retention over the horizon as retention over twelve months, at a constant hazard. */
export function retentionOverYear(rate: Amount, { horizonMonths }: ScoreOptions): Amount {
  return rate.value === null ? rate : { ...rate, value: rate.value ** (12 / horizonMonths) };
}

/** A horizon beyond twice the observed history asks more of the data than it holds. */
export function horizonWarnings({ startDay, asOfDay }: Lifecycle, { horizonMonths }: ScoreOptions): Warning[] {
  if (asOfDay === null) return [];
  const [first = Number.NaN] = startDay.filter((day) => !Number.isNaN(day)).sort();
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
