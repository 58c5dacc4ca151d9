import { monthlyDiscounts } from '../horizon.ts';
import type { StayingCurve } from './retentionCurve.ts';

/** Present value of a unit a month along a curve, without end; null when it diverges. Summed month by month, then the tail's geometric series. */
export function unlimitedValue(curve: StayingCurve, annualDiscountRate: number): number | null {
  const months = curve.survival.length - 1;
  const discounts = monthlyDiscounts(months + 1, annualDiscountRate);
  let value = 0;
  for (let k = 0; k < months; k++) value += discounts[k]! * curve.survival[k]!;
  const ratio = Math.exp(-curve.tailHazard) * (1 + annualDiscountRate) ** (-1 / 12);
  if (ratio >= 1) return null;
  return value + (discounts[months]! * curve.survival[months]!) / (1 - ratio);
}

/** Months after which nothing counts: what is left is worth less than this share of a payment. */
const NEGLIGIBLE = 1e-9;
const MOST_MONTHS = 2400;

export function monthsThatCount({ survival, tailHazard }: StayingCurve, annualDiscountRate: number): number {
  const perMonth = tailHazard + Math.log1p(annualDiscountRate) / 12;
  const beyond = perMonth > 0 ? Math.ceil(-Math.log(NEGLIGIBLE) / perMonth) : MOST_MONTHS;
  return Math.min(MOST_MONTHS, survival.length + beyond);
}
