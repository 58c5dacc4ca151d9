import type { KaplanMeierCurve } from './kaplanMeier.ts';

export interface RestrictedMean {
  readonly mean: number;
  readonly se: number;
}

/**
 * Mean time alive up to a limit: the area under the product-limit curve, with Greenwood's variance
 * Σ (∫_{t_i}^τ S)²·d/(n(n−d)) (Irwin 1949; Kaplan & Meier 1958, section 5).
 */
export function restrictedMean(
  { time, survival, atRisk, events }: Pick<KaplanMeierCurve, 'time' | 'survival' | 'atRisk' | 'events'>,
  limit: number,
): RestrictedMean {
  let area = 0;
  let variance = 0;
  let right = limit;
  for (let i = time.length - 1; i >= 0; i--) {
    if (time[i]! >= limit) continue;
    area += survival[i]! * (right - time[i]!);
    right = time[i]!;
    if (atRisk[i]! > events[i]!) variance += (area * area * events[i]!) / (atRisk[i]! * (atRisk[i]! - events[i]!));
  }
  return { mean: area + right, se: Math.sqrt(variance) };
}
