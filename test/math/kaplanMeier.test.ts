import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../src/foundation/random.ts';
import { kaplanMeier, survivalAt } from '../../src/math/kaplanMeier.ts';
import reference from '../reference/retention.json' with { type: 'json' };
import { describeWithSharedData, sharedRecords } from '../support/sharedData.ts';

describe('Kaplan-Meier', () => {
  it('steps down at events only, events before censorings of the same time', () => {
    const curve = kaplanMeier({ exit: Float64Array.of(1, 2, 2, 3, 4), event: Uint8Array.of(1, 1, 0, 0, 1) });
    expect([...curve.time]).toEqual([1, 2, 4]);
    expect([...curve.atRisk]).toEqual([5, 4, 1]);
    expect([...curve.survival]).toEqual([0.8, 0.8 * 0.75, 0]);
  });

  it('counts the late entered only after their entry', () => {
    const sample = { exit: Float64Array.of(2, 3, 4), event: Uint8Array.of(1, 1, 1), entry: Float64Array.of(0, 0, 2) };
    expect([...kaplanMeier(sample).atRisk]).toEqual([2, 2, 1]);
  });

  it('is 1 before the first event and 0 after the last one at risk left, and sure of neither', () => {
    const curve = kaplanMeier({ exit: Float64Array.of(5), event: Uint8Array.of(1) });
    expect(survivalAt(curve, 4.9, 0.9)).toEqual({ survival: 1, low: expect.closeTo(0.05, 14), high: 1 });
    expect(survivalAt(curve, 5, 0.9)).toEqual({ survival: 0, low: 0, high: expect.closeTo(0.95, 14) });
  });

  const followed = (n: number, events: number) =>
    kaplanMeier({
      exit: Float64Array.from({ length: n }, (_, i) => (i < events ? 1 : 10)),
      event: Uint8Array.from({ length: n }, (_, i) => (i < events ? 1 : 0)),
    });

  // scipy 1.x: beta.ppf of Clopper and Pearson's ends, level 0.9.
  it.each([
    { n: 100, events: 0, low: 0.9704869503929601, high: 1 },
    { n: 100, events: 1, low: 0.9534401885464611, high: 0.9994871985837377 },
    { n: 10, events: 1, low: 0.6058367, high: 0.9948838 },
  ])('has exact ends where $events of $n have left', ({ n, events, low, high }) => {
    const found = survivalAt(followed(n, events), 5, 0.9);
    expect(found.survival).toBe(1 - events / n);
    expect(found.low).toBeCloseTo(low, 7);
    expect(found.high).toBeCloseTo(high, 7);
  });

  it('is the less sure the fewer were followed to the end, though nobody left', () => {
    const exit = Float64Array.from({ length: 100 }, (_, i) => (i < 90 ? 3 : 12));
    const curve = kaplanMeier({ exit, event: new Uint8Array(100) });
    expect(survivalAt(curve, 2, 0.9).low).toBeCloseTo(0.05 ** (1 / 100), 14);
    expect(survivalAt(curve, 11, 0.9).low).toBeCloseTo(0.05 ** (1 / 10), 14);
  });

  it('covers what it says where leavers are so few that Greenwood has nothing to say', () => {
    const random = new SeededRandom(8);
    const [runs, n, stays] = [4000, 80, 0.99];
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      let events = 0;
      for (let i = 0; i < n; i++) if (random.uniform() > stays) events++;
      const { low, high } = survivalAt(followed(n, events), 5, 0.9);
      if (low <= stays && stays <= high) covered++;
    }
    // At least 90%: exact ends are never narrower than they say; log-log alone would cover about 55% here.
    expect(covered / runs).toBeGreaterThan(0.9);
  });
});

/**
 * Therneau's first test set (Therneau & Grambsch 2000, appendix E): six rows, whose curve can be worked out by hand.
 *
 *     time   1  1+ 6  6  8+ 9     (+: censored)
 *     x      1  1  1  0  0  0
 *
 * All rows. t = 1: six at risk (the row censored at 1 among them), one event: S = 5/6, Σ d/(n(n−d)) = 1/(6·5) = 1/30.
 * t = 6: four at risk, two events: S = 5/6 · 2/4 = 5/12, Σ = 1/30 + 2/(4·2) = 17/60. t = 9: the last one: S = 0.
 * By Greenwood Var S(6) = (5/12)² · 17/60 = 85/1728.
 * x = 1. t = 1: three at risk, one event: 2/3; one of them is censored then. t = 6: one at risk, one event: 0.
 * x = 0. t = 6: three at risk, one event: 2/3, Σ = 1/6. t = 9: after the row censored at 8, the last one: 0.
 */
