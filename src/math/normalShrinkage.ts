import { normalQuantile } from './normal.ts';

/** Means of groups, drawn towards the mean of all as far as they are uncertain. */
export interface ShrunkenMeans {
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Variance between groups beyond chance; 0 when chance explains it all. */
  readonly between: number;
}

export interface GroupMoments {
  readonly count: Float64Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

/**
 * Normal empirical Bayes: group mean ~ N(μ, τ² + σ²/n) with one σ² within groups; τ² by moments (DerSimonian & Laird
 * 1986). A group of one among many keeps little of its own; intervals are posterior, at the level given.
 */
export function shrinkMeans({ count, sum, squares }: GroupMoments, level: number): ShrunkenMeans {
  const groups = count.length;
  let [n, total, within, used] = [0, 0, 0, 0];
  for (let g = 0; g < groups; g++) {
    if (count[g] === 0) continue;
    used++;
    n += count[g]!;
    total += sum[g]!;
    within += Math.max(0, squares[g]! - sum[g]! ** 2 / count[g]!);
  }
  const overall = n > 0 ? total / n : Number.NaN;
  const variance = n > used ? within / (n - used) : 0;
  let [q, weights] = [0, 0];
  for (let g = 0; g < groups; g++) {
    if (count[g] === 0) continue;
    q += count[g]! * (sum[g]! / count[g]! - overall) ** 2;
    weights += count[g]! ** 2;
  }
  const denominator = n - weights / n;
  const between = denominator > 0 ? Math.max(0, (q - (used - 1) * variance) / denominator) : 0;
  const z = normalQuantile((1 + level) / 2);
  const own = (g: number) => (between > 0 ? between / (between + variance / count[g]!) : 0);
  const mean = count.map((k, g) => (k === 0 ? overall : overall + own(g) * (sum[g]! / k - overall)));
  // What is drawn to a mean that is itself uncertain shares its uncertainty (Morris 1983).
  let precision = 0;
  for (const k of count) if (k > 0 && between + variance / k > 0) precision += 1 / (between + variance / k);
  const ofMean = precision > 0 ? 1 / precision : 0;
  const spread = count.map((k, g) => {
    const kept = k === 0 ? 0 : own(g);
    return z * Math.sqrt(between * (1 - kept) + (1 - kept) ** 2 * ofMean);
  });
  return { mean, low: mean.map((m, g) => m - spread[g]!), high: mean.map((m, g) => m + spread[g]!), between };
}
