import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../src/foundation/random.ts';

const DRAWS = 200_000;

function moments(draw: () => number): { mean: number; variance: number } {
  const values = Array.from({ length: DRAWS }, draw);
  const mean = values.reduce((a, b) => a + b, 0) / DRAWS;
  return { mean, variance: values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (DRAWS - 1) };
}

describe('seeded random numbers', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const draw = (seed: number) =>
      Array.from(
        { length: 8 },
        (
          (r) => () =>
            r.uint32()
        )(new SeededRandom(seed)),
      );
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  // Five standard errors of the mean of 200,000 draws: sd/√n·5; a wrong distribution is hundreds away.
  it.each([
    ['uniform', (r: SeededRandom) => r.uniform(), 0.5, 1 / 12],
    ['normal', (r: SeededRandom) => r.normal(), 0, 1],
    ['exponential', (r: SeededRandom) => r.exponential(), 1, 1],
    ['gamma of shape 0.3', (r: SeededRandom) => r.gamma(0.3), 0.3, 0.3],
    ['gamma of shape 4', (r: SeededRandom) => r.gamma(4), 4, 4],
    ['beta(2, 3)', (r: SeededRandom) => r.beta(2, 3), 0.4, 0.04],
  ])('has the mean and variance of the %s distribution', (_, draw, mean, variance) => {
    const random = new SeededRandom(20_220_425);
    const seen = moments(() => draw(random));
    expect(Math.abs(seen.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / DRAWS));
    expect(seen.variance / variance).toBeCloseTo(1, 1);
  });

  it('stays inside its range', () => {
    const random = new SeededRandom(1);
    for (let i = 0; i < 10_000; i++) expect(random.below(3)).toBeOneOf([0, 1, 2]);
  });
});
