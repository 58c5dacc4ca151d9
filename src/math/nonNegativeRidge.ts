/** Columns against a response, drawn towards prior coefficients. */
export interface RidgeData {
  readonly columns: readonly Float64Array[];
  readonly response: Float64Array;
  readonly prior: Float64Array;
  /** How many observations of unit variance the prior is worth. */
  readonly strength: number;
}

export interface RidgeFit {
  readonly intercept: number;
  readonly coefficients: Float64Array;
}

const MAX_SWEEPS = 2000;

/**
 * Least squares with an intercept, penalty `strength·Σ(b − prior)²` and b ≥ `lowest` (0, or −∞ for the unconstrained
 * fit), by cyclic coordinate descent (Friedman, Hastie & Tibshirani 2010) on the cross-products; the problem is convex.
 */
export function ridgeTowardsPrior({ columns, response, prior, strength }: RidgeData, lowest: number): RidgeFit {
  const n = response.length;
  const means = columns.map(meanOf);
  const centre = meanOf(response);
  const cross = columns.map((a, j) =>
    columns.map((b, k) => a.reduce((sum, value, i) => sum + (value - means[j]!) * (b[i]! - means[k]!), 0)),
  );
  const target = columns.map((a, j) =>
    a.reduce((sum, value, i) => sum + (value - means[j]!) * (response[i]! - centre), 0),
  );
  const b = Float64Array.from(prior, (value) => Math.max(lowest, value));
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let moved = 0;
    for (let j = 0; j < b.length; j++) {
      let rest = target[j]! + strength * prior[j]!;
      for (let k = 0; k < b.length; k++) if (k !== j) rest -= cross[j]![k]! * b[k]!;
      const denominator = cross[j]![j]! + strength;
      const next = denominator > 0 ? Math.max(lowest, rest / denominator) : b[j]!;
      moved = Math.max(moved, Math.abs(next - b[j]!));
      b[j] = next;
    }
    if (moved < 1e-12) break;
  }
  let intercept = n > 0 ? centre : 0;
  for (let j = 0; j < b.length; j++) intercept -= b[j]! * means[j]!;
  return { intercept, coefficients: b };
}

function meanOf(column: Float64Array): number {
  return column.length === 0 ? 0 : column.reduce((sum, value) => sum + value, 0) / column.length;
}
