import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  breakEvenUplift,
  churnAdjustedPaybackMonths,
  costOfOneMoreKept,
  grossRevenueRetention,
  monthlyChurnOf,
  netRevenueRetention,
  paybackMonths,
  plusFivePoints,
} from '../../../src/engine/cost/unitEconomics.ts';
import { tenureStaying } from '../../../src/engine/revenue/tenureStaying.ts';

describe('payback', () => {
  it('takes 15 months for 600 at 40 a month, and 19.63 when 3% leave each month', () => {
    expect(paybackMonths(600, 40)).toBe(15);
    expect(churnAdjustedPaybackMonths(600, 40, 0.03)).toBeCloseTo(19.63, 2);
  });

  it('never comes when the margin cannot reach the cost, and is never negative or infinite', () => {
    expect(churnAdjustedPaybackMonths(600, 10, 0.03)).toBeNaN();
    expect(paybackMonths(600, 0)).toBeNaN();
    expect(paybackMonths(600, -5)).toBeNaN();
  });

  it('sums the shrinking margins to the acquisition cost', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e4, noNaN: true }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (margin, churn, share) => {
          const cac = (share * margin) / churn;
          const months = churnAdjustedPaybackMonths(cac, margin, churn);
          expect((margin * (1 - (1 - churn) ** months)) / churn / cac).toBeCloseTo(1, 9);
          // Within the first month the discrete formula interpolates below the straight line.
          if (months > 1) expect(months).toBeGreaterThanOrEqual(paybackMonths(cac, margin) * (1 - 1e-9));
        },
      ),
    );
  });

  it('turns a year of retention into the monthly churn that leads to it', () => {
    expect((1 - monthlyChurnOf(0.7)) ** 12).toBeCloseTo(0.7, 14);
  });
});

describe('lifetime value', () => {
  it('of 50 a month at a margin of .8 and a churn of .03 is 1,333.33, undiscounted and without end', () => {
    const curve = { survival: Float64Array.of(1), logVariance: Float64Array.of(0), tailShare: new Float64Array(0) };
    const constant = { ...curve, tailHazard: -Math.log(0.97), tailEvents: 1 };
    const ltv = 50 * 0.8 * tenureStaying(constant, new Float64Array(0), null).unlimited(0)!;
    expect(ltv).toBeCloseTo(4_000 / 3, 9);
    expect(ltv / 600).toBeCloseTo(2.22, 2);
  });
});

describe('revenue retention', () => {
  const cohort = { opening: 100_000, expansion: 15_000, contraction: 4_000, churned: 8_000 };

  it('is 1.03 net and .88 gross of 100,000 with 15,000 more, 4,000 less and 8,000 gone', () => {
    expect(netRevenueRetention(cohort)).toBeCloseTo(1.03, 14);
    expect(grossRevenueRetention(cohort)).toBeCloseTo(0.88, 14);
  });

  it('is undefined of nothing', () => {
    const nothing = { opening: 0, expansion: 0, contraction: 0, churned: 0 };
    expect([netRevenueRetention(nothing), grossRevenueRetention(nothing)]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('what a programme must keep', () => {
  it('is 3.75 points for 30,000 over 2,000 customers of 400', () => {
    expect(100 * breakEvenUplift(30_000, 2_000, 400)).toBeCloseTo(3.75, 12);
  });

  it('makes one more kept customer cost what the programme does over those it keeps', () => {
    expect(costOfOneMoreKept(30_000, 2_000, 0.05)).toBeCloseTo(300, 12);
    // At the break-even uplift one more costs just what one is worth.
    expect(costOfOneMoreKept(30_000, 2_000, breakEvenUplift(30_000, 2_000, 400))).toBeCloseTo(400, 10);
    expect([costOfOneMoreKept(30_000, 2_000, 0), costOfOneMoreKept(30_000, 0, 0.1)]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('five points of retention', () => {
  it.each([
    [0.9, 0, 1, 0.5],
    [0.9, 0.1, 1 / 3, 0.5],
    [0.8, 0.1, 0.2, 0.25],
  ])('at retention %d and discount %d are worth %d and mean cutting churn by %d', (retention, discount, change, cut) => {
    const worth = plusFivePoints([retention], discount)!;
    expect(worth.valueChange).toBeCloseTo(change, 12);
    expect(worth.churnCut).toBeCloseTo(cut, 12);
  });

  it('is undefined at 95% and above, and where retention is unknown', () => {
    expect(plusFivePoints([0.95], 0.1)).toBeNull();
    expect(plusFivePoints([Number.NaN], 0.1)).toBeNull();
    expect(plusFivePoints([], 0.1)).toBeNull();
  });

  it('is the same on a curve whose yearly retention never changes', () => {
    const constant = plusFivePoints([0.8], 0.1)!;
    expect(plusFivePoints([0.8, 0.8, 0.8, 0.8], 0.1)!.valueChange).toBeCloseTo(constant.valueChange, 12);
  });

  it('equals the long way of summing survival on a curve whose churn falls with tenure', () => {
    const value = (retention: number[]) => {
      let [sum, alive] = [1, 1];
      for (let year = 1; year < 2_000; year++) {
        alive *= retention[Math.min(year, retention.length) - 1]!;
        sum += alive / 1.1 ** year;
      }
      return sum;
    };
    // r 0.7 becomes 0.75, so every hazard shrinks by a sixth: 0.3 → 0.25, 0.12 → 0.1.
    const { valueChange, churnCut } = plusFivePoints([0.7, 0.88], 0.1)!;
    expect(churnCut).toBeCloseTo(1 / 6, 14);
    expect(valueChange).toBeCloseTo(value([0.75, 0.9]) / value([0.7, 0.88]) - 1, 12);
  });
});
