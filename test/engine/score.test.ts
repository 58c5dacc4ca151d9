import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../src/domain/options.ts';
import type { CustomerResult, EngineResult } from '../../src/domain/results.ts';
import { score } from '../../src/engine/score.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from '../support/literalDataset.ts';

const day = (n: number) => new Date(Date.UTC(2023, 0, 1 + n)).toISOString();

/** A shop of 80 customers with purchases, contacts and a refund here and there. */
function shop(seed: number): { customers: LiteralCustomer[]; interactions: LiteralInteraction[] } {
  const random = new SeededRandom(seed);
  const customers: LiteralCustomer[] = [];
  const interactions: LiteralInteraction[] = [];
  for (let i = 0; i < 80; i++) {
    const id = `c${i}`;
    customers.push({ id, segment: i % 3 === 0 ? 'gold' : 'iron', acquisition_cost: 10 + i, retention_cost: 2 });
    for (let t = random.below(100); t < 700; t += 5 + random.below(150)) {
      interactions.push({ id, at: day(t), kind: 'purchase', amount: random.below(9_000) / 100, orderId: `${id}-${t}` });
      if (random.uniform() < 0.1)
        interactions.push({ id, at: day(t + 3), kind: 'refund', amount: 5, orderId: `${id}-${t}` });
      if (random.uniform() < 0.4) {
        const common = { id, kind: 'support', topic: 'delivery', channel: 'phone', caseId: `k${id}${t}` } as const;
        interactions.push({ ...common, at: day(t + 1), resolved: 0, agent: 'A' });
        interactions.push({ ...common, at: day(t + 2), resolved: random.below(2) as 0 | 1, agent: 'B' });
      }
    }
  }
  return { customers, interactions };
}

const run = (
  customers: LiteralCustomer[],
  interactions: LiteralInteraction[] = [],
  given: Partial<ScoreOptions> = {},
): EngineResult => score(literalDataset(customers, interactions), { ...DEFAULT_OPTIONS, ...given });

const plain = (result: EngineResult) => JSON.parse(JSON.stringify({ ...result, customers: [...result.customers] }));

/** Every leaf that is a number or null, by path. */
function* leaves(value: unknown, path = ''): Iterable<[string, unknown]> {
  if (value === null || typeof value !== 'object') yield [path, value];
  else for (const [key, inner] of Object.entries(value)) yield* leaves(inner, path === '' ? key : `${path}.${key}`);
}

function expectEveryNullExplained(customer: CustomerResult) {
  const { grades, reasons, segment, action, ...rest } = customer;
  const { firstAt, lastAt, ...revenue } = rest.revenue;
  const { grade: _v, ...value } = rest.value;
  const { grade: _r, weightOnData, ...retention } = rest.retention;
  const { status: _s, ...effort } = rest.effort;
  const figures = { revenue, value, effort, retention, cost: rest.cost, roi: rest.roi, atStake: rest.atStake };
  for (const [path, leaf] of leaves(figures)) {
    if (leaf === null) expect(reasons, path).toHaveProperty([path]);
    else {
      if (path !== 'value.nextPurchaseAt') expect(Number.isFinite(leaf), path).toBe(true);
      expect(grades, path).toHaveProperty([path]);
    }
  }
}

