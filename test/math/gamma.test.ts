import { describe, expect, it } from 'vitest';
import { digamma, logBeta, logGamma } from '../../src/math/gamma.ts';

// mpmath, 40 digits, rounded to the nearest double.
const GRID: readonly (readonly [x: number, logGamma: number, digamma: number])[] = [
  [1e-6, 13.815509980749432, -1000000.5772140201],
  [0.1, 2.252712651734206, -10.423754940411076],
  [0.5, 0.5723649429247001, -1.9635100260214235],
  [1, 0.0, -0.5772156649015329],
  [1.0001, -5.771334222047127e-5, -0.5770511835143348],
  [1.5, -0.12078223763524522, 0.03648997397857652],
  [2, 0.0, 0.42278433509846713],
  [3.7, 1.428072326665388, 1.1671535393615113],
  [9.999, 12.799575780077413, 2.2516474172057355],
  [10, 12.801827480081469, 2.251752589066721],
  [100.5, 361.4355404677776, 4.605174352581845],
  [2000.2425945225, 13200.767339419432, 7.600773758939773],
  [1e8, 1742068066.1038346, 18.420680738952367],
];

describe('the gamma function', () => {
  it.each(GRID)('ln Γ and ψ at %d', (x, expectedLog, expectedSlope) => {
    expect(Math.abs(logGamma(x) - expectedLog)).toBeLessThan(4e-15 * Math.max(1, Math.abs(expectedLog)));
    expect(Math.abs(digamma(x) - expectedSlope)).toBeLessThan(4e-15 * Math.max(1, Math.abs(expectedSlope)));
  });

  it('obeys Γ(x+1) = xΓ(x) across the change of method', () => {
    for (const x of [0.3, 1.7, 8.999, 9.0001, 9.5, 12]) {
      expect(logGamma(x + 1) - logGamma(x)).toBeCloseTo(Math.log(x), 13);
      expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 13);
    }
  });

  it('is undefined at zero and below', () => {
    expect(logGamma(0)).toBeNaN();
    expect(digamma(-1)).toBeNaN();
  });

  it('gives the beta function: B(2, 3) = 1/12', () => {
    expect(logBeta(2, 3)).toBeCloseTo(-Math.log(12), 14);
  });
});
