import { describe, expect, it } from 'vitest';
import { gradeAt, reasonAt, valueAt } from '../../../src/domain/figures.ts';
import type { ScoreOptions } from '../../../src/domain/options.ts';
import { scoreRevenue } from '../../../src/engine/revenue/revenue.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { revenueInputOf } from '../../support/revenueInput.ts';
import { describeWithSharedData, sharedRecords } from '../../support/sharedData.ts';

const score = (
  customers: LiteralCustomer[],
  interactions: LiteralInteraction[] = [],
  options: Partial<ScoreOptions> = {},
) => scoreRevenue(revenueInputOf(literalDataset(customers, interactions), options));

const buy = (id: string, at: string, amount: number): LiteralInteraction => ({ id, at, kind: 'purchase', amount });

describe('subscriptions', () => {
  /** A churns in month 6, B to K stay; one euro a month. */
  const customers: LiteralCustomer[] = Array.from('ABCDEFGHIJK', (id, i) => ({
    id,
    mrr: 1,
    tenure_months: i === 0 ? 6 : 24,
    churned: i === 0 ? 1 : 0,
  }));

  it('are worth their margin times the share still here, discounted, the first payment now', () => {
    const { expected, low, high } = score(customers, [], { churnWindowMonths: 24, annualDiscountRate: 0, margin: 0.5 });
    // Nobody was seen to leave after month 12: a rate of ½ event in the 120 months of those ten.
    const stay = Math.exp(-0.5 / 120);
    const payments = Array.from({ length: 12 }, (_, k) => stay ** k).reduce((a, b) => a + b);
    expect(valueAt(expected, 1)).toBeCloseTo(100 * 0.5 * payments, 9);
    expect([valueAt(low, 1), valueAt(high, 1)]).toEqual([600, 600]);
    expect(gradeAt(expected, 1)).toBe('modelled');
  });

  it('are worth nothing more once they have left', () => {
    const { expected, probabilityAlive, survivalAt } = score(customers);
    expect(valueAt(expected, 0)).toBe(0);
    expect(valueAt(probabilityAlive, 0)).toBe(0);
    expect(survivalAt(0, 0)).toBe(0);
    expect(survivalAt(1, 0)).toBe(1);
  });

  it('of a snapshot stand on an assumed churn window, whose weight is shown', () => {
    const { assumptions, model, expected } = score(customers);
    expect(assumptions.map(({ code }) => code)).toContain('churn_window');
    expect(gradeAt(expected, 1)).toBe('assumed');
    expect(model['twelveMonthRetentionByChurnWindow']).toHaveLength(5);
  });

  it('say on revenue when no margin is known', () => {
    const { onRevenue, assumptions, portfolio } = score(customers);
    expect(onRevenue).toBe(true);
    expect(assumptions.map(({ code }) => code)).toContain('value_on_revenue');
    expect(portfolio.observedMargin.grade).toBe('assumed');
  });

  it('hold each customer between nothing and all payments, and the total near the sum', () => {
    const { portfolio, expected } = score(customers);
    const sum = expected.values.reduce((a, b) => a + b);
    expect(portfolio.expected.value).toBeCloseTo(sum, 9);
    expect(portfolio.low.value).toBeLessThan(sum);
    expect(portfolio.high.value).toBeGreaterThan(sum);
  });
});

describe('purchases', () => {
  const regular = Array.from({ length: 12 }, (_, i) => buy('a', `2024-${String(i + 1).padStart(2, '0')}-01`, 10));
  const once = Array.from({ length: 20 }, (_, i) => buy(`b${i}`, '2024-06-01', 10));

  it('draw a customer’s rate towards everybody’s by as much as the history is short', () => {
    const { expectedPurchases, probabilityAlive } = score([], [...regular, ...once]);
    expect(valueAt(expectedPurchases, 0)).toBeGreaterThan(5);
    expect(valueAt(expectedPurchases, 0)).toBeLessThan(12);
    expect(valueAt(expectedPurchases, 1)).toBeGreaterThan(0);
    expect(valueAt(probabilityAlive, 0)).toBeGreaterThan(valueAt(probabilityAlive, 1)!);
    expect(gradeAt(expectedPurchases, 0)).toBe('blended');
  });

  it('are worth less by the share of refunds that no purchase explains', () => {
    const without = score([], [...regular, ...once]).portfolio.expected.value!;
    const refund: LiteralInteraction = { id: 'zz', at: '2024-07-01', kind: 'refund', amount: 32 };
    const withRefund = score([], [...regular, ...once, refund]).portfolio.expected.value!;
    expect(withRefund / without).toBeCloseTo(0.9, 9);
  });

  it('give a single customer with a single purchase a finite value with an interval', () => {
    const { portfolio, low, high } = score([], [buy('a', '2024-01-01', 10), buy('a', '2024-03-01', 10)]);
    expect(portfolio.expected.value).toBeGreaterThan(0);
    expect(valueAt(low, 0)).toBeLessThan(valueAt(high, 0)!);
  });

  it('grow with the horizon and shrink with the discount rate', () => {
    const worth = (options: Partial<ScoreOptions>) =>
      score([], [...regular, ...once], options).portfolio.expected.value!;
    expect(worth({ horizonMonths: 24 })).toBeGreaterThan(worth({}));
    expect(worth({ annualDiscountRate: 0.5 })).toBeLessThan(worth({}));
  });
});

