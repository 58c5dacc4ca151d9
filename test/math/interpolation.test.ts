import { describe, expect, test } from 'vitest';
import { ChebyshevCurve } from '../../src/math/interpolation.ts';
import { quantileOfSorted } from '../../src/math/quantile.ts';

describe('a Chebyshev curve', () => {
  const smooth = (x: number) => Float64Array.of(Math.exp(-0.2 * Math.exp(x)), x * x);
  const curve = new ChebyshevCurve(smooth, { low: -0.6, high: 0.6 }, 9);

  test('is the function at its ends and between to eight digits', () => {
    for (const x of [-0.6, -0.41, 0, 0.123, 0.6]) {
      const [drawn, exact] = [curve.at(x), smooth(x)];
      for (const i of [0, 1]) expect(Math.abs(drawn[i]! - exact[i]!), String(x)).toBeLessThan(1e-8);
    }
  });

  test('over a point is the function there', () => {
    expect(new ChebyshevCurve(smooth, { low: 0.3, high: 0.3 }, 9).at(0.3)).toEqual(smooth(0.3));
  });
});

test('quantiles lie straight between order statistics (type 7)', () => {
  const sorted = Float64Array.of(1, 2, 4, 8);
  expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantileOfSorted(sorted, share))).toEqual([1, 1.75, 3, 5, 8]);
  expect(quantileOfSorted(new Float64Array(0), 0.5)).toBeNaN();
});
