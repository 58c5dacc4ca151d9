import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastSquares } from '../../src/math/leastSquares.ts';

/** The stopping distances of R's `cars`. */
const SPEED = [
  4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 16, 16, 17, 17, 17,
  18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24, 24, 24, 24, 25,
];
const DISTANCE = [
  2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54, 32, 40, 32, 40,
  50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93, 120, 85,
];
const line = (x: readonly number[]) => Float64Array.from(x.flatMap((value) => [1, value]));

describe('least squares', () => {
  it('gives the coefficients of R’s lm(dist ~ speed)', () => {
    const fit = leastSquares(line(SPEED), 2, Float64Array.from(DISTANCE))!;
    expect(fit.coefficients[0]).toBeCloseTo(-17.579095, 6);
    expect(fit.coefficients[1]).toBeCloseTo(3.932409, 6);
  });

  it('has the robust error of a slope: n/(n − 2) · Σ(x − x̄)²e² / (Σ(x − x̄)²)²', () => {
    const fit = leastSquares(line(SPEED), 2, Float64Array.from(DISTANCE))!;
    const mean = SPEED.reduce((sum, x) => sum + x, 0) / SPEED.length;
    const spread = SPEED.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    const [a, b] = [fit.coefficients[0]!, fit.coefficients[1]!];
    const meat = SPEED.reduce((sum, x, i) => sum + (x - mean) ** 2 * (DISTANCE[i]! - a - b * x) ** 2, 0);
    expect(fit.standardErrors[1]).toBeCloseTo(Math.sqrt(((50 / 48) * meat) / spread ** 2), 10);
  });

  it('finds a line that is one, without error', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.double({ min: -100, max: 100, noNaN: true }),
        (a, b) => {
          const x = [1, 2, 4, 7];
          const fit = leastSquares(
            line(x),
            2,
            Float64Array.from(x, (value) => a + b * value),
          )!;
          expect(fit.coefficients[0]).toBeCloseTo(a, 8);
          expect(fit.coefficients[1]).toBeCloseTo(b, 8);
          expect(fit.standardErrors[1]).toBeCloseTo(0, 6);
        },
      ),
    );
  });

  it('refuses a column that never varies, and no more rows than columns', () => {
    expect(leastSquares(line([3, 3, 3]), 2, Float64Array.of(1, 2, 3))).toBeNull();
    expect(leastSquares(line([1, 2]), 2, Float64Array.of(1, 2))).toBeNull();
  });
});
