import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../src/math/proportion.ts';

describe("Wilson's interval", () => {
  it.each([
    // The last is 1/(1 + z²), the others as R's prop.test(x, n, correct = FALSE) prints them.
    [0, 10, 0.95, 0, 0.277532799862889],
    [5, 10, 0.95, 0.236593090512564, 0.763406909487436],
    [1, 1, 0.9, 0.2698659487840541, 1],
  ])('of %d in %d at %d is the textbook one', (successes, trials, level, low, high) => {
    const interval = wilsonInterval(successes, trials, level);
    expect(interval.low).toBeCloseTo(low, 12);
    expect(interval.high).toBeCloseTo(high, 12);
  });

  it('of nothing is everything', () => {
    expect(wilsonInterval(0, 0, 0.9)).toEqual({ low: 0, high: 1 });
  });
});
