import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonAt, valueAt } from '../../../src/domain/figures.ts';
import { REASONS } from '../../../src/domain/grades.ts';
import type { ScoreOptions } from '../../../src/domain/options.ts';
import { backtestRevenue } from '../../../src/engine/revenue/backtest.ts';
import { scoreRevenue } from '../../../src/engine/revenue/revenue.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { revenueInputOf } from '../../support/revenueInput.ts';

const FIGURES = [
  'gross',
  'refunds',
  'net',
  'orders',
  'observedMargin',
  'expected',
  'low',
  'high',
  'probabilityAlive',
  'expectedPurchases',
  'monthlyMargin',
  'nextPurchaseDays',
  'silenceRank',
] as const;

/** Every figure is a finite number or null with a reason; what cannot be negative is not. */
function expectSound(rows: LiteralInteraction[], options: Partial<ScoreOptions>): void {
  const input = revenueInputOf(literalDataset([], rows), options);
  const outcome = scoreRevenue(input);
  for (const name of FIGURES) {
    for (let row = 0; row < outcome[name].values.length; row++) {
      const value = valueAt(outcome[name], row);
      if (value === null) expect(reasonAt(outcome[name], row), `${name} of ${row}`).not.toBeNull();
      else if (!['net', 'observedMargin'].includes(name)) expect(value, name).toBeGreaterThanOrEqual(0);
    }
  }
  for (const [name, { value, reason }] of Object.entries(outcome.portfolio)) {
    if (value === null) expect(Object.keys(REASONS), name).toContain(reason);
    else expect(Number.isFinite(value), name).toBe(true);
  }
  for (let row = 0; row < outcome.expected.values.length; row++) {
    const later = outcome.survivalAt(row, 7);
    expect(Number.isNaN(later) || (later >= 0 && later <= outcome.survivalAt(row, 0))).toBe(true);
  }
  expect(JSON.stringify(outcome.model)).not.toMatch(/NaN|Infinity/);
  backtestRevenue({ ...input, grouping: input.grouping! }, null);
}

const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString();

describe('hostile purchase logs', () => {
  it('a few random rows of any kind, amount and day', () => {
    const row = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      at: fc.integer({ min: 0, max: 900 }).map(day),
      kind: fc.constantFrom('purchase', 'purchase', 'refund', 'support', 'cancellation', 'renewal'),
      amount: fc.constantFrom(0, 0.01, 5, 1e9, Number.NaN),
    });
    const options = fc.record({
      horizonMonths: fc.constantFrom(1, 12, 120),
      annualDiscountRate: fc.constantFrom(0, 0.1, 5),
      margin: fc.constantFrom(null, 0, 0.4),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 25 }), options, (rows, given) =>
        expectSound(rows as LiteralInteraction[], given),
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  const many = (customers: number, daysOf: (i: number, random: SeededRandom) => number[], amount = 10) => {
    const random = new SeededRandom(9);
    return Array.from({ length: customers }, (_, i) =>
      daysOf(i, random).map((n): LiteralInteraction => ({ id: `c${i}`, at: day(n), kind: 'purchase', amount })),
    ).flat();
  };

  it.each<[string, LiteralInteraction[]]>([
    ['everybody once, on one day', many(300, () => [0])],
    ['everybody on the same two days', many(300, () => [0, 30])],
    ['everybody every week, no variance at all', many(250, () => Array.from({ length: 30 }, (_, k) => 7 * k))],
    [
      'one customer every day, the rest once',
      many(300, (i) => (i === 0 ? Array.from({ length: 700 }, (_, k) => k) : [i])),
    ],
    ['all bought long ago', [...many(300, (i) => [i % 30, 30 + (i % 20)]), ...many(1, () => [3000])]],
    [
      'amounts over twelve orders of magnitude',
      many(300, (i) => [i % 90, 100 + (i % 90)]).map((r, i) => ({ ...r, amount: 10 ** (i % 13) / 100 })),
    ],
    [
      'half of them stop at once',
      many(400, (i, random) => (i % 2 === 0 ? [0] : Array.from({ length: 12 }, () => random.below(360)))),
    ],
  ])('%s', (_, rows) => {
    expectSound(rows, {});
    expectSound(rows, { horizonMonths: 240, annualDiscountRate: 0 });
  });
});
