import type { Timing } from '../horizon.ts';

/**
 * The user's own curves, drawn together: customers whose remaining lives run alike share a path, and a path carries
 * what its customers bring and cost. Everything a scenario does to the whole base is worked out path by path.
 */
export interface PortfolioCurves {
  /** Months of every path, whole years. */
  readonly months: number;
  readonly horizonMonths: number;
  readonly paths: number;
  /** ln(S(k)/S(0)) at k = 0 … months, one path after another. */
  readonly logSurvival: Float64Array;
  /** Path of each customer; −1 for those who have left or whose value is not known. */
  readonly pathOf: Int32Array;
  readonly timing: Timing;
  /** What one unit in month k counts for in the value over the horizon: (1+d)^(−t/12), 0 beyond. */
  readonly horizonDiscounts: Float64Array;
  /** Customers counted. */
  readonly customers: number;
  /** P(still here) today, by customer. */
  readonly here: Float64Array;
  /** Margin per month today, minor units, so that it adds up to the customer's expected value. */
  readonly marginMinor: Float64Array;
  /** Cost to serve per month today, minor units; NaN where unknown. */
  readonly serviceMinor: Float64Array;
}

/** Weights of the paths: what their customers bring, cost, and how many they are, per unit of survival. */
export interface PathWeights {
  readonly margin: Float64Array;
  readonly service: Float64Array;
  readonly here: Float64Array;
}

/** Sums of the customers by path, each customer's margin times a factor. */
export function pathWeights(curves: PortfolioCurves, marginFactor: Float64Array | null): PathWeights {
  const zeros = () => new Float64Array(curves.paths);
  const [margin, service, here] = [zeros(), zeros(), zeros()];
  for (let row = 0; row < curves.pathOf.length; row++) {
    const path = curves.pathOf[row]!;
    if (path < 0) continue;
    margin[path]! += curves.marginMinor[row]! * (marginFactor?.[row] ?? 1);
    const cost = curves.serviceMinor[row]!;
    if (!Number.isNaN(cost)) service[path]! += cost;
    here[path]! += curves.here[row]!;
  }
  return { margin, service, here };
}
