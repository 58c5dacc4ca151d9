import { factorSymmetric, invertFactored, solveFactored } from './symmetric.ts';

export interface LeastSquares {
  readonly coefficients: Float64Array;
  /** Standard errors that hold whatever the spread of the residuals. */
  readonly standardErrors: Float64Array;
  readonly rows: number;
}

/**
 * Ordinary least squares of `outcome` on the columns of `design` (row-major, `columns` a row, an intercept among them if
 * wanted), with the heteroskedasticity-consistent errors HC1 (MacKinnon & White 1985): n/(n−k) (XᵀX)⁻¹ Xᵀ diag(e²) X (XᵀX)⁻¹.
 * Null with no more rows than columns, or where a column is a combination of the others.
 */
export function leastSquares(design: Float64Array, columns: number, outcome: Float64Array): LeastSquares | null {
  const rows = outcome.length;
  if (rows <= columns) return null;
  const right = new Float64Array(columns);
  const cross = crossProducts(design, columns, (row) => {
    for (let i = 0; i < columns; i++) right[i]! += design[row * columns + i]! * outcome[row]!;
    return 1;
  });
  const factor = factorSymmetric(cross, columns);
  if (factor.dependent.length > 0) return null;
  const coefficients = solveFactored(factor, right);
  const meat = crossProducts(design, columns, (row) => {
    let residual = outcome[row]!;
    for (let i = 0; i < columns; i++) residual -= design[row * columns + i]! * coefficients[i]!;
    return residual ** 2;
  });
  const inverse = invertFactored(factor);
  const scale = rows / (rows - columns);
  const standardErrors = new Float64Array(columns);
  for (let i = 0; i < columns; i++) {
    let variance = 0;
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k < columns; k++) {
        variance += inverse[i * columns + j]! * meat[j * columns + k]! * inverse[k * columns + i]!;
      }
    }
    standardErrors[i] = Math.sqrt(Math.max(0, scale * variance));
  }
  return { coefficients, standardErrors, rows };
}

/** Σ weight·x·xᵀ over the rows. */
function crossProducts(design: Float64Array, columns: number, weightOf: (row: number) => number): Float64Array {
  const sums = new Float64Array(columns * columns);
  for (let row = 0; row * columns < design.length; row++) {
    const weight = weightOf(row);
    for (let i = 0; i < columns; i++) {
      const left = weight * design[row * columns + i]!;
      for (let j = 0; j < columns; j++) sums[i * columns + j]! += left * design[row * columns + j]!;
    }
  }
  return sums;
}
