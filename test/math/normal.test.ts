import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile, twoSidedP } from '../../src/math/normal.ts';

/** Arbitrary precision (mpmath, 60 digits), at the exact value of each double. */
const CDF = [
  [-37.5, 4.605353009581955e-308],
  [-30.25, 2.6086402857412604e-201],
  [-20, 2.7536241186062337e-89],
  [-12.7, 2.95648536485205e-37],
  [-8, 6.220960574271784e-16],
  [-5.7, 5.990371401063528e-9],
  [-5.6, 1.071759025831093e-8],
  [-3.3, 0.0004834241423837775],
  [-1.96, 0.024997895148220435],
  [-1, 0.15865525393145705],
  [-0.7, 0.24196365222307303],
  [-0.65, 0.2578461108058647],
  [-0.3, 0.3820885778110474],
  [-1e-8, 0.4999999960105772],
  [0, 0.5],
  [0.65, 0.7421538891941353],
  [0.7, 0.758036347776927],
  [1.96, 0.9750021048517795],
  [4, 0.9999683287581669],
] as const;
const QUANTILE = [
  [1e-300, -37.0470962993612],
  [1e-100, -21.273453560965326],
  [1e-20, -9.262340089798407],
  [1e-10, -6.361340902404057],
  [1e-5, -4.264890793922825],
  [0.001, -3.0902323061678136],
  [0.05, -1.6448536269514726],
  [0.07, -1.4757910281791706],
  [0.08, -1.4050715603096324],
  [0.3, -0.5244005127080408],
  [0.49, -0.025068908258711057],
  [0.9, 1.2815515655446006],
  [0.975, 1.9599639845400538],
  [0.9999, 3.7190164854557084],
] as const;
/** A few units in the last place of a double (2.2e-16): the approximations claim 1e-16, the rest is rounding. */
const RELATIVE = 1.5e-15;

describe('the normal distribution', () => {
  it.each(CDF)('gives P(Z ≤ %d) to fifteen digits', (z, expected) => {
    expect(Math.abs(normalCdf(z) / expected - 1)).toBeLessThan(RELATIVE);
  });

  it.each(QUANTILE)('gives the quantile of %d to fifteen digits', (p, expected) => {
    expect(Math.abs(normalQuantile(p) / expected - 1)).toBeLessThan(RELATIVE);
  });

  it('is symmetric, and its two functions undo each other', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 4, noNaN: true }), (z) => {
        expect(Math.abs(normalCdf(z) + normalCdf(-z) - 1)).toBeLessThan(1e-15);
        // One ulp of p moves z by ulp/density; at 4 that is 1e-12.
        expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(2e-12);
      }),
    );
  });

  it('has its ends at 0 and 1 and answers nonsense with NaN', () => {
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
    expect(normalCdf(Number.NaN)).toBeNaN();
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(-0.1)).toBeNaN();
    expect(normalQuantile(Number.NaN)).toBeNaN();
    expect(twoSidedP(0)).toBe(1);
  });
});
