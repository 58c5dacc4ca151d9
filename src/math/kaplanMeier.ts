import { normalQuantile } from './normal.ts';
import { survivalAfterOneEvent } from './oneEvent.ts';

export interface SurvivalSample {
  /** Time of the event, or of the last observation. */
  readonly exit: Float64Array;
  /** 1 where the event happened at `exit`, 0 where it was censored. */
  readonly event: Uint8Array;
  /** Left truncation: at risk only after this time. Absent: from 0. */
  readonly entry?: Float64Array;
}

/** One entry for each distinct event time. */
export interface KaplanMeierCurve {
  readonly sample: SurvivalSample;
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  /** S(t) just after each time. */
  readonly survival: Float64Array;
  /** Greenwood's sum Σ d/(n(n−d)): the variance of log S. Infinite once S is 0. */
  readonly logVariance: Float64Array;
}

/**
 * The product-limit estimate of Kaplan & Meier (1958) with Greenwood's variance (1926). At risk at t are those with
 * entry < t ≤ exit; events come before censorings of the same time.
 */
export function kaplanMeier(sample: SurvivalSample): KaplanMeierCurve {
  const order = Int32Array.from(sample.exit.keys()).sort((a, b) => sample.exit[a]! - sample.exit[b]!);
  const entries = sample.entry?.slice().sort();
  const columns = { time: [], atRisk: [], events: [], survival: [], logVariance: [] } as Record<string, number[]>;
  let [survival, logVariance, entered] = [1, 0, 0];
  for (let i = 0; i < order.length; ) {
    const time = sample.exit[order[i]!]!;
    if (entries !== undefined) while (entered < entries.length && entries[entered]! < time) entered++;
    const atRisk = (entries === undefined ? order.length : entered) - i;
    let events = 0;
    for (; i < order.length && sample.exit[order[i]!] === time; i++) events += sample.event[order[i]!]!;
    if (events === 0) continue;
    survival *= 1 - events / atRisk;
    logVariance += events / (atRisk * (atRisk - events));
    const row = { time, atRisk, events, survival, logVariance };
    for (const [name, value] of Object.entries(row)) columns[name]!.push(value);
  }
  const column = (name: string) => Float64Array.from(columns[name]!);
  return {
    sample,
    time: column('time'),
    atRisk: column('atRisk'),
    events: column('events'),
    survival: column('survival'),
    logVariance: column('logVariance'),
  };
}

/**
 * S(t) with its log-log interval (Kalbfleisch & Prentice 1980). Greenwood's variance is nothing where nobody has left, and
 * says nothing where everybody has: with at most one event, and at S = 0, the ends are exact instead.
 */
export function survivalAt(curve: KaplanMeierCurve, time: number, confidence: number) {
  let [place, events] = [-1, 0];
  while (place + 1 < curve.time.length && curve.time[place + 1]! <= time) events += curve.events[++place]!;
  const survival = place < 0 ? 1 : curve.survival[place]!;
  const tail = (1 - confidence) / 2;
  if (survival === 0) return { survival, low: 0, high: upperEndAtZero(curve, place, tail) };
  if (events <= 1) {
    const before = place < 0 ? null : curve.atRisk[place]!;
    return { survival, ...survivalAfterOneEvent(before, atRiskJustAfter(curve.sample, time), tail) };
  }
  const spread = (normalQuantile(1 - tail) * Math.sqrt(curve.logVariance[place]!)) / Math.log(survival);
  return { survival, low: survival ** Math.exp(-spread), high: survival ** Math.exp(spread) };
}

/** The last ones at risk all left: Clopper & Pearson's upper end for them, times the curve until then. */
function upperEndAtZero({ survival, atRisk }: KaplanMeierCurve, place: number, tail: number): number {
  const before = survival[place - 1] ?? 1;
  return before * (1 - tail ** (1 / atRisk[place]!));
}

/** Those followed beyond a time; where nobody is, those followed up to it. */
function atRiskJustAfter({ exit, entry }: SurvivalSample, time: number): number {
  let [beyond, upTo] = [0, 0];
  for (let i = 0; i < exit.length; i++) {
    if ((entry?.[i] ?? 0) > time) continue;
    if (exit[i]! > time) beyond++;
    if (exit[i]! >= time) upTo++;
  }
  return beyond > 0 ? beyond : upTo;
}