describe('scoring', () => {
  const { customers, interactions } = shop(1);

  it.each<[string, LiteralCustomer[], LiteralInteraction[]]>([
    ['everything', customers, interactions],
    ['purchases only', [], interactions.filter(({ kind }) => kind === 'purchase')],
    ['tickets only', [], interactions.filter(({ kind }) => kind === 'support')],
    ['customers only', customers, []],
    [
      'a subscription snapshot',
      [
        { id: 'a', tenure_months: 5, churned: 1, mrr: 9 },
        { id: 'b', tenure_months: 7, churned: 0, mrr: 8 },
      ],
      [],
    ],
    ['one purchase', [], [{ id: 'a', at: day(0), kind: 'purchase', amount: 3 }]],
    ['one contact', [], [{ id: 'a', at: day(0), kind: 'support' }]],
    ['nothing', [], []],
  ])('gives what it can from %s, and a reason for every null', (_, some, rows) => {
    const result = run(some, rows);
    for (const customer of result.customers) expectEveryNullExplained(customer);
    const { grades, reasons, ...portfolio } = result.portfolio;
    for (const [path, leaf] of leaves({ ...portfolio.revenue, ...portfolio.value })) {
      if (leaf !== null && path !== 'grade') expect(Number.isFinite(leaf), path).toBe(true);
    }
    for (const path of ['value.expected', 'retention.rate', 'roi', 'valueAtRisk']) {
      expect({ ...grades, ...reasons }, path).toHaveProperty([path]);
    }
    expect(JSON.stringify(plain(result))).not.toMatch(/NaN|Infinity/);
  });

  it('gives the same result whatever the order of rows', () => {
    const straight = plain(run(customers, interactions));
    fc.assert(
      fc.property(fc.shuffledSubarray(interactions, { minLength: interactions.length }), (shuffled) => {
        expect(plain(run([...customers].reverse(), shuffled))).toEqual(straight);
      }),
      { numRuns: 10 },
    );
  });

  it('adds customers up to the portfolio', () => {
    const result = run(customers, interactions, { margin: 0.4 });
    const sum = (pick: (customer: CustomerResult) => number | null) =>
      [...result.customers].reduce((total, customer) => total + (pick(customer) ?? 0), 0);
    const { portfolio } = result;
    expect(sum((c) => c.revenue.net)).toBeCloseTo(portfolio.revenue.net!, 8);
    expect(sum((c) => c.value.observedMargin)).toBeCloseTo(portfolio.value.observedMargin!, 8);
    expect(sum((c) => c.value.expected)).toBeCloseTo(portfolio.value.expected!, 8);
    expect(sum((c) => c.atStake)).toBeCloseTo(portfolio.valueAtRisk!, 8);
    expect(sum((c) => c.retention.upliftValue)).toBeCloseTo(portfolio.retention.upliftValue!, 8);
    expect(sum((c) => c.cost.service)).toBeCloseTo(portfolio.cost.serviceToDate!, 8);
    expect(portfolio.active + portfolio.churned + portfolio.lapsed + portfolio.unknown).toBe(portfolio.customers);
    expect(portfolio.revenue.gross! - portfolio.revenue.refunds!).toBeCloseTo(portfolio.revenue.net!, 8);
  });

  it('orders customers by what is at stake, unknown before nothing, then by id', () => {
    const seen = [...run(customers, interactions).customers];
    for (let i = 1; i < seen.length; i++) {
      const [a, b] = [seen[i - 1]!, seen[i]!];
      const [x, y] = [a.atStake ?? 1e-9, b.atStake ?? 1e-9];
      expect(x > y || (x === y && a.customerId < b.customerId)).toBe(true);
    }
  });

  it('puts at stake what is left to lose, never more than the customer would be worth for certain', () => {
    for (const { atStake, value } of run(customers, interactions).customers) {
      if (atStake === null) continue;
      expect(atStake).toBeGreaterThanOrEqual(0);
      if (value.probabilityAlive === 0) expect(atStake).toBe(0);
    }
  });

  it('says that customers left before they came, and that orders cost nothing', () => {
    const backwards = { id: 'a', created_at: '2024-02-01', churned_at: '2024-01-01' };
    const free: LiteralInteraction = { id: 'b', at: day(0), kind: 'purchase', amount: 0 };
    const codes = run([backwards, { id: 'c', created_at: '2024-01-01', churned_at: '2024-01-01' }], [free]).warnings;
    expect(codes.filter(({ code }) => code === 'churn_before_start').map(({ count }) => count)).toEqual([1]);
    expect(codes.filter(({ code }) => code === 'zero_amounts').map(({ count }) => count)).toEqual([1]);
  });

  it('warns when the horizon exceeds twice the history', () => {
    const codes = (months: number) =>
      run(customers, interactions, { horizonMonths: months }).warnings.map(({ code }) => code);
    expect(codes(12)).not.toContain('horizon_beyond_history');
    expect(codes(60)).toContain('horizon_beyond_history');
  });
});
