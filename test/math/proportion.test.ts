import { describe, expect, it } from 'vitest';
import { differenceInterval, wilsonInterval } from '../../src/math/proportion.ts';

describe("Wilson's interval", () => {
  it.each([
    // The last is 1/(1 + z²), the others as R's prop.test(x, n, correct = FALSE) prints them.
    [
      { successes: 0, trials: 10, level: 0.95 },
      { low: 0, high: 0.277532799862889 },
    ],
    [
      { successes: 5, trials: 10, level: 0.95 },
      { low: 0.236593090512564, high: 0.763406909487436 },
    ],
    [
      { successes: 1, trials: 1, level: 0.9 },
      { low: 0.2698659487840541, high: 1 },
    ],
  ])('of $successes in $trials at $level is the textbook one', ({ successes, trials, level }, { low, high }) => {
    const interval = wilsonInterval(successes, trials, level);
    expect(interval.low).toBeCloseTo(low, 12);
    expect(interval.high).toBeCloseTo(high, 12);
  });

  it('of nothing is everything', () => {
    expect(wilsonInterval(0, 0, 0.9)).toEqual({ low: 0, high: 1 });
  });
});

describe('the interval of a difference of proportions', () => {
  const of = (a: readonly [number, number], b: readonly [number, number]) =>
    differenceInterval({ successes: a[0], trials: a[1] }, { successes: b[0], trials: b[1] }, 0.95);

  // Newcombe 1998, table II, method 10.
  it.each([
    { a: [56, 70], b: [48, 80], low: 0.0524, high: 0.3339 },
    { a: [9, 10], b: [3, 10], low: 0.1705, high: 0.809 },
    { a: [0, 10], b: [0, 20], low: -0.1611, high: 0.2775 },
    { a: [10, 10], b: [0, 20], low: 0.6791, high: 1 },
  ] as const)('of $a and $b is the published one', ({ a, b, low, high }) => {
    const found = of(a, b);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });
});
