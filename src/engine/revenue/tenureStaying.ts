import { monthlyDiscounts } from '../horizon.ts';
import { CurveSensitivity } from './curveSensitivity.ts';
import { levelStaying } from './levelStaying.ts';
import { conditionalSurvival, type StayingCurve } from './retentionCurve.ts';
import type { Staying } from './staying.ts';
import type { Lives } from './timeAtRisk.ts';

/**
 * Staying by tenure alone, along the curve of all subscribers; `lives`, of whom and when it is known, where they were
 * all followed from the start.
 */
export function tenureStaying(curve: StayingCurve, tenureMonths: Float64Array, lives: Lives | null): Staying {
  const pathFrom = (tenure: number, months: number) =>
    Float64Array.from({ length: months + 1 }, (_, k) => conditionalSurvival(curve, tenure, k));
  return {
    path: (row, months) => pathFrom(tenureMonths[row]!, months),
    survival: (row, months) => conditionalSurvival(curve, tenureMonths[row]!, months),
    place: (row) => tenureMonths[row]!,
    byLevel: (levels) => (lives === null ? null : levelStaying(lives, levels, tenureMonths)),
    newcomerPath: (months) => pathFrom(0, months),
    unlimited: (annualDiscountRate) => unlimitedValue(curve, annualDiscountRate),
    unlimitedVariance: (annualDiscountRate) => unlimitedVariance(curve, annualDiscountRate),
    sensitivity: () => new CurveSensitivity(curve, tenureMonths),
  };
}

/** Summed month by month, then the tail's geometric series. */
function unlimitedValue(curve: StayingCurve, annualDiscountRate: number): number | null {
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

/** By the sensitivity of one customer without any tenure, so far ahead that nothing is left. */
function unlimitedVariance(curve: StayingCurve, annualDiscountRate: number): number {
  const perMonth = curve.tailHazard + Math.log1p(annualDiscountRate) / 12;
  const beyond = perMonth > 0 ? Math.ceil(-Math.log(NEGLIGIBLE) / perMonth) : MOST_MONTHS;
  const months = Math.min(MOST_MONTHS, curve.survival.length + beyond);
  const newcomer = Float64Array.of(0);
  const sensitivity = new CurveSensitivity(curve, newcomer);
  const path = Float64Array.from({ length: months + 1 }, (_, k) => conditionalSurvival(curve, 0, k));
  sensitivity.add(0, 1, path, monthlyDiscounts(months, annualDiscountRate));
  return sensitivity.variance;
}
