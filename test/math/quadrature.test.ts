import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaMeanRule, integrate, legendreRule } from '../../src/math/quadrature.ts';

describe('Gauss rules', () => {
  it('Legendre: the three-point rule in closed form', () => {
    const { nodes, weights } = legendreRule(3);
    const shift = Math.sqrt(0.6) / 2;
    for (const [i, node] of [0.5 - shift, 0.5, 0.5 + shift].entries())
      expect([...nodes].sort()[i]).toBeCloseTo(node, 15);
    expect([...weights].sort()[2]).toBeCloseTo(4 / 9, 15);
  });

  it('are exact for the moments of Beta(a, b) up to degree 2n − 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 50, noNaN: true }),
        fc.double({ min: 1e-3, max: 50, noNaN: true }),
        (a, b) => {
          const { nodes, weights } = betaMeanRule(8, a, b);
          let moment = 1;
          for (let k = 0; k <= 15; k++) {
            const found = nodes.reduce((sum, node, i) => sum + weights[i]! * node ** k, 0);
            expect(Math.abs(found - moment)).toBeLessThan(1e-12);
            moment *= (a + k) / (a + b + k);
          }
        },
      ),
      { seed: 4 },
    );
  });

  it('take a + b = 1 and a = 1 in their stride', () => {
    for (const [a, b] of [
      [0.4, 0.6],
      [1, 2],
      [0.5, 0.5],
      [1e-6, 1000],
    ] as const) {
      const { nodes, weights } = betaMeanRule(16, a, b);
      expect(weights.reduce((sum, w) => sum + w)).toBeCloseTo(1, 13);
      expect(nodes.reduce((sum, node, i) => sum + weights[i]! * node, 0)).toBeCloseTo(a / (a + b), 13);
    }
  });
});

describe('integrate', () => {
  it('agrees with what is known in closed form', () => {
    expect(integrate((t) => Math.exp(-t), Number.POSITIVE_INFINITY)).toBeCloseTo(1, 13);
    expect(integrate((t) => 1 / (1 + t) ** 2, 9)).toBeCloseTo(0.9, 13);
    expect(integrate((t) => Math.sqrt(t), 1)).toBeCloseTo(2 / 3, 12);
    expect(integrate(() => 0, 5)).toBe(0);
  });
});
