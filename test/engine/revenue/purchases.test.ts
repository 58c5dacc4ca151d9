import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupInteractions } from '../../../src/engine/grouping.ts';
import { summarisePurchases } from '../../../src/engine/revenue/purchases.ts';
import { dayNumber } from '../../../src/foundation/days.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';

const AS_OF = dayNumber(2024, 12, 31);

function summarise(rows: readonly Omit<LiteralInteraction, 'id'>[], asOfDay = AS_OF) {
  const dataset = literalDataset(
    [{ id: 'a' }],
    rows.map((row) => ({ id: 'a', ...row })),
  );
  const history = summarisePurchases(dataset, groupInteractions(dataset), asOfDay);
  return Object.fromEntries(Object.entries(history).map(([name, column]) => [name, column[0]]));
}

const buy = (at: string, amount?: number, orderId?: string) => ({
  at,
  kind: 'purchase' as const,
  ...(amount === undefined ? {} : { amount }),
  ...(orderId === undefined ? {} : { orderId }),
});
const refund = (at: string, amount: number, orderId?: string) => ({
  ...buy(at, amount, orderId),
  kind: 'refund' as const,
});

describe('purchase history', () => {
  it('counts repeat purchase days, recency and age in days', () => {
    expect(summarise([buy('2024-01-01', 10), buy('2024-01-31', 20), buy('2024-03-01', 40)])).toMatchObject({
      orders: 3,
      grossMinor: 7000,
      frequency: 2,
      recencyDays: 60,
      ageDays: 365,
      meanRepeatSpendMinor: 3000,
      spendDays: 2,
      firstDay: dayNumber(2024, 1, 1),
      lastDay: dayNumber(2024, 3, 1),
    });
  });

  it('takes several purchases of one day as one for rhythm and as many for orders', () => {
    const day = summarise([buy('2024-01-01', 5), buy('2024-02-01T08:00Z', 10), buy('2024-02-01T23:00Z', 20)]);
    expect(day).toMatchObject({ orders: 3, frequency: 1, meanRepeatSpendMinor: 3000, spendDays: 1 });
  });

  it('counts an order of zero in the rhythm but not in the spend', () => {
    const zero = summarise([buy('2024-01-01', 5), buy('2024-02-01', 0), buy('2024-03-01', 8)]);
    expect(zero).toMatchObject({ orders: 3, frequency: 2, meanRepeatSpendMinor: 800, spendDays: 1 });
  });

  it('counts an order without an amount as an order, not as money', () => {
    expect(summarise([buy('2024-01-01'), buy('2024-02-01', 8)])).toMatchObject({
      orders: 2,
      grossMinor: 800,
      frequency: 1,
    });
  });

  it('takes rows that share an order id as one order', () => {
    const items = summarise([buy('2024-01-01', 5, 'o1'), buy('2024-01-01', 7, 'o1'), buy('2024-02-01', 9, 'o2')]);
    expect(items).toMatchObject({ orders: 2, grossMinor: 2100, frequency: 1 });
  });

  it('takes a paid renewal as a purchase', () => {
    expect(summarise([buy('2024-01-01', 5), { at: '2024-02-01', kind: 'renewal', amount: 5 }])).toMatchObject({
      orders: 2,
      frequency: 1,
    });
  });

  it('sees nothing after the as-of day', () => {
    const rows = [buy('2024-01-01', 5), buy('2024-06-01T23:59Z', 6), buy('2024-06-02', 7), refund('2024-06-03', 5)];
    expect(summarise(rows, dayNumber(2024, 6, 1))).toMatchObject({ orders: 2, grossMinor: 1100, refundsMinor: 0 });
  });
});

describe('refunds', () => {
  const [january, february, march] = [buy('2024-01-01', 10, 'o1'), buy('2024-02-01', 10, 'o2'), buy('2024-03-01', 30)];

  it('go to the order they name, wherever it lies', () => {
    expect(summarise([january, february, refund('2024-04-01', 10, 'o1')])).toMatchObject({
      orders: 1,
      frequency: 0,
      firstDay: dayNumber(2024, 2, 1),
      ageDays: 334,
      refundsMinor: 1000,
      unmatchedRefundsMinor: 0,
    });
  });

  it('go to the nearest earlier order of the same amount, and take it out of the rhythm', () => {
    expect(summarise([january, february, march, refund('2024-04-01', 10)])).toMatchObject({
      orders: 2,
      frequency: 1,
      recencyDays: 60,
    });
  });

  it('else go to the nearest earlier larger order, and only lower its spend', () => {
    expect(summarise([january, february, march, refund('2024-04-01', 12)])).toMatchObject({
      orders: 3,
      frequency: 2,
      meanRepeatSpendMinor: 1400,
    });
  });

  it('stay unmatched when no earlier order is large enough', () => {
    expect(summarise([january, refund('2024-01-15', 99), march])).toMatchObject({
      orders: 2,
      refundsMinor: 9900,
      unmatchedRefundsMinor: 9900,
    });
    expect(summarise([refund('2024-01-15', 5)])).toMatchObject({ orders: 0, refundsMinor: 500, ageDays: Number.NaN });
  });

  it('stay unmatched for what exceeds the order they name', () => {
    expect(summarise([january, refund('2024-01-15', 25, 'o1')])).toMatchObject({
      orders: 0,
      unmatchedRefundsMinor: 1500,
    });
  });

  it('never lose or invent money, and do not depend on the order of rows', () => {
    const row = fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      cents: fc.integer({ min: 0, max: 400 }),
      isRefund: fc.boolean(),
      order: fc.option(fc.constantFrom('x', 'y', 'z'), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const literal = rows.map(({ day, cents, isRefund, order }) =>
          (isRefund ? refund : buy)(`2024-01-${String(day).padStart(2, '0')}`, cents / 100, order),
        );
        const history = summarise(literal);
        expect(summarise([...literal].reverse())).toEqual(history);
        const total = (kind: boolean) => rows.reduce((sum, r) => sum + (r.isRefund === kind ? r.cents : 0), 0);
        expect(history['grossMinor']).toBeCloseTo(total(false), 6);
        expect(history['refundsMinor']).toBeCloseTo(total(true), 6);
        expect(history['unmatchedRefundsMinor']).toBeLessThanOrEqual(history['refundsMinor'] as number);
        expect(history['frequency']).toBeLessThan(Math.max(1, history['orders'] as number));
      }),
    );
  });
});
