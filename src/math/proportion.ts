import { normalQuantile } from './normal.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a proportion (1927; Brown, Cai & DasGupta 2001, eq. 4): never empty, never outside [0, 1].
 * `wilsonInterval(0, 10, 0.95)` is 0 to 0.2775. Trials of 0 give 0 to 1.
 */
export function wilsonInterval(successes: number, trials: number, level: number): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const z = normalQuantile((1 + level) / 2);
  const rate = successes / trials;
  const centre = rate + (z * z) / (2 * trials);
  const spread = z * Math.sqrt((rate * (1 - rate) + (z * z) / (4 * trials)) / trials);
  const scale = 1 + (z * z) / trials;
  return {
    low: successes === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    high: successes === trials ? 1 : Math.min(1, (centre + spread) / scale),
  };
}

export interface Count {
  readonly successes: number;
  readonly trials: number;
}

/**
 * Newcombe's hybrid score interval of a difference of two proportions (1998, method 10), which holds where an arm has no
 * success or no failure and the normal error is nothing. 0 of 10 less 0 of 20 at 95%: -0.1611 to 0.2775.
 */
export function differenceInterval(first: Count, second: Count, level: number): Interval {
  const [p1, p2] = [first.successes / first.trials, second.successes / second.trials];
  const [one, two] = [first, second].map(({ successes, trials }) => wilsonInterval(successes, trials, level));
  return {
    low: p1 - p2 - Math.hypot(p1 - one!.low, two!.high - p2),
    high: p1 - p2 + Math.hypot(one!.high - p1, p2 - two!.low),
  };
}
