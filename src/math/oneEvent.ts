import type { Interval } from './proportion.ts';

const STEPS = 200;

/**
 * Ends of a survival probability after no event or one (Fay, Brittain & Proschan 2013, "beta product"): while it is not
 * yet certain who leaves next, S lies below a product of Beta(n, 1) over the risk sets so far, and above it with one more
 * risk set, that of those still followed. Without censoring these are Clopper & Pearson's ends. `before`: how many were at
 * risk at the event, null without one; `after`: how many are still followed; 0 of 100 left: 0.9705 to 1 at a tail of 0.05.
 */
export function survivalAfterOneEvent(before: number | null, after: number, tail: number): Interval {
  const still = Math.max(1, after);
  if (before === null) return { low: tail ** (1 / still), high: 1 };
  return { low: Math.exp(-waitOfTwo(before, still, tail)), high: (1 - tail) ** (1 / before) };
}

/** The time that two exponential waits one after another, of rates a and b, exceed with probability `tail`. */
function waitOfTwo(a: number, b: number, tail: number): number {
  const exceeds = (time: number) =>
    a === b ? Math.exp(-a * time) * (1 + a * time) : (a * Math.exp(-b * time) - b * Math.exp(-a * time)) / (a - b);
  let [low, high] = [0, 1];
  while (exceeds(high) > tail) high *= 2;
  for (let step = 0; step < STEPS && low < high; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (exceeds(middle) > tail) low = middle;
    else high = middle;
  }
  return high;
}
