/** Quantile of sorted values, type 7 of Hyndman & Fan (1996): straight between order statistics. NaN for none. */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  // Equal neighbours stay exactly what they are.
  return low === high ? low : low + (place - below) * (high - low);
}
