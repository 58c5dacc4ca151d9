import { describe, expect, it } from 'vitest';
import { negativeBinomialPmf, negativeBinomialReach, negativeBinomialTail } from '../../src/math/negativeBinomial.ts';

describe('negative binomial', () => {
  it('is geometric at r = 1', () => {
    expect([...negativeBinomialPmf(1, 0.25, 4)].map((p) => Number(p.toFixed(12)))).toEqual([
      0.75, 0.1875, 0.046875, 0.01171875,
    ]);
  });

  it.each([
    [0.01, 0.5],
    [0.3, 0.999],
    [5, 0],
    [2000, 0.4],
    [1e-6, 0.9],
    [40, 0.9999],
  ])('r = %d, q = %d: the reach leaves out less than 1e-9, the mean is right', (r, q) => {
    const pmf = negativeBinomialPmf(r, q, negativeBinomialReach(r, q));
    expect(1 - pmf.reduce((sum, p) => sum + p, 0)).toBeLessThan(1e-9);
    const mean = pmf.reduce((sum, p, y) => sum + y * p, 0);
    expect(Math.abs(mean - (r * q) / (1 - q))).toBeLessThan(1e-5 * (1 + (r * q) / (1 - q)));
  });

  // Exact fractions: 1 − Σ C(r+k−1, k) (1−q)^r q^k.
  it.each([
    [1, 1 / 4, 3, 0.015625],
    [2, 1 / 17, 3, 0.0007782473868847355],
    [13, 3 / 40, 9, 9.575319812887584e-6],
    [400, 1 / 14, 60, 5.288495087707336e-6],
    [1, 1 / 3, 30, 4.8569357496188614e-15],
    [50, 9 / 10, 500, 0.22348069689014258],
  ])('r = %d, q = %d: P(Y ≥ %d) keeps its digits however small', (r, q, y, tail) => {
    expect(Math.abs(negativeBinomialTail(r, q, y) / tail - 1)).toBeLessThan(1e-11);
  });

  it('at least nothing is certain, and more than never is impossible', () => {
    expect(negativeBinomialTail(3, 0.2, 0)).toBe(1);
    expect(negativeBinomialTail(3, 0, 1)).toBe(0);
  });
});
