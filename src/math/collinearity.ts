import { factorSymmetric } from './symmetric.ts';

export type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array;

/** Largest less smallest value. */
export function rangeOf(column: Numbers): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of column) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}

/** Columns that are constant or a combination of earlier ones: a vanishing pivot of the correlation matrix. */
export function dependentColumns(columns: readonly Numbers[], rows: number): readonly number[] {
  const size = columns.length;
  const centred = columns.map((column) => {
    let mean = 0;
    for (let row = 0; row < rows; row++) mean += (column[row]! - mean) / (row + 1);
    return { column, mean };
  });
  const cross = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const [a, b] = [centred[i]!, centred[j]!];
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += (a.column[row]! - a.mean) * (b.column[row]! - b.mean);
      cross[i * size + j] = sum;
      cross[j * size + i] = sum;
    }
  }
  return factorSymmetric(cross, size).dependent;
}

/** Whether no value of a column has both outcomes around it: the two lie apart, or meet in one value alone. */
export function separates(column: Numbers, outcome: Uint8Array): boolean {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < outcome.length; row++) {
    const kind = outcome[row]!;
    low[kind] = Math.min(low[kind]!, column[row]!);
    high[kind] = Math.max(high[kind]!, column[row]!);
  }
  return high[0]! <= low[1]! || high[1]! <= low[0]!;
}
