import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PortfolioCurves } from '../../../src/engine/scenario/curves.ts';
import { pathWeights } from '../../../src/engine/scenario/curves.ts';
import { AS_IT_IS, leavingWith, totalsFrom, totalsOf, yearlyRetention } from '../../../src/engine/scenario/totals.ts';

const YEARS = 3;
const MONTHS = 12 * YEARS;

/** One customer a path, each with a margin of 1 and no service, leaving at constant yearly hazards. */
function curvesOf(hazards: readonly (readonly number[])[], annualDiscountRate = 0): PortfolioCurves {
  const length = MONTHS + 1;
  const logSurvival = new Float64Array(hazards.length * length);
  hazards.forEach((yearly, path) => {
    for (let k = 1; k < length; k++) {
      const hazard = yearly[Math.floor((k - 1) / 12)]!;
      logSurvival[path * length + k] = logSurvival[path * length + k - 1]! + Math.log(1 - hazard) / 12;
    }
  });
  const ones = new Float64Array(hazards.length).fill(1);
  return {
    ...{ months: MONTHS, horizonMonths: MONTHS, paths: hazards.length, logSurvival, timing: 'advance' },
    pathOf: Int32Array.from(hazards.keys()),
    horizonDiscounts: Float64Array.from({ length: MONTHS }, (_, k) => (1 + annualDiscountRate) ** (-k / 12)),
    customers: hazards.length,
    ...{ here: ones, marginMinor: ones, serviceMinor: new Float64Array(hazards.length) },
  };
}

const hazard = fc.double({ min: 0.01, max: 0.9, noNaN: true });
const base = fc.array(fc.tuple(hazard, hazard, hazard), { minLength: 1, maxLength: 6 });

describe('points of retention', () => {
  test('raise the 12-month retention of those here by exactly as many', () => {
    fc.assert(
      fc.property(base, fc.double({ min: 0, max: 0.99, noNaN: true }), (hazards, share) => {
        const curves = curvesOf(hazards);
        const { here } = pathWeights(curves, null);
        const before = yearlyRetention(curves, here, 1);
        const points = 100 * share * (1 - before);
        const leaving = leavingWith(curves, here, 1, points);
        const { hereAfterYear } = totalsFrom(totalsOf(curves, pathWeights(curves, null), leaving, YEARS));
        expect(hereAfterYear / hazards.length).toBeCloseTo(before + points / 100, 10);
      }),
    );
  });

  test('multiply every yearly hazard by (1 − r − points)/(1 − r), as METHODS 4 has it', () => {
    const curves = curvesOf([[0.1, 0.2, 0.4]]);
    const leaving = leavingWith(curves, Float64Array.of(1), 1, 5);
    const { hereAtEnd } = totalsFrom(totalsOf(curves, pathWeights(curves, null), leaving, YEARS));
    expect(leaving.yearlyHazards).toBeCloseTo(0.5, 12);
    expect(hereAtEnd).toBeCloseTo(0.95 * 0.9 * 0.8, 10);
  });

  test('never lose margin where margins are positive', () => {
    fc.assert(
      fc.property(
        base,
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (hazards, a, b) => {
          const curves = curvesOf(hazards, 0.1);
          const weights = pathWeights(curves, null);
          const marginAt = (points: number) =>
            totalsFrom(totalsOf(curves, weights, leavingWith(curves, weights.here, 1, points), YEARS)).margin;
          expect(marginAt(Math.max(a, b))).toBeGreaterThanOrEqual(marginAt(Math.min(a, b)) - 1e-9);
        },
      ),
    );
  });
});

test('a factor on hazards raises survival to its power', () => {
  const curves = curvesOf([[0.1, 0.2, 0.4]]);
  const { hereAtEnd } = totalsFrom(
    totalsOf(curves, pathWeights(curves, null), { power: 0.5, yearlyHazards: 1 }, YEARS),
  );
  expect(hereAtEnd).toBeCloseTo(Math.sqrt(0.9 * 0.8 * 0.6), 12);
});

test('who surely stays and who surely leaves go on doing so', () => {
  const curves = curvesOf([
    [0, 0, 0],
    [1, 1, 1],
    [0.2, 0.2, 0.2],
  ]);
  const weights = pathWeights(curves, null);
  const { hereAfterYear, hereAtEnd, margin } = totalsFrom(
    totalsOf(curves, weights, leavingWith(curves, weights.here, 0.9, 3), YEARS),
  );
  for (const figure of [hereAfterYear, hereAtEnd, margin]) expect(Number.isFinite(figure)).toBe(true);
  expect(hereAfterYear).toBeGreaterThan(1);
  expect(hereAfterYear).toBeLessThan(2);
});

test('as it is, margins by year add up to the undiscounted total', () => {
  const curves = curvesOf([[0.1, 0.2, 0.4]]);
  const { margin, marginByYear } = totalsFrom(totalsOf(curves, pathWeights(curves, null), AS_IT_IS, YEARS));
  expect(marginByYear.reduce((sum, value) => sum + value, 0)).toBeCloseTo(margin, 10);
});