describe('whatever the data cannot say is null with a reason', () => {
  const figures = ['gross', 'net', 'orders', 'observedMargin', 'expected', 'low', 'high', 'monthlyMargin'] as const;

  it.each<[string, LiteralCustomer[], LiteralInteraction[]]>([
    ['tickets only', [], [{ id: 'a', at: '2024-01-01', kind: 'support' }]],
    ['names only', [{ id: 'a', segment: 'x' }], []],
    ['one purchase on the last day', [], [buy('a', '2024-01-01', 10)]],
    ['purchases without amounts', [], ['2024-01-01', '2024-02-01'].map((at) => ({ id: 'a', at, kind: 'purchase' }))],
    [
      'a churn flag without tenure',
      [
        { id: 'a', churned: 1 },
        { id: 'b', churned: 0, mrr: 5 },
      ],
      [],
    ],
    ['a subscription of unknown price', [{ id: 'a', churned: 0, tenure_months: 5 }], []],
    ['totals without dates', [{ id: 'a', revenue_total: 100, order_count: 4 }], []],
    ['totals with tenure', [{ id: 'a', revenue_total: 100, order_count: 4, tenure_months: 8 }], []],
    ['a lifetime of zero', [{ id: 'a', churned: 1, tenure_months: 0, mrr: 4 }], []],
    ['a sign-up in the future', [{ id: 'a', created_at: '2030-01-01', mrr: 4, churned_at: '2024-01-01' }], []],
  ])('%s', (_, customers, interactions) => {
    const outcome = score(customers, interactions);
    for (const name of figures) {
      for (let row = 0; row < outcome[name].values.length; row++) {
        const value = valueAt(outcome[name], row);
        if (value === null) expect(reasonAt(outcome[name], row), `${name} ${row}`).not.toBeNull();
        else expect(value, name).toBeGreaterThanOrEqual(0);
      }
    }
    for (const amount of Object.values(outcome.portfolio)) {
      expect(amount.value === null ? amount.reason : amount.value).not.toBeNull();
      expect(amount.value).not.toBeNaN();
    }
    expect(outcome.model['chosen']).toBeDefined();
  });

  it('an empty dataset scores to nothing', () => {
    expect(score([], []).portfolio.expected.value).toBeNull();
  });

  it('observes a snapshot’s totals and leaves the future open without dates', () => {
    const { gross, orders, expected } = score([{ id: 'a', revenue_total: 100, order_count: 4 }]);
    expect([valueAt(gross, 0), valueAt(orders, 0)]).toEqual([10000, 4]);
    expect(reasonAt(expected, 0)).toBe('no_purchase_dates');
  });
});

describeWithSharedData('real data', () => {
  it('telco: 12-month retention .84 since sign-up and .50 in the last 12 months', () => {
    const customers = sharedRecords('data/telco/Telco-Customer-Churn.csv').map((cells) => ({
      id: cells[0]!,
      tenure_months: Number(cells[5]),
      mrr: Number(cells[18]),
      revenue_total: cells[19]!.trim() === '' ? Number.NaN : Number(cells[19]),
      churned: cells[20] === 'Yes' ? 1 : 0,
    }));
    const { model, portfolio, gross } = score(customers);
    expect(portfolio.gross.value! / 100).toBeCloseTo(16056168.7, 6);
    expect(gross.values.filter(Number.isNaN)).toHaveLength(11);
    const windows = model['twelveMonthRetentionByChurnWindow'] as { windowMonths: number | null; retention: number }[];
    expect(windows[0]!.retention).toBeCloseTo(0.84, 2);
    expect(windows[1]!.retention).toBeCloseTo(0.5, 2);
    expect(portfolio.expected.value).toBeGreaterThan(0);
    // Whoever gets past the first months stays on: more than differences between customers explain (308 AIC).
    const renewals = model['renewals'] as { chosen: string; tried: { twelveMonthRetention: number }[] };
    expect(renewals.chosen).toBe('bdw');
    expect(renewals.tried[1]!.twelveMonthRetention).toBeCloseTo(0.84, 2);
  });
});
