/** Small symmetric positive definite systems: row-major n×n in a Float64Array, as in normal equations. */

/** A pivot below this share of its diagonal means that the column is a combination of those before it. */
const DEPENDENT_BELOW = 1e-10;

export interface Factor {
  readonly size: number;
  /** Lower triangle L with A = L·Lᵀ. */
  readonly lower: Float64Array;
  /** Columns (places) that depend linearly on earlier ones; the factor is unusable unless empty. */
  readonly dependent: readonly number[];
}

/** Cholesky factor; a dependent column is set aside and named instead of failing. */
export function factorSymmetric(matrix: Float64Array, size: number): Factor {
  const lower = new Float64Array(size * size);
  const dependent: number[] = [];
  for (let j = 0; j < size; j++) {
    let pivot = matrix[j * size + j]!;
    for (let k = 0; k < j; k++) pivot -= lower[j * size + k]! ** 2;
    if (!(pivot > DEPENDENT_BELOW * matrix[j * size + j]!)) {
      dependent.push(j);
      continue;
    }
    lower[j * size + j] = Math.sqrt(pivot);
    for (let i = j + 1; i < size; i++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      lower[i * size + j] = sum / lower[j * size + j]!;
    }
  }
  return { size, lower, dependent };
}

/** x with A·x = b. */
export function solveFactored({ size, lower }: Factor, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i * size + k]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= lower[k * size + i]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
  return x;
}

/** A⁻¹. */
export function invertFactored(factor: Factor): Float64Array {
  const { size } = factor;
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = solveFactored(factor, unit);
    for (let i = 0; i < size; i++) inverse[i * size + j] = column[i]!;
  }
  return inverse;
}

/** A·B of two n×n matrices. */
export function multiplySquare(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = a[i * size + k]!;
      for (let j = 0; j < size; j++) product[i * size + j]! += factor * b[k * size + j]!;
    }
  }
  return product;
}

/** gᵀ·A·g. */
export function quadraticForm(matrix: Float64Array, vector: Float64Array): number {
  const size = vector.length;
  let sum = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) sum += vector[i]! * matrix[i * size + j]! * vector[j]!;
  }
  return sum;
}

/** vᵀ·M⁻¹·v; directions of which M knows nothing add nothing. */
export function inverseForm(factor: Factor, vector: Float64Array): number {
  const solved = solveFactored(factor, vector);
  return vector.reduce((sum, value, i) => sum + value * solved[i]!, 0);
}
