import { INTERVAL_TAIL } from './outcome.ts';

/** Present value of one unit of margin a month, for a customer of a given tenure. */
export interface ResidualValue {
  /** Σ_{k<H} S(k|now)·(1+d)^(−k/12): the first payment is now (METHODS 1). */
  readonly expected: number;
  readonly variance: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Mean, variance and 90% interval of the present value, from the exact distribution of the number of payments N:
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
