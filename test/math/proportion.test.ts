import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../src/math/proportion.ts';

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
