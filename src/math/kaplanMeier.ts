import { normalQuantile } from './normal.ts';

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
    time: column('time'),
    atRisk: column('atRisk'),
    events: column('events'),
    survival: column('survival'),
    logVariance: column('logVariance'),
  };
}

/** S(t) and its log-log interval (Kalbfleisch & Prentice 1980); 1 before the first event. */
export function survivalAt(curve: KaplanMeierCurve, time: number, confidence: number) {
  let place = -1;
  while (place + 1 < curve.time.length && curve.time[place + 1]! <= time) place++;
  if (place < 0) return { survival: 1, low: 1, high: 1 };
  const survival = curve.survival[place]!;
  if (survival === 0) return { survival, low: 0, high: 0 };
  const spread = (normalQuantile((1 + confidence) / 2) * Math.sqrt(curve.logVariance[place]!)) / Math.log(survival);
  return { survival, low: survival ** Math.exp(-spread), high: survival ** Math.exp(spread) };
}
