import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OwnPaths } from '../../src/engine/ownPaths.ts';

const CUSTOMERS = 120;
const MONTHS = 24;

/** A base of customers of all tenures under one curve, which may stand still or fall steeply for months. */
const bases = fc.record({
  hazards: fc.array(fc.constantFrom(0, 0.001, 0.02, 0.1, 0.6), { minLength: 60, maxLength: 60 }),
  tenure: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: CUSTOMERS, maxLength: CUSTOMERS }),
  effort: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: CUSTOMERS, maxLength: CUSTOMERS }),
  level: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: CUSTOMERS, maxLength: CUSTOMERS }),
  slope: fc.double({ min: 0, max: 5, noNaN: true }),
  fades: fc.double({ min: 0, max: 1, noNaN: true }),
  ofLevel: fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 3, maxLength: 3 }),
});
type Base = typeof bases extends fc.Arbitrary<infer T> ? T : never;

function pathsOf({ hazards, tenure, effort, level, slope, fades, ofLevel }: Base) {
  const curve = [1];
  for (const hazard of hazards) curve.push(curve.at(-1)! * (1 - hazard));
  const survivalAt = (row: number, months: number) => curve[tenure[row]! + months]! / curve[tenure[row]!]!;
  const paths = new OwnPaths({
    survivalAt,
    byTenure: survivalAt,
    place: Float64Array.from(tenure),
    rows: Int32Array.from(tenure.keys()),
    effort: Float64Array.from(effort),
    level: Uint8Array.from(level),
    oddsBeside: (months) => {
      const at = slope * months ** -fades;
      return { slope: { [-1]: at / 2, 0: at, 1: 1.5 * at }, ofLevel: Float64Array.from(ofLevel) };
    },
  });
  return { paths, survivalAt };
}

describe('paths of customers of about equal tenure', () => {
  it('have the curve as their mean in every month, at the estimate and at both of its ends', () => {
    fc.assert(
      fc.property(bases, fc.constantFrom(-1, 0, 1), (base, end) => {
        const { paths, survivalAt } = pathsOf(base);
        const own = new Map<number, { own: Float64Array; curve: Float64Array }>();
        for (let row = 0; row < CUSTOMERS; row++) {
          const sums = own.get(paths.cohortOf(row)) ?? {
            own: new Float64Array(MONTHS + 1),
            curve: new Float64Array(MONTHS + 1),
          };
          own.set(paths.cohortOf(row), sums);
          paths.path(row, MONTHS, end).forEach((stays, k) => {
            sums.own[k]! += stays;
            sums.curve[k]! += survivalAt(row, k);
          });
        }
        for (const sums of own.values()) {
          sums.curve.forEach((curve, k) => {
            expect(Math.abs(sums.own[k]! - curve)).toBeLessThan(1e-9 * Math.max(1, curve));
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('start at 1, never rise and never leave 0 to 1', () => {
    fc.assert(
      fc.property(bases, fc.integer({ min: 0, max: CUSTOMERS - 1 }), (base, row) => {
        const path = pathsOf(base).paths.path(row, MONTHS);
        expect(path[0]).toBe(1);
        for (let k = 1; k <= MONTHS; k++) {
          expect(path[k]!).toBeLessThanOrEqual(path[k - 1]!);
          expect(path[k]!).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are no longer for who has more effort, all else equal', () => {
    fc.assert(
      fc.property(bases, fc.integer({ min: 0, max: CUSTOMERS - 1 }), (base, row) => {
        const { paths } = pathsOf(base);
        const [easy, hard] = [paths.path(row, MONTHS, 0, 20), paths.path(row, MONTHS, 0, 90)];
        easy.forEach((stays, k) => {
          expect(hard[k]!).toBeLessThanOrEqual(stays);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('are the curve itself where nobody differs', () => {
    fc.assert(
      fc.property(bases, (base) => {
        const alike = {
          ...base,
          effort: base.effort.map(() => 40),
          level: base.level.map(() => 1),
          tenure: base.tenure.map(() => 3),
        };
        const { paths, survivalAt } = pathsOf(alike);
        paths.path(7, MONTHS).forEach((stays, k) => {
          expect(stays).toBeCloseTo(survivalAt(7, k), 11);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('do not depend on which months were asked for first', () => {
    fc.assert(
      fc.property(bases, (base) => {
        const [atOnce, bit] = [pathsOf(base).paths, pathsOf(base).paths];
        for (let months = 1; months <= MONTHS; months += 5) bit.path(3, months);
        expect(bit.path(11, MONTHS)).toEqual(atOnce.path(11, MONTHS));
        expect(atOnce.survival(11, 6.5)).toBeCloseTo(Math.sqrt(atOnce.path(11, 7)[6]! * atOnce.path(11, 7)[7]!), 12);
      }),
      { numRuns: 20 },
    );
  });
});
