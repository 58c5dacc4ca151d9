import type { Numbers } from './collinearity.ts';
import type { Link } from './links.ts';

/** Columns of a design, the intercept left out: it is always the first coefficient. */
export interface BinaryData {
  readonly names: readonly string[];
  readonly columns: readonly Numbers[];
  /** 0 or 1 a row. */
  readonly outcome: Uint8Array;
  /** Rows of one cluster (a customer) stand together and carry one code; absent: every row is its own. */
  readonly cluster?: Int32Array;
}

/** Independent normal priors on the coefficients, intercept first; `sd` Infinity leaves one free. */
export interface CoefficientPrior {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

export interface BinaryFitOptions {
  readonly link?: Link;
  readonly prior?: CoefficientPrior;
}

export type FitTrouble =
  | { readonly code: 'collinear'; readonly columns: readonly string[] }
  | { readonly code: 'separated'; readonly columns: readonly string[] }
  | { readonly code: 'not_converged'; readonly columns: readonly string[] }
  | { readonly code: 'one_outcome'; readonly columns: readonly string[] };

export interface BinaryFit {
  /** Intercept first, then one a column. */
  readonly coefficients: Float64Array;
  /** Inverse expected information (plus prior), row-major. */
  readonly covariance: Float64Array;
  /** Sandwich with the score summed within clusters (Liang & Zeger 1986), times G/(G−1). */
  readonly clusteredCovariance: Float64Array;
  readonly deviance: number;
  readonly rows: number;
  readonly events: number;
  readonly iterations: number;
  /** What keeps the coefficients from being believed; null when nothing does. */
  readonly trouble: FitTrouble | null;
}
