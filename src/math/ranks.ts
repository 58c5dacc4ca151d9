import { normalQuantile, twoSidedP } from './normal.ts';
import type { Interval } from './proportion.ts';

/** Rank statistics. All of them depend on values only, never on the order of rows; ties share their mean rank. */

/** Ranks from 1, ties at their mean. */
export function midranks(values: Float64Array): Float64Array {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/** Spearman's rank correlation with a p-value by its normal approximation √(n−1)·ρ; null below three or without spread. */
export function spearman(x: Float64Array, y: Float64Array): { readonly rho: number; readonly p: number } | null {
  const [a, b] = [midranks(x), midranks(y)];
  const mean = (a.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    xy += (a[i]! - mean) * (b[i]! - mean);
    xx += (a[i]! - mean) ** 2;
    yy += (b[i]! - mean) ** 2;
  }
  if (a.length < 3 || xx === 0 || yy === 0) return null;
  const rho = xy / Math.sqrt(xx * yy);
  return { rho, p: twoSidedP(rho * Math.sqrt(a.length - 1)) };
}

export interface AreaUnderCurve {
  readonly value: number;
  readonly se: number;
  readonly interval: Interval;
}

/**
 * Probability that an event scores above a non-event, ties half, with DeLong's error (DeLong, DeLong & Clarke-Pearson
 * 1988) from placements counted on sorted values. Null unless both kinds have two members and values differ.
 */
export function areaUnderCurve(events: Float64Array, others: Float64Array, level = 0.95): AreaUnderCurve | null {
  if (events.length < 2 || others.length < 2) return null;
  const [high, low] = [events.slice().sort(), others.slice().sort()];
  const above = placements(high, low);
  const below = placements(low, high);
  const value = above.mean;
  const se = Math.sqrt(above.variance / high.length + below.variance / low.length);
  if (se === 0) return untied(value, Math.min(high.length, low.length), (1 - level) / 2);
  const spread = normalQuantile((1 + level) / 2) * se;
  return { value, se, interval: { low: Math.max(0, value - spread), high: Math.min(1, value + spread) } };
}

/**
 * DeLong's error is nothing where every event scores above every other, or below: then at least the fewer of the two kinds
 * are that many trials without a failure (Clopper & Pearson 1934). Null where all values are one and nothing is ranked.
 */
function untied(value: number, trials: number, tail: number): AreaUnderCurve | null {
  const end = tail ** (1 / trials);
  if (value === 1) return { value, se: 0, interval: { low: end, high: 1 } };
  return value === 0 ? { value, se: 0, interval: { low: 0, high: 1 - end } } : null;
}

/** Mean and variance, over sorted values, of the share of the sorted others that lie below (ties half). */
function placements(values: Float64Array, others: Float64Array): { readonly mean: number; readonly variance: number } {
  let [below, upTo, mean, squares] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    while (below < others.length && others[below]! < values[i]!) below++;
    while (upTo < others.length && others[upTo]! <= values[i]!) upTo++;
    const share = (below + upTo) / 2 / others.length;
    const away = share - mean;
    mean += away / (i + 1);
    squares += away * (share - mean);
  }
  return { mean, variance: squares / (values.length - 1) };
}

/**
 * Trend of proportions over ordered groups scored 0, 1, 2, … (Cochran 1954; Armitage 1955), with the variance
 * conditional on the margins without the finite correction. Null where groups or outcome do not vary.
 */
export function cochranArmitage(
  events: ArrayLike<number>,
  trials: ArrayLike<number>,
): { readonly z: number; readonly p: number } | null {
  let [n, d, weighted, sum, squares] = [0, 0, 0, 0, 0];
  for (let k = 0; k < trials.length; k++) {
    n += trials[k]!;
    d += events[k]!;
    weighted += k * events[k]!;
    sum += k * trials[k]!;
    squares += k * k * trials[k]!;
  }
  const rate = d / n;
  const variance = rate * (1 - rate) * (squares - (sum * sum) / n);
  if (!(variance > 0)) return null;
  const z = (weighted - rate * sum) / Math.sqrt(variance);
  return { z, p: twoSidedP(z) };
}

/** One step of a rising table: groups pooled until no proportion falls. */
export interface IsotonicStep {
  /** First and last group of the step. */
  readonly from: number;
  readonly to: number;
  readonly events: number;
  readonly trials: number;
  readonly rate: number;
}

/** Pool adjacent violators (Ayer et al. 1955): the rising proportions closest to those observed. Empty groups are skipped. */
export function isotonicSteps(events: ArrayLike<number>, trials: ArrayLike<number>): readonly IsotonicStep[] {
  const steps: IsotonicStep[] = [];
  for (let k = 0; k < trials.length; k++) {
    if (trials[k] === 0) continue;
    let step = { from: k, to: k, events: events[k]!, trials: trials[k]!, rate: events[k]! / trials[k]! };
    while (steps.length > 0 && steps[steps.length - 1]!.rate >= step.rate) {
      const before = steps.pop()!;
      const [pooled, of] = [before.events + step.events, before.trials + step.trials];
      step = { from: before.from, to: k, events: pooled, trials: of, rate: pooled / of };
    }
    steps.push(step);
  }
  return steps;
}