describe('Kaplan-Meier on Therneau’s six rows', () => {
  const rows = [
    { time: 1, event: 1, x: 1 },
    { time: 1, event: 0, x: 1 },
    { time: 6, event: 1, x: 1 },
    { time: 6, event: 1, x: 0 },
    { time: 8, event: 0, x: 0 },
    { time: 9, event: 1, x: 0 },
  ];
  const curveOf = (some: typeof rows) =>
    kaplanMeier({
      exit: Float64Array.from(some, ({ time }) => time),
      event: Uint8Array.from(some, ({ event }) => event),
    });

  it('is 5/6, 5/12 and 0, with Greenwood’s variance 85/1728 at 6', () => {
    const { time, atRisk, events, survival, logVariance } = curveOf(rows);
    expect([...time]).toEqual([1, 6, 9]);
    expect([...atRisk]).toEqual([6, 4, 1]);
    expect([...events]).toEqual([1, 2, 1]);
    expect(survival[0]).toBeCloseTo(5 / 6, 15);
    expect(survival[1]).toBeCloseTo(5 / 12, 15);
    expect(survival[2]).toBe(0);
    expect(logVariance[0]).toBeCloseTo(1 / 30, 15);
    expect(logVariance[1]).toBeCloseTo(17 / 60, 15);
    expect(survival[1]! ** 2 * logVariance[1]!).toBeCloseTo(85 / 1728, 15);
  });

  it('has the log-log interval S^exp(±z·√(17/60) / ln S) at 6', () => {
    const { low, high } = survivalAt(curveOf(rows), 7, 0.95);
    const spread = (1.959963984540054 * Math.sqrt(17 / 60)) / Math.log(12 / 5);
    expect(low).toBeCloseTo((5 / 12) ** Math.exp(spread), 14);
    expect(high).toBeCloseTo((5 / 12) ** Math.exp(-spread), 14);
  });

  it.each([
    { x: 1, times: [1, 6], survival: [2 / 3, 0] },
    { x: 0, times: [6, 9], survival: [2 / 3, 0] },
  ])('of x = $x is 2/3, then 0', ({ x, times, survival }) => {
    const curve = curveOf(rows.filter((row) => row.x === x));
    expect([...curve.time]).toEqual(times);
    for (const [i, value] of survival.entries()) expect(curve.survival[i]).toBeCloseTo(value, 15);
  });
});

// R survival 3.5-3, survfit(Surv(week, arrest) ~ fin, conf.type = "log-log") on the Rossi data.
const { km } = reference.rossi;
const ROSSI = km.time.map((time, i) => ({
  group: km.strata[i]!.replace('fin=', ''),
  time,
  survival: km.surv[i]!,
  error: km.se[i]!,
  low: km.lower[i]!,
  high: km.upper[i]!,
}));

describeWithSharedData('Kaplan-Meier on the Rossi data', () => {
  it.each(ROSSI)('agrees with R to 12 digits: fin=$group, week $time', ({ group, time, ...wanted }) => {
    const rows = sharedRecords('data/rossi/rossi.csv').filter((row) => row[2] === group);
    const exit = Float64Array.from(rows, (row) => Number(row[0]));
    const curve = kaplanMeier({ exit, event: Uint8Array.from(rows, (row) => Number(row[1])) });
    const found = survivalAt(curve, time, 0.95);
    expect(found.survival).toBeCloseTo(wanted.survival, 13);
    expect(found.low).toBeCloseTo(wanted.low, 12);
    expect(found.high).toBeCloseTo(wanted.high, 12);
    const step = curve.time.findLastIndex((event) => event <= time);
    expect(found.survival * Math.sqrt(curve.logVariance[step]!)).toBeCloseTo(wanted.error, 12);
  });
});

// R survival, survfit(Surv(time, status) ~ x) on the leukaemia data of Miller (1981): group, time, S.
const AML = [
  { group: 'Maintained', time: 9, survival: 0.909090909090909 },
  { group: 'Maintained', time: 23, survival: 0.613636363636364 },
  { group: 'Maintained', time: 34, survival: 0.368181818181818 },
  { group: 'Maintained', time: 45, survival: 0.368181818181818 },
  { group: 'Nonmaintained', time: 9, survival: 0.666666666666667 },
  { group: 'Nonmaintained', time: 23, survival: 0.486111111111111 },
  { group: 'Nonmaintained', time: 34, survival: 0.194444444444444 },
  { group: 'Nonmaintained', time: 45, survival: 0 },
];

describeWithSharedData('Kaplan-Meier on the leukaemia data', () => {
  it.each(AML)('agrees with R: $group, week $time', ({ group, time, survival }) => {
    const rows = sharedRecords('data/rossi/aml.csv').filter((row) => row[2] === `"${group}"`);
    const exit = Float64Array.from(rows, (row) => Number(row[0]));
    const curve = kaplanMeier({ exit, event: Uint8Array.from(rows, (row) => Number(row[1])) });
    expect(survivalAt(curve, time, 0.95).survival).toBeCloseTo(survival, 13);
  });
});
