import { monthlyDiscounts } from '../horizon.ts';
import { CurveSensitivity } from './curveSensitivity.ts';
import { levelStaying } from './levelStaying.ts';
import type { DatedLives } from './levelTrial.ts';
import { conditionalSurvival, type StayingCurve } from './retentionCurve.ts';
import type { Staying } from './staying.ts';
import { monthsThatCount, unlimitedValue } from './unlimited.ts';

/**
 * Staying by tenure alone, along the curve of all subscribers; `lives`, of whom and when it is known, where they were
 * all followed from the start.
 */
export function tenureStaying(curve: StayingCurve, tenureMonths: Float64Array, lives: DatedLives | null): Staying {
  const pathFrom = (tenure: number, months: number) =>
    Float64Array.from({ length: months + 1 }, (_, k) => conditionalSurvival(curve, tenure, k));
  return {
    path: (row, months) => pathFrom(tenureMonths[row]!, months),
    survival: (row, months) => conditionalSurvival(curve, tenureMonths[row]!, months),
    place: (row) => tenureMonths[row]!,
    byLevel: lives === null ? null : (levels) => levelStaying(lives, levels, tenureMonths),
    newcomerPath: (months) => pathFrom(0, months),
    unlimited: (annualDiscountRate) => unlimitedValue(curve, annualDiscountRate),
    unlimitedVariance: (annualDiscountRate) => unlimitedVariance(curve, annualDiscountRate),
    sensitivity: () => new CurveSensitivity(curve, tenureMonths),
  };
}

/** By the sensitivity of one customer without any tenure, so far ahead that nothing is left. */
function unlimitedVariance(curve: StayingCurve, annualDiscountRate: number): number {
  const months = monthsThatCount(curve, annualDiscountRate);
  const newcomer = Float64Array.of(0);
  const sensitivity = new CurveSensitivity(curve, newcomer);
  const path = Float64Array.from({ length: months + 1 }, (_, k) => conditionalSurvival(curve, 0, k));
  sensitivity.add(0, 1, path, monthlyDiscounts(months, annualDiscountRate));
  return sensitivity.variance;
}
