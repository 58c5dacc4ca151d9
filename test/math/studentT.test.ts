import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../src/math/normal.ts';
import { incompleteBeta, studentTCdf, studentTQuantile } from '../../src/math/studentT.ts';

describe('the incomplete beta function', () => {
  it.each([
    // Polynomials by hand: I_x(2, 3) = 6x² − 8x³ + 3x⁴, I_x(1, 1) = x, I_x(1, b) = 1 − (1 − x)^b.
    [0.5, 2, 3, 0.6875],
    [0.1, 2, 3, 0.0523],
    [0.37, 1, 1, 0.37],
    [0.2, 1, 4, 1 - 0.8 ** 4],
  ])('at %d of (%d, %d) is %d', (x, a, b, expected) => {
    expect(incompleteBeta(x, a, b)).toBeCloseTo(expected, 13);
  });

  it('is symmetric, and undefined outside of 0 to 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0.1, max: 200, noNaN: true }),
        fc.double({ min: 0.1, max: 200, noNaN: true }),
        (x, a, b) => {
          expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a)).toBeCloseTo(1, 11);
        },
      ),
    );
    expect([incompleteBeta(0, 2, 2), incompleteBeta(1, 2, 2)]).toEqual([0, 1]);
    expect(incompleteBeta(1.1, 2, 2)).toBeNaN();
  });
});

describe('Student’s t', () => {
  it.each([
    // R: qt(p, df).
    [0.95, 1, 6.313751514675043],
    [0.975, 1, 12.706204736174698],
    [0.95, 4, 2.131846786326649],
    [0.95, 10, 1.8124611228116756],
    [0.95, 30, 1.6972608865939574],
    [0.05, 10, -1.8124611228116756],
  ])('has its %d quantile at %d degrees at %d', (p, degrees, expected) => {
    // Bisection ends within a few units of the last place; the incomplete beta function has an error of 1e-14.
    expect(studentTQuantile(p, degrees)).toBeCloseTo(expected, 10);
  });

  it('is the inverse of its distribution, and near the normal for many degrees', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.integer({ min: 1, max: 500 }), (p, degrees) => {
        expect(studentTCdf(studentTQuantile(p, degrees), degrees)).toBeCloseTo(p, 10);
      }),
    );
    expect(studentTQuantile(0.95, 1e6)).toBeCloseTo(normalQuantile(0.95), 5);
    expect(studentTQuantile(1, 5)).toBeNaN();
  });
});
