import { describe, expect, it } from 'vitest';
import { negativeBinomialPmf, negativeBinomialReach } from '../../src/math/negativeBinomial.ts';

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
});
