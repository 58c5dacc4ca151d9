import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve, cochranArmitage, isotonicSteps, midranks, spearman } from '../../src/math/ranks.ts';

const values = fc
  .array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 12 })
  .map((a) => Float64Array.from(a));

describe('ranks', () => {
  it('share the mean among ties', () => {
    expect([...midranks(Float64Array.of(10, 20, 10, 5))]).toEqual([2.5, 4, 2.5, 1]);
  });

  it('do not change when rows are shuffled', () => {
    fc.assert(
      fc.property(values, (x) => {
        const reversed = x.slice().reverse();
        expect([...midranks(reversed)].reverse()).toEqual([...midranks(x)]);
      }),
      { seed: 1 },
    );
  });
});

describe('every rank statistic', () => {
  const row = fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.integer({ min: 0, max: 4 }), fc.boolean());
  const shuffled = fc
    .array(row, { minLength: 3, maxLength: 30 })
    .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));

  it('is the same to the last digit when rows are shuffled', () => {
    const all = (rows: readonly (readonly [number, number, boolean])[]) => {
      const scores = (left: boolean) => Float64Array.from(rows.filter((each) => each[2] === left).map(([x]) => x));
      const band = (left: boolean) =>
        [0, 1, 2, 3, 4].map((code) => rows.filter((each) => each[1] === code && (each[2] || !left)).length);
      const [x, y] = [Float64Array.from(rows, ([value]) => value), Float64Array.from(rows, ([, code]) => code)];
      return {
        spearman: spearman(x, y),
        area: areaUnderCurve(scores(true), scores(false)),
        trend: cochranArmitage(band(true), band(false)),
        steps: isotonicSteps(band(true), band(false)),
      };
    };
    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        expect(all(other)).toEqual(all(rows));
      }),
      { seed: 3 },
    );
  });
});

describe("Spearman's correlation", () => {
  it('is the known one with ties', () => {
    // scipy.stats.spearmanr([1, 2, 2, 4, 5], [2, 1, 4, 4, 5])
    const result = spearman(Float64Array.of(1, 2, 2, 4, 5), Float64Array.of(2, 1, 4, 4, 5))!;
    expect(result.rho).toBeCloseTo(0.7631578947368421, 12);
  });

  it('is undefined without spread', () => {
    expect(spearman(Float64Array.of(1, 1, 1), Float64Array.of(1, 2, 3))).toBeNull();
    expect(spearman(Float64Array.of(1, 2), Float64Array.of(1, 2))).toBeNull();
  });
});

describe('the area under the curve', () => {
  it('and its error are what the definition over all pairs gives', () => {
    fc.assert(
      fc.property(values, values, (events, others) => {
        const wins = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0);
        const mean = (list: readonly number[]) => list.reduce((s, v) => s + v, 0) / list.length;
        const variance = (list: readonly number[]) =>
          list.reduce((s, v) => s + (v - mean(list)) ** 2, 0) / (list.length - 1);
        const v10 = Array.from(events, (a) => mean(Array.from(others, (b) => wins(a, b))));
        const v01 = Array.from(others, (b) => mean(Array.from(events, (a) => wins(a, b))));
        const area = areaUnderCurve(events, others)!;
        expect(area.value).toBeCloseTo(mean(v10), 12);
        expect(area.se).toBeCloseTo(Math.sqrt(variance(v10) / v10.length + variance(v01) / v01.length), 12);
      }),
      { seed: 2 },
    );
  });

  it('is one for a perfect order and undefined without both kinds', () => {
    expect(areaUnderCurve(Float64Array.of(3, 4), Float64Array.of(1, 2))!.value).toBe(1);
    expect(areaUnderCurve(Float64Array.of(3), Float64Array.of(1, 2))).toBeNull();
  });
});

describe('the trend over bands', () => {
  it("is R's prop.trend.test on its smokers", () => {
    const trend = cochranArmitage([83, 90, 129, 70], [86, 93, 136, 82])!;
    expect(trend.z ** 2).toBeCloseTo(8.2249, 4);
    expect(trend.p).toBeCloseTo(0.004132, 6);
    expect(trend.z).toBeLessThan(0);
  });

  it('is undefined where nothing varies', () => {
    expect(cochranArmitage([0, 0], [5, 5])).toBeNull();
    expect(cochranArmitage([1, 0], [5, 0])).toBeNull();
  });
});

describe('the rising table', () => {
  it('pools what falls and keeps the threshold', () => {
    const steps = isotonicSteps([10, 8, 12, 44, 40], [100, 100, 100, 100, 0]);
    expect(steps).toEqual([
      { from: 0, to: 1, events: 18, trials: 200, rate: 0.09 },
      { from: 2, to: 2, events: 12, trials: 100, rate: 0.12 },
      { from: 3, to: 3, events: 44, trials: 100, rate: 0.44 },
    ]);
  });
});

describe('the area under the curve without an overlap', () => {
  it('has Clopper and Pearson’s end instead of no error at all', () => {
    const found = areaUnderCurve(Float64Array.of(5, 6, 7), Float64Array.of(1, 2, 3, 4), 0.95)!;
    expect(found).toMatchObject({ value: 1, interval: { low: expect.closeTo(0.025 ** (1 / 3), 14), high: 1 } });
    const reversed = areaUnderCurve(Float64Array.of(1, 2), Float64Array.of(3, 4, 5), 0.95)!;
    expect(reversed.interval).toEqual({ low: 0, high: expect.closeTo(1 - 0.025 ** (1 / 2), 14) });
  });

  it('is not told where nothing differs', () => {
    expect(areaUnderCurve(Float64Array.of(2, 2), Float64Array.of(2, 2, 2))).toBeNull();
  });
});
