import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../src/domain/figures.ts';
import type { ScoreOptions } from '../../../src/domain/options.ts';
import { groupInteractions } from '../../../src/engine/grouping.ts';
import { recurringPrice } from '../../../src/engine/revenue/recurringPrice.ts';
import { scoreRevenue } from '../../../src/engine/revenue/revenue.ts';
import { dayNumber } from '../../../src/foundation/days.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { revenueInputOf } from '../../support/revenueInput.ts';

const pricesOf = (rows: LiteralInteraction[], ownMonths?: number[]) => {
  const dataset = literalDataset([], rows);
  const own = Float64Array.from(ownMonths ?? []);
  const contracts = {
    from: 'renewals',
    periodMonths: null,
    regularity: 1,
    ownMonths: own,
    paidUntilDay: own,
    goneDay: own,
    told: null,
  } as const;
  return recurringPrice(dataset, groupInteractions(dataset), ownMonths === undefined ? null : contracts);
};
const day = (month: number, date = 1) => dayNumber(2024, month, date);

describe('recurring prices in the log', () => {
  const stated: LiteralInteraction[] = [
    { id: 'a', at: '2024-01-01', kind: 'renewal', mrr: 10 },
    { id: 'a', at: '2024-03-01', kind: 'plan_change', mrr: 30 },
    { id: 'a', at: '2024-05-01', kind: 'support', mrr: 20 },
  ];

  it('hold from their own day until the next one, on whatever event they are stated', () => {
    const prices = pricesOf(stated);
    expect([day(1) - 1, day(1), day(2, 29), day(3), day(6)].map((at) => prices.at(0, at))).toEqual([
      Number.NaN,
      ...[1000, 1000, 3000, 2000],
    ]);
    expect(prices.isInvoiced(0)).toBe(false);
  });

  it('accrue over time, the first one also before its day', () => {
    const prices = pricesOf(stated);
    expect(prices.accrued(0, day(2), day(4))).toBeCloseTo(1000 + 3000, 9);
    expect(prices.accrued(0, day(1) - 31, day(1))).toBeCloseTo(1000, 9);
    expect(prices.accrued(0, day(1) - 31, day(1) - 1)).toBeNaN();
  });

  it('are the amount of a change of plan where no recurring revenue is stated, and that is an assumption', () => {
    const prices = pricesOf([{ id: 'a', at: '2024-01-01', kind: 'plan_change', amount: 49 }]);
    expect(prices.at(0, day(2))).toBe(4900);
    expect(prices.assumptions.map(({ code }) => code)).toEqual(['plan_change_amount_is_monthly_price']);
  });

  it('are invoices over their period; a charge between two due dates changes none', () => {
    const invoice = (at: string, amount: number): LiteralInteraction => ({ id: 'a', at, kind: 'renewal', amount });
    const rows = [invoice('2024-01-10', 30), invoice('2024-02-10', 30), invoice('2024-02-20', 4)];
    const later = [invoice('2024-03-10', 45), invoice('2024-05-10', 60)];
    const prices = pricesOf([...rows, ...later], [1]);
    expect([day(2, 25), day(3, 10), day(6)].map((at) => prices.at(0, at))).toEqual([3000, 4500, 6000]);
    expect(prices.isInvoiced(0)).toBe(true);
    expect(pricesOf([invoice('2023-01-10', 120), invoice('2024-01-10', 144)], [12]).at(0, day(2))).toBe(1200);
    expect(pricesOf(rows).at(0, day(3))).toBeNaN();
  });

  it('of one day are one invoice, and the last price stated on a day stands', () => {
    const rows: LiteralInteraction[] = [10, 5].map((amount) => ({
      id: 'a',
      at: '2024-01-10',
      kind: 'renewal',
      amount,
    }));
    expect(pricesOf(rows, [1]).at(0, day(2))).toBe(1500);
    const changes = ['T08:00Z', 'T09:00Z'].map(
      (at, i): LiteralInteraction => ({ id: 'a', at: `2024-01-10${at}`, kind: 'plan_change', mrr: 10 * (i + 1) }),
    );
    expect(pricesOf(changes).at(0, day(2))).toBe(2000);
  });
});

describe('monthly margin', () => {
  const monthly = (id: string, amount: number, from = 1): LiteralInteraction[] =>
    Array.from({ length: 13 - from }, (_, i) => ({
      id,
      at: new Date(Date.UTC(2024, from - 1 + i, 5)).toISOString(),
      kind: 'renewal',
      amount,
    }));
  const margins = (
    rows: LiteralInteraction[],
    customers: LiteralCustomer[] = [],
    options: Partial<ScoreOptions> = {},
  ) => {
    const input = revenueInputOf(literalDataset(customers, rows), { margin: 0.5, ...options });
    const { monthlyMargin } = scoreRevenue(input);
    return Object.fromEntries([...input.dataset.customerIds].map((id, row) => [id, valueAt(monthlyMargin, row)]));
  };

  it('is that of the last invoice, not of the average so far', () => {
    expect(margins([...monthly('a', 10), ...monthly('b', 10, 1).slice(0, 6), ...monthly('b', 30, 7)])).toEqual({
      a: 500,
      b: 1500,
    });
  });

  it('changes from the day of the change on, and not before', () => {
    const rows = [...monthly('a', 10), { id: 'a', at: '2024-08-20', kind: 'plan_change', mrr: 25 } as const];
    const start = { id: 'a', at: '2024-01-05', kind: 'plan_change', mrr: 10 } as const;
    const on = (month: number, date: number) => margins([...rows, start], [], { asOfDay: day(month, date) })['a'];
    expect([on(8, 19), on(8, 20), on(12, 1)]).toEqual([500, 1250, 1250]);
  });

  it('goes by the customers file before invoices, and is lower by what is refunded', () => {
    expect(margins(monthly('a', 10), [{ id: 'a', mrr: 40 }])['a']).toBe(2000);
    const refund: LiteralInteraction = { id: 'a', at: '2024-06-06', kind: 'refund', amount: 10 };
    expect(margins([...monthly('a', 10), ...monthly('b', 10), refund])['b']).toBeCloseTo((500 * 23) / 24, 9);
  });
});
