import { monthlyDiscounts } from '../horizon.ts';
import { conditionalSurvival, type RetentionCurve } from './retentionCurve.ts';
import type { Staying, TotalSensitivity } from './staying.ts';

/** Staying by tenure alone, along the curve of all subscribers. */
export function tenureStaying(curve: RetentionCurve, tenureMonths: Float64Array): Staying {
  const pathFrom = (tenure: number, months: number) =>
    Float64Array.from({ length: months + 1 }, (_, k) => conditionalSurvival(curve, tenure, k));
  return {
    path: (row, months) => pathFrom(tenureMonths[row]!, months),
    survival: (row, months) => conditionalSurvival(curve, tenureMonths[row]!, months),
    place: (row) => tenureMonths[row]!,
    newcomerPath: (months) => pathFrom(0, months),
    unlimited: (annualDiscountRate) => unlimitedValue(curve, annualDiscountRate),
    unlimitedVariance: (annualDiscountRate) => unlimitedVariance(curve, annualDiscountRate),
    sensitivity: () => new CurveSensitivity(curve, tenureMonths),
  };
}

/** Summed month by month, then the tail's geometric series. */
function unlimitedValue(curve: RetentionCurve, annualDiscountRate: number): number | null {
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
function unlimitedVariance(curve: RetentionCurve, annualDiscountRate: number): number {
  const perMonth = curve.tailHazard + Math.log1p(annualDiscountRate) / 12;
  const beyond = perMonth > 0 ? Math.ceil(-Math.log(NEGLIGIBLE) / perMonth) : MOST_MONTHS;
  const months = Math.min(MOST_MONTHS, curve.survival.length + beyond);
  const newcomer = Float64Array.of(0);
  const sensitivity = new CurveSensitivity(curve, newcomer);
  const path = Float64Array.from({ length: months + 1 }, (_, k) => conditionalSurvival(curve, 0, k));
  sensitivity.add(0, 1, path, monthlyDiscounts(months, annualDiscountRate));
  return sensitivity.variance;
}

/** The delta method on the log-survival increments of each month (Greenwood) and on the tail rate (Poisson). */
class CurveSensitivity implements TotalSensitivity {
  readonly #curve: RetentionCurve;
  readonly #tenureMonths: Float64Array;
  readonly #perIncrement: Float64Array;
  #perTailHazard = 0;

  constructor(curve: RetentionCurve, tenureMonths: Float64Array) {
    this.#curve = curve;
    this.#tenureMonths = tenureMonths;
    this.#perIncrement = new Float64Array(curve.survival.length);
  }

  /** Adds a customer's d(value)/d(log-survival increment of each month). */
  add(row: number, margin: number, path: Float64Array, discounts: Float64Array): void {
    const lastMonth = this.#curve.survival.length - 1;
    const tenure = this.#tenureMonths[row]!;
    const start = Math.floor(tenure);
    const share = tenure - start;
    let later = 0;
    for (let k = discounts.length - 1; k >= 1; k--) {
      const worth = margin * discounts[k]! * path[k]!;
      // The k-th month from now lies across two months of the tenure grid.
      later += worth;
      this.#note(start + k - 1, (1 - share) * later, lastMonth);
      this.#note(start + k, share * later, lastMonth);
    }
  }

  get variance(): number {
    const { logVariance, tailEvents, tailHazard } = this.#curve;
    let variance = 0;
    for (let month = 0; month + 1 < logVariance.length; month++) {
      variance += this.#perIncrement[month]! ** 2 * (logVariance[month + 1]! - logVariance[month]!);
    }
    return variance + (this.#perTailHazard * tailHazard) ** 2 / (tailEvents + 0.5);
  }

  #note(month: number, derivative: number, lastMonth: number): void {
    if (month < lastMonth) this.#perIncrement[month]! += derivative;
    else this.#perTailHazard -= derivative;
  }
}
