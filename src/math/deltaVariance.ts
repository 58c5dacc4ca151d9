import { quadraticForm } from './symmetric.ts';

/** Variance of f(x) for x of the given covariance C, by the delta method: gᵀ C g with g by central differences. */
export function deltaVariance(
  f: (x: readonly number[]) => number,
  at: readonly number[],
  covariance: Float64Array,
): number {
  const step = 1e-4;
  const gradient = at.map((_, i) => {
    const moved = (by: number) => f(at.map((v, j) => (j === i ? v + by : v)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
  return Math.max(0, quadraticForm(covariance, Float64Array.from(gradient)));
}
