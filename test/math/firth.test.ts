import { describe, expect, it } from 'vitest';
import type { BinaryData } from '../../src/math/binaryFit.ts';
import { firthRatio, fitFirth } from '../../src/math/firth.ts';
import { logistic } from '../../src/math/links.ts';
import { fitSteady } from '../../src/math/steadyFit.ts';

/** 10 rows without and 10 with x, so many events in each. */
function twoByTwo(without: number, with_: number, unit = 1): BinaryData {
  const rows = Array.from({ length: 20 }, (_, i) => i);
  return {
    names: ['x'],
    columns: [Float64Array.from(rows, (i) => (i < 10 ? 0 : unit))],
    outcome: Uint8Array.from(rows, (i) => Number(i < 10 ? i < without : i - 10 < with_)),
  };
}

const logit = (p: number) => Math.log(p / (1 - p));

describe("Firth's logit", () => {
  it.each([
    [0, 5],
    [0, 10],
    [10, 3],
    [2, 7],
  ])('of %d and %d events in ten adds half an event and half a non-event to each', (without, with_) => {
    const { coefficients, trouble } = fitFirth(twoByTwo(without, with_));
    const [a, b] = [without, with_].map((events) => logit((events + 0.5) / 11));
    expect(trouble).toBeNull();
    expect(coefficients[0]!).toBeCloseTo(a!, 8);
    expect(coefficients[1]!).toBeCloseTo(b! - a!, 8);
  });

  // The penalised likelihood maximised by scipy's Nelder-Mead on the same 200 rows (linear congruential draws).
  it('has the maximum that another program finds, and its likelihood ratios', () => {
    let state = 1;
    const uniform = () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state / 2147483648;
    };
    const [a, b, outcome] = [new Float64Array(200), new Float64Array(200), new Uint8Array(200)];
    for (let i = 0; i < 200; i++) {
      a[i] = uniform();
      b[i] = uniform() < 0.15 ? 1 : 0;
      outcome[i] = b[i] === 0 && uniform() < 0.1 + 0.2 * a[i]! ? 1 : 0;
    }
    const data = { names: ['a', 'b'], columns: [a, b], outcome };
    const expected = [-1.80132356, 1.07467592, -2.8841678];
    fitFirth(data).coefficients.forEach((value, j) => {
      expect(value).toBeCloseTo(expected[j]!, 5);
    });
    expect(firthRatio(data, 2)).toBeCloseTo(10.612880251613, 9);
    expect(firthRatio(data, 1)).toBeCloseTo(3.236091769513, 9);
  });

  it('does not care for the unit of a column', () => {
    const [one, hundred] = [fitFirth(twoByTwo(0, 5)), fitFirth(twoByTwo(0, 5, 100))];
    expect(100 * hundred.coefficients[1]!).toBeCloseTo(one.coefficients[1]!, 6);
    expect(firthRatio(twoByTwo(0, 5, 100), 1)).toBeCloseTo(firthRatio(twoByTwo(0, 5), 1), 10);
  });

  it('names columns that repeat each other as the plain fit does', () => {
    const { columns, outcome } = twoByTwo(0, 5);
    const twice = { names: ['x', 'again'], columns: [columns[0]!, columns[0]!], outcome };
    expect(fitFirth(twice).trouble).toEqual({ code: 'collinear', columns: ['again'] });
  });
});

describe('a fit made to stand under separation', () => {
  const { fit, separated } = fitSteady(twoByTwo(0, 5), 'x');

  it('names the column and keeps the mean chance at the observed rate', () => {
    expect(separated).toEqual(['x']);
    const chances = [0, 1].map((x) => logistic(fit.coefficients[0]! + fit.coefficients[1]! * x));
    expect(10 * chances[0]! + 10 * chances[1]!).toBeCloseTo(5, 10);
  });

  it('has an error for the column asked for that is that of the likelihood ratio', () => {
    const z = fit.coefficients[1]! / Math.sqrt(fit.clusteredCovariance[3]!);
    expect(z * z).toBeCloseTo(firthRatio(twoByTwo(0, 5), 1), 8);
    // Wald's own would be smaller evidence: 3.04 over an error of 1.64.
    const wald = fitFirth(twoByTwo(0, 5));
    expect(Math.sqrt(wald.covariance[3]!)).toBeGreaterThan(Math.sqrt(fit.covariance[3]!));
  });
});
