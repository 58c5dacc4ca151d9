import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/domain/options.ts';
import { NO_LEVERS, NO_PROGRAMME, type Scenario } from '../../../src/domain/scenario.ts';
import { breakEvenPoints } from '../../../src/engine/scenario/breakEven.ts';
import { cashCase, cautionOf } from '../../../src/engine/scenario/cashCase.ts';
import { triangular } from '../../../src/engine/scenario/draws.ts';
import { lifetimeChange } from '../../../src/engine/scenario/newCustomer.ts';
import { simulateFlows } from '../../../src/engine/scenario/simulate.ts';

const AS_GIVEN = { costs: 1, benefits: 1 };
/** The published example of METHODS 4. */
const TEI = { costs: [53_150, 666_715, 636_772, 647_783], benefits: [0, 1_606_511, 3_061_331, 4_229_760] };

describe('the published programme case', () => {
  const { costs, benefits, npv, roi, paybackMonths, years } = cashCase(TEI, 0.1, AS_GIVEN);

  test('comes out to the dollar', () => {
    expect([costs, benefits, npv].map(Math.round)).toEqual([1_672_201, 7_168_371, 5_496_170]);
    expect(Math.round(100 * roi!)).toBe(329);
  });

  test('has paid for its start after 53,150 of the 939,796 that the first year nets', () => {
    expect(paybackMonths).toBeCloseTo((12 * 53_150) / 939_796, 12);
  });

  test('adds its years up to its totals', () => {
    expect(years.reduce((sum, { discountedNet }) => sum + discountedNet, 0)).toBeCloseTo(npv, 6);
    expect(years.at(-1)!.cumulative).toBe(years.reduce((sum, { net }) => sum + net, 0));
  });
});

describe('a programme case', () => {
  test('is adjusted for risk on both sides: (1 − ρ) of the benefits, (1 + ρ) of the costs', () => {
    const plain = cashCase(TEI, 0.1, AS_GIVEN);
    const cautious = cashCase(TEI, 0.1, cautionOf(0.2, null, null));
    expect(cautious.benefits).toBeCloseTo(0.8 * plain.benefits, 6);
    expect(cautious.costs).toBeCloseTo(1.2 * plain.costs, 6);
  });

  test('takes a range by the mean of its triangle', () => {
    expect(cautionOf(null, { low: 0.7, high: 1.1 }, null)).toEqual({ benefits: (0.7 + 1 + 1.1) / 3, costs: 1 });
  });

  test.each([
    ['never within its years', [100, 0, 0], [0, 40, 50], null],
    ['at once where nothing is spent first', [0, 10], [0, 20], 0],
    ['in the middle of the second year', [100, 0, 0], [0, 50, 100], 18],
    ['after the last year that sank it again', [10, 0, 100, 0], [0, 20, 0, 180], 30],
  ])('pays back %s', (_, costs, benefits, months) => {
    expect(cashCase({ costs, benefits }, 0.1, AS_GIVEN).paybackMonths).toBe(months);
  });

  test('without costs has no return on them', () => {
    expect(cashCase({ costs: [0, 0], benefits: [0, 5] }, 0.1, AS_GIVEN).roi).toBeNull();
  });
});

test('30,000 over 2,000 customers of 400 breaks even at 3.75 points', () => {
  expect(breakEvenPoints(30_000, 2_000 * 400)).toBeCloseTo(3.75, 12);
});

test.each([
  [0.9, 0, 1],
  [0.9, 0.1, 1 / 3],
  [0.8, 0.1, 0.2],
])('five points more than %d at a discount of %d are worth %d of a new customer', (retention, discount, change) => {
  expect(lifetimeChange(retention, retention + 0.05, discount)).toBeCloseTo(change, 12);
});

describe('a triangular range', () => {
  const range = fc.record({
    low: fc.double({ min: 0, max: 1, noNaN: true }),
    high: fc.double({ min: 1, max: 3, noNaN: true }),
  });

  test('is met from end to end, and rises with its share', () => {
    fc.assert(
      fc.property(
        range,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (own, u, v) => {
          const [less, more] = [triangular(Math.min(u, v), own), triangular(Math.max(u, v), own)];
          expect(less).toBeGreaterThanOrEqual(own.low - 1e-12);
          expect(more).toBeLessThanOrEqual(own.high + 1e-12);
          expect(less).toBeLessThanOrEqual(more + 1e-12);
        },
      ),
    );
  });
});

describe('flows given outright', () => {
  const scenario = (programme: Partial<Scenario['programme']> = {}): Scenario => ({
    ...{ name: 'flows', given: [], levers: NO_LEVERS, cashFlows: TEI },
    programme: { ...NO_PROGRAMME, ...programme },
  });
  const caseOf = (programme: Partial<Scenario['programme']> = {}, seed = 1) =>
    simulateFlows({ ...DEFAULT_OPTIONS, seed }, [scenario(programme)]).scenarios[0]!.programme!;

  test('need no data, and vary only by the ranges given', () => {
    const { npv, npvP10, npvP90 } = caseOf();
    expect([npvP10, npvP90]).toEqual([npv, npv]);
  });

  test('have ordered percentiles, the same for the same seed and others for another', () => {
    const ranges = { benefitRange: { low: 0.5, high: 1.1 }, costRange: { low: 0.9, high: 1.5 } };
    const one = caseOf(ranges);
    expect(one.npvP10!).toBeLessThan(one.npvP50!);
    expect(one.npvP50!).toBeLessThan(one.npvP90!);
    expect(caseOf(ranges)).toEqual(one);
    expect(caseOf(ranges, 2).npvP10).not.toBe(one.npvP10);
  });

  test('show what moves the NPV most first', () => {
    const widths = caseOf().tornado.map(({ npvLow, npvHigh }) => Math.abs(npvHigh - npvLow));
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(caseOf().tornado[0]!.input).toBe('benefits');
  });
});
