import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { score } from '../../src/engine/score.ts';
import { isoDate } from '../../src/foundation/days.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { fivePointsLine } from '../../src/renderers/headline.ts';
import { type LiteralCustomer, literalDataset } from '../support/literalDataset.ts';

const FIRST = 19_000;

/** Subscribers at 40 a month who came over two years, about two in five of whom have left, seeded. */
function subscribers(marginOf: (i: number) => number): LiteralCustomer[] {
  const random = new SeededRandom(11);
  return Array.from({ length: 200 }, (_, i) => {
    const start = FIRST + Math.floor(700 * random.uniform());
    const stay = Math.ceil(-900 * Math.log(random.uniform()));
    const left = start + stay < FIRST + 730 ? { churned_at: isoDate(start + stay)! } : {};
    const plan = i % 2 === 0 ? 'even' : 'odd';
    const money = { mrr: 40, margin: marginOf(i), acquisition_cost: 25 };
    return { id: `c${i}`, created_at: isoDate(start)!, plan, ...left, ...money };
  });
}

const scored = (marginOf: (i: number) => number) =>
  score(literalDataset(subscribers(marginOf)), { ...DEFAULT_OPTIONS, asOfDay: FIRST + 730 });

describe('customers who cost more than they bring', () => {
  const lossy = scored(() => -0.1).portfolio;

  it('low is never above high, for all and for groups', () => {
    const { whole, groups } = lossy.economics;
    const told = [whole, ...groups].filter(({ ltv }) => ltv !== null);
    expect(told.length).toBeGreaterThan(2);
    for (const { ltv, ltvLow, ltvHigh, ltvToCac, ltvToCacLow, ltvToCacHigh } of told) {
      expect([ltvLow, ltv, ltvHigh].map(Number)).toEqual([ltvLow, ltv, ltvHigh].map(Number).sort((a, b) => a - b));
      expect(Number(ltvToCacLow)).toBeLessThan(Number(ltvToCac));
      expect(Number(ltvToCac)).toBeLessThan(Number(ltvToCacHigh));
    }
  });

  it('have no share of their value that staying longer adds, nor one at risk', () => {
    expect(lossy.retention.plusFivePoints).toMatchObject({ valueChange: null, churnCut: expect.any(Number) });
    expect(lossy.reasons['retention.plusFivePoints.valueChange']).toBe('not_positive');
    expect(fivePointsLine({ portfolio: lossy }).note).toContain('a loss');
    expect(lossy.valueAtRisk).toBeLessThan(0);
    expect(lossy.reasons['atRiskShare']).toBe('not_positive');
    expect(lossy.spread).toEqual([]);
  });

  it('the shares of who holds the value are of the values above zero, and the losses are told', () => {
    const mixed = scored((i) => (i % 3 === 0 ? -0.2 : 0.3));
    const shares = mixed.portfolio.spread.map(({ valueShare }) => valueShare);
    const values = [...mixed.customers].map(({ value }) => value.expected ?? 0).sort((a, b) => b - a);
    const gains = values.reduce((sum, value) => sum + Math.max(0, value), 0);
    const tenth = values.slice(0, 20).reduce((sum, value) => sum + value, 0);
    expect(mixed.portfolio.spread.find(({ customersShare }) => customersShare === 0.1)?.valueShare).toBeCloseTo(
      tenth / gains,
      3,
    );
    expect(shares.every((share, i) => share <= 1 && share >= (shares[i - 1] ?? 0))).toBe(true);
    const said = mixed.warnings.find(({ code }) => code === 'losses_expected');
    expect(said?.count).toBe(values.filter((value) => value < 0).length);
    expect(scored(() => 0.3).warnings.map(({ code }) => code)).not.toContain('losses_expected');
  });
});
