import { INTERVAL_TAIL } from './outcome.ts';
import { conditionalSurvival, type RetentionCurve } from './retentionCurve.ts';

/** Present value of one unit of margin a month, for a customer of a given tenure. */
export interface ResidualValue {
  /** Σ_{k<H} S(k|now)·(1+d)^(−k/12): the first payment is now (METHODS 1). */
  readonly expected: number;
  readonly variance: number;
  readonly low: number;
  readonly high: number;
}

/** (1+d)^(−k/12) for k = 0 … months−1. */
export function monthlyDiscounts(months: number, annualDiscountRate: number): Float64Array {
  return Float64Array.from({ length: months }, (_, k) => (1 + annualDiscountRate) ** (-k / 12));
}

/** P(here after k months | here at `tenure`), k = 0 … months. */
export function survivalPath(curve: RetentionCurve, tenure: number, months: number): Float64Array {
  return Float64Array.from({ length: months + 1 }, (_, k) => conditionalSurvival(curve, tenure, k));
}

/**
 * Mean, variance and 90 % interval of the present value, from the exact distribution of the number of payments N:
 * P(N > n) = S(n) for n below the horizon.
 */
export function residualValue(path: Float64Array, discounts: Float64Array): ResidualValue {
  const horizon = discounts.length;
  let [expected, second, annuity] = [0, 0, 0];
  let low = Number.NaN;
  let high = Number.NaN;
  for (let n = 1; n <= horizon; n++) {
    annuity += discounts[n - 1]!;
    expected += discounts[n - 1]! * path[n - 1]!;
    // P(N = n); at the horizon everyone who is left has all payments.
    const probability = n === horizon ? path[n - 1]! : path[n - 1]! - path[n]!;
    second += probability * annuity * annuity;
    const atMost = n === horizon ? 1 : 1 - path[n]!;
    if (Number.isNaN(low) && atMost >= INTERVAL_TAIL) low = annuity;
    if (Number.isNaN(high) && atMost >= 1 - INTERVAL_TAIL) high = annuity;
  }
  return { expected, variance: Math.max(0, second - expected * expected), low, high };
}

/** The present value without end: summed month by month, then the tail's geometric series. Null when it diverges. */
export function unlimitedValue(curve: RetentionCurve, annualDiscountRate: number): number | null {
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

/** Variance of `unlimitedValue` that comes from not knowing the curve. */
export function unlimitedVariance(curve: RetentionCurve, annualDiscountRate: number): number {
  const months = curve.survival.length;
  const perMonth = curve.tailHazard + Math.log1p(annualDiscountRate) / 12;
  const beyond = perMonth > 0 ? Math.ceil(-Math.log(NEGLIGIBLE) / perMonth) : MOST_MONTHS;
  const horizon = Math.min(MOST_MONTHS, months + beyond);
  const sensitivity = new CurveSensitivity(curve);
  const discounts = monthlyDiscounts(horizon, annualDiscountRate);
  sensitivity.add(0, 1, survivalPath(curve, 0, horizon), discounts);
  return sensitivity.variance;
}

/**
 * Variance of a total Σ_i m_i V_i that comes from not knowing the curve: the delta method on the log-survival
 * increments of each month (Greenwood) and on the tail rate (Poisson).
 */
export class CurveSensitivity {
  readonly #curve: RetentionCurve;
  readonly #perIncrement: Float64Array;
  #perTailHazard = 0;

  constructor(curve: RetentionCurve) {
    this.#curve = curve;
    this.#perIncrement = new Float64Array(curve.survival.length);
  }

  /** Adds a customer's d(value)/d(log-survival increment of each month). */
  add(tenure: number, margin: number, path: Float64Array, discounts: Float64Array): void {
    const lastMonth = this.#curve.survival.length - 1;
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
