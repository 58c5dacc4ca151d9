import { normalQuantile } from '../../math/normal.ts';
import { churnAdjustedPaybackMonths, monthlyChurnOf, paybackMonths } from '../cost/unitEconomics.ts';

const Z = normalQuantile(0.95);

export interface Estimated {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Range {
  readonly low: number;
  /** NaN where the margin may never get there. */
  readonly high: number;
}

/** A figure of either sign, known but for its relative error: 90% on the log scale of its size. */
export function logRange(value: number, relativeVariance: number): Range {
  const spread = Math.exp(Z * Math.sqrt(relativeVariance));
  const [nearer, farther] = [value / spread, value * spread];
  return value < 0 ? { low: farther, high: nearer } : { low: nearer, high: farther };
}

/** A mean with its 90% interval from its relative variance. */
export function meanRange(value: number, relativeVariance: number): Estimated {
  const spread = Z * Math.sqrt(relativeVariance) * Math.abs(value);
  return { value, low: value - spread, high: value + spread };
}

/** CAC / m: the money was counted, the mean margin has its error. */
export function paybackRange(cac: number, margin: Estimated): Range {
  return { low: paybackMonths(cac, margin.high), high: paybackMonths(cac, margin.low) };
}

/**
 * Churn-adjusted, from the errors of margin and of 12-month retention, each moved to its own bound and the distances joined
 * as independent (MOVER: Zou & Donner 2008, eq. 4).
 */
export function churnAdjustedRange(cac: number, margin: Estimated, retention12: Estimated): Range {
  const months = (m: number, stays: number) => churnAdjustedPaybackMonths(cac, m, monthlyChurnOf(stays));
  const centre = months(margin.value, retention12.value);
  const best = [months(margin.high, retention12.value), months(margin.value, retention12.high)];
  const worst = [months(margin.low, retention12.value), months(margin.value, retention12.low)];
  const distance = (bounds: readonly number[]) => Math.hypot(...bounds.map((bound) => bound - centre));
  return { low: Math.max(0, centre - distance(best)), high: centre + distance(worst) };
}
