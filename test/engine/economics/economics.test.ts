import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Economics, EconomicsGroup, UnitEconomics } from '../../../src/domain/economics.ts';
import { REASONS } from '../../../src/domain/grades.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../../src/domain/options.ts';
import { AmountBook } from '../../../src/engine/amountBook.ts';
import { analyse } from '../../../src/engine/analyse.ts';
import { economicsOf } from '../../../src/engine/economics/economics.ts';
import { score } from '../../../src/engine/score.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import {
  type LiteralCost,
  type LiteralCustomer,
  type LiteralInteraction,
  literalDataset,
} from '../../support/literalDataset.ts';

interface Literal {
  readonly customers: LiteralCustomer[];
  readonly interactions: LiteralInteraction[];
  readonly costs: LiteralCost[];
}

function economics({ customers, interactions, costs }: Literal, given: Partial<ScoreOptions> = {}) {
  const dataset = literalDataset(customers, interactions, { currency: 'EUR' }, costs);
  const book = new AmountBook();
  const found = economicsOf(analyse(dataset, { ...DEFAULT_OPTIONS, ...given }), book, '');
  return { ...found, reasons: book.reasons, grades: book.grades };
}

const iso = (day: number) => new Date(Date.UTC(2022, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);

/** Subscribers of 30 months in three channels, with contacts, and a ledger that costs 40 + 30 a new customer each month. */
function subscribers(count: number, seed = 1): Literal {
  const random = new SeededRandom(seed);
  const customers: LiteralCustomer[] = [];
  const interactions: LiteralInteraction[] = [];
  const won = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    // More came in the first months of a year, so that months differ.
    const start = 365 * random.below(2) + Math.floor(300 * random.uniform() ** 2);
    const life = Math.ceil(-Math.log(1 - random.uniform()) * 700);
    const end = start + life;
    const channel = ['ads', 'content', 'partner'][random.below(3)]!;
    const month = iso(start).slice(0, 7);
    won.set(month, (won.get(month) ?? 0) + 1);
    const mrr = [19, 79][random.below(2)]!;
    customers.push({
      id: `s${i}`,
      created_at: iso(start),
      mrr,
      margin: 0.7,
      segment: i % 4 === 0 ? 'gold' : 'iron',
      ...(i % 7 > 0 && { acquisition_channel: channel }),
      ...(end < 900 && { churned_at: iso(end) }),
    });
    for (let day = start + 20; day < Math.min(end, 900); day += 30 + random.below(400)) {
      interactions.push({ id: `s${i}`, at: iso(day), kind: 'support', topic: 'x', resolved: random.below(2) as 0 | 1 });
    }
    if (random.uniform() < 0.2 && end > 800) {
      const first = mrr - (random.uniform() < 0.7 ? 10 : -5);
      interactions.push({ id: `s${i}`, at: iso(start), kind: 'plan_change', mrr: first });
      interactions.push({ id: `s${i}`, at: iso(790), kind: 'plan_change', mrr });
    }
  }
  interactions.push({ id: 's0', at: iso(900), kind: 'visit' });
  const costs = Array.from({ length: 30 }, (_, k): LiteralCost[] => {
    const month = `${2022 + Math.floor(k / 12)}-${String((k % 12) + 1).padStart(2, '0')}`;
    const at = `${month}-15`;
    const new_ = won.get(month) ?? 0;
    return [
      ...(new_ === 0 ? [] : [{ at, category: 'acquisition', amount: 40 + 30 * new_ } as const]),
      { at, category: 'retention', amount: 50 },
      { at, category: 'service', amount: 20 },
    ];
  }).flat();
  return { customers, interactions, costs };
}

const GROUP_SUMS = [
  ...(['customers', 'active', 'newCustomers', 'acquisitionSpend', 'openingCustomers', 'openingRevenue'] as const),
  ...(['expansion', 'contraction', 'churnedRevenue', 'retentionSpend', 'serviceCost'] as const),
];

function expectGroupsToAddUp({ groups, whole, ledger }: Economics) {
  for (const by of ['segment', 'cohort', 'channel'] as const) {
    const some = groups.filter((group) => group.by === by);
    expect(some.length).toBeGreaterThan(1);
    for (const name of GROUP_SUMS) {
      const sum = some.reduce((total, group) => total + (group[name] ?? 0), 0);
      const uncharged = name === 'acquisitionSpend' ? (ledger.unattributed ?? 0) : 0;
      expect(sum + uncharged, `${by} ${name}`).toBeCloseTo(whole[name] ?? 0, 6);
    }
  }
}

describe('unit economics', () => {
  it('of groups add up to those of the portfolio', () => {
    expectGroupsToAddUp(economics(subscribers(240)));
    const shared = subscribers(240);
    const byChannel = shared.costs.map((cost): LiteralCost => {
      const channel = ['ads', 'content', 'billboards'][Number(cost.at.slice(5, 7)) % 3]!;
      return cost.category === 'acquisition' ? { ...cost, channel } : cost;
    });
    const found = economics({ ...shared, costs: byChannel });
    expect(found.ledger.unattributed).toBeGreaterThan(0);
    expectGroupsToAddUp(found);
  });

  it('are the figures that the score has of the portfolio', () => {
    const { customers, interactions, costs } = subscribers(240);
    const dataset = literalDataset(customers, interactions, {}, costs);
    const { portfolio } = score(dataset, { ...DEFAULT_OPTIONS, backtest: false });
    const { whole } = portfolio.economics;
    expect(whole.cac).toBe(portfolio.cost.acquisitionPerCustomer);
    expect(whole.ltvToCac).toBe(portfolio.cost.ltvToCac);
    expect(whole.paybackMonths).toBe(portfolio.cost.paybackMonths);
    expect(whole.paybackMonthsChurnAdjusted).toBe(portfolio.cost.paybackMonthsChurnAdjusted);
    expect(whole.retentionPerCustomer).toBe(portfolio.cost.retentionPerCustomer);
    expect(whole.acquisitionToRetention).toBe(portfolio.cost.acquisitionToRetention);
    expect(whole.serviceCost).toBe(portfolio.cost.serviceToDate);
    expect(portfolio.grades['economics.whole.cac']).toBe('observed');
  });

  it('stand within their intervals, which narrow with more data', () => {
    const width = (some: UnitEconomics, low: keyof UnitEconomics, high: keyof UnitEconomics) =>
      (some[high] as number) - (some[low] as number);
    const [few, many] = [economics(subscribers(150)), economics(subscribers(1_500))];
    for (const [figure, low, high] of [
      ['ltv', 'ltvLow', 'ltvHigh'],
      ['ltvToCac', 'ltvToCacLow', 'ltvToCacHigh'],
      ['paybackMonths', 'paybackMonthsLow', 'paybackMonthsHigh'],
      ['paybackMonthsChurnAdjusted', 'paybackMonthsChurnAdjustedLow', 'paybackMonthsChurnAdjustedHigh'],
    ] as const) {
      for (const { whole } of [few, many]) {
        expect(whole[figure]!).toBeGreaterThan(whole[low]!);
        expect(whole[figure]!).toBeLessThan(whole[high]!);
      }
      // Ten times the customers make the interval about a third as wide, of a figure about as large.
      const relative = ({ whole }: Economics) => width(whole, low, high) / whole[figure]!;
      expect(relative(many) / relative(few), figure).toBeLessThan(0.5);
    }
  });

  it('say why a group is too small, or a figure missing, and never leave a ratio without end', () => {
    const { groups, whole, reasons } = economics({ ...subscribers(60), costs: [] });
    expect(whole.cac).toBeNull();
    for (const name of ['cac', 'ltvToCac', 'paybackMonths', 'newCustomers', 'acquisitionSpend']) {
      expect(reasons[`whole.${name}`]).toBe('no_acquisition_cost');
    }
    expect(reasons['whole.retentionPerCustomer']).toBe('no_retention_cost');
    expect(reasons['marginal.programmeCost']).toBe('no_programme_ledger');
    expect(reasons['ledger.service']).toBe('no_ledger');
    expect(reasons['marginal.acquisition']).toBe('single_period');
    const small = groups.find(({ by, key }) => by === 'segment' && key === 'gold')!;
    expect(small.reasons['ltv']).toBe('too_few');
  });

  it('are whole numbers, fractions or null with a reason, whatever the ledger holds', () => {
    const base = subscribers(40);
    const row = fc.record({
      at: fc.integer({ min: -100, max: 1_200 }).map(iso),
      category: fc.constantFrom('acquisition', 'retention', 'service', 'programme' as const),
      amount: fc.constantFrom(0, -50, 1e-9, 25, 1e12),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (costs) => {
        const { groups, reasons, whole } = economics({ ...base, costs: costs as LiteralCost[] });
        const all: (UnitEconomics & Pick<EconomicsGroup, 'reasons'>)[] = [...groups];
        for (const { reasons: why, ...figures } of all) expectExplained(figures, why, '');
        expectExplained(whole, reasons, 'whole.');
      }),
      { numRuns: 30 },
    );
  });
});

function expectExplained(figures: object, reasons: Readonly<Record<string, string>>, prefix: string) {
  for (const [name, value] of Object.entries(figures)) {
    if (value === null && name !== 'key') expect(Object.keys(REASONS), name).toContain(reasons[`${prefix}${name}`]);
    if (typeof value === 'number') expect(Number.isFinite(value), name).toBe(true);
  }
}

describe('gross and net retention', () => {
  /** Opening with 100 customers of 1,000: 15 pay 1,000 more, 8 pay 500 less, 8 leave. */
  const opening = Array.from({ length: 100 }, (_, i): LiteralCustomer => {
    const change = i < 15 ? 1_000 : i < 23 ? -500 : 0;
    const left = i >= 92 ? { churned_at: '2024-03-01' } : {};
    return { id: `k${i}`, created_at: '2022-01-01', mrr: 1_000 + change, segment: i < 50 ? 'a' : 'b', ...left };
  });
  const changes = Array.from({ length: 23 }, (_, i): LiteralInteraction[] => [
    { id: `k${i}`, at: '2022-01-01', kind: 'plan_change', mrr: 1_000 },
    { id: `k${i}`, at: '2024-01-01', kind: 'plan_change', mrr: i < 15 ? 2_000 : 500 },
  ]).flat();
  const lastDay: LiteralInteraction = { id: 'k50', at: '2024-06-30', kind: 'visit' };
  const newcomer: LiteralCustomer = { id: 'late', created_at: '2024-02-01', mrr: 5_000 };

  it('reproduce S 100,000, expansion 15,000, contraction 4,000, churn 8,000 → NRR 1.03, GRR .88', () => {
    const { whole, cohortBasis, cohortMonths, groups } = economics({
      customers: [...opening, newcomer],
      interactions: [...changes, lastDay],
      costs: [],
    });
    expect([cohortBasis, cohortMonths, whole.openingCustomers]).toEqual(['prices', 12, 100]);
    expect([whole.openingRevenue, whole.expansion, whole.contraction, whole.churnedRevenue]).toEqual([
      ...[100_000, 15_000, 4_000, 8_000],
    ]);
    expect(whole.netRetention).toBeCloseTo(1.03, 12);
    expect(whole.grossRetention).toBeCloseTo(0.88, 12);
    const half = groups.filter(({ by, openingRevenue }) => by === 'segment' && openingRevenue !== 0);
    expect(half.map(({ openingRevenue }) => openingRevenue)).toEqual([50_000, 50_000]);
  });

  it('without word of price changes count leaving alone, say so, and leave the net unknown', () => {
    const { whole, reasons, grades } = economics({ customers: opening, interactions: [lastDay], costs: [] });
    expect(whole.grossRetention).toBeCloseTo(1 - (8 * 1_000) / (100_000 + 15_000 - 4_000), 12);
    expect(grades['whole.grossRetention']).toBe('assumed');
    expect(whole.netRetention).toBeNull();
    expect(reasons['whole.netRetention']).toBe('no_price_history');
  });

  it('leave out who had no dated price yet when the cohort opened', () => {
    const young: LiteralInteraction = { id: 'k60', at: '2024-05-01', kind: 'plan_change', mrr: 1_000 };
    const { whole } = economics({ customers: opening, interactions: [...changes, young, lastDay], costs: [] });
    expect([whole.openingCustomers, whole.openingRevenue]).toEqual([99, 99_000]);
  });

  it('of a shop compare what the same customers bought in two equal periods', () => {
    const buy = (id: string, at: string, amount: number): LiteralInteraction => ({ id, at, kind: 'purchase', amount });
    const interactions = [
      // 600 days: the cohort came in the first 200, and is looked at in the second and the third.
      ...['a', 'b', 'c', 'd'].map((id) => buy(id, iso(0), 5)),
      ...[buy('a', iso(300), 100), buy('a', iso(500), 150)],
      ...[buy('b', iso(300), 100), buy('b', iso(500), 60)],
      buy('c', iso(300), 50),
      ...[buy('late', iso(300), 999), buy('late', iso(500), 999)],
      buy('d', iso(600), 1),
    ];
    const { whole, cohortBasis, cohortMonths } = economics({ customers: [], interactions, costs: [] });
    expect([cohortBasis, cohortMonths]).toEqual(['revenue', 200 / (365.25 / 12)]);
    expect([whole.openingCustomers, whole.openingRevenue]).toEqual([3, 250]);
    expect([whole.expansion, whole.contraction, whole.churnedRevenue]).toEqual([50, 40, 50]);
    expect(whole.grossRetention).toBeCloseTo(160 / 250, 12);
    expect(whole.netRetention).toBeCloseTo(210 / 250, 12);
  });

  it('are unknown of undated data', () => {
    const { whole, reasons } = economics({
      customers: [{ id: 'a', mrr: 5, tenure_months: 3, churned: 0 }],
      interactions: [],
      costs: [],
    });
    expect([whole.grossRetention, reasons['whole.grossRetention']]).toEqual([null, 'no_dates']);
  });
});

describe('the price of one more customer', () => {
  it('is the slope of cost over new customers, not their ratio', () => {
    const { marginal, whole } = economics(subscribers(240));
    expect(marginal.acquisition).toBeCloseTo(30, 6);
    expect(marginal.acquisitionLow!).toBeLessThanOrEqual(marginal.acquisition!);
    expect(marginal.acquisitionHigh!).toBeGreaterThanOrEqual(marginal.acquisition!);
    expect(whole.cac!).toBeGreaterThan(33);
  });

  it('is unknown where spending does not move with new customers, or in too few months', () => {
    const literal = subscribers(240);
    const unrelated = literal.costs.map((cost) => ({ ...cost, amount: 500 }));
    const found = economics({ ...literal, costs: unrelated });
    expect([found.marginal.acquisition, found.reasons['marginal.acquisition']]).toEqual([null, 'not_identifiable']);
    const few = literal.costs.filter(({ at }) => at < '2022-05');
    expect(economics({ ...literal, costs: few }).reasons['marginal.acquisition']).toBe('too_few_months');
  });

  it('of keeping is the programme’s cost over the customers it keeps, and what it must keep to pay', () => {
    const literal = subscribers(400);
    const programme = literal.costs.map((cost): LiteralCost => {
      return cost.category === 'service' ? { ...cost, category: 'programme' } : cost;
    });
    const dataset = literalDataset(literal.customers, literal.interactions, {}, programme);
    const { portfolio } = score(dataset, { ...DEFAULT_OPTIONS, backtest: false });
    const { marginal } = portfolio.economics;
    expect(marginal.programmeCost).toBe(240);
    const { upliftPoints } = portfolio.retention;
    expect(upliftPoints).toBeGreaterThan(0);
    expect(marginal.retention).toBeCloseTo(240 / (portfolio.active * (upliftPoints! / 100)), 9);
    expect(marginal.breakEvenPoints).toBeCloseTo((100 * 240) / (portfolio.active * marginal.customerValue!), 9);
  });
});

describe('referrals', () => {
  const customers: LiteralCustomer[] = [
    { id: 'a', created_at: '2023-01-01', mrr: 10, acquisition_cost: 30 },
    { id: 'b', created_at: '2023-01-01', mrr: 10, acquisition_cost: 50, churned_at: '2023-03-01' },
    { id: 'c', created_at: '2023-01-01', mrr: 100, referred_by: 'a' },
    { id: 'd', created_at: '2024-06-29', mrr: 10, referred_by: 'a', churned_at: '2024-06-30' },
  ];
  const interactions: LiteralInteraction[] = [{ id: 'a', at: '2024-06-30', kind: 'visit' }];

  it('save the cost of winning and bring a share of the margin, no more than the referred are worth', () => {
    const { referral } = economics({ customers, interactions, costs: [] }, { margin: 1, referralShare: 0.25 });
    const dataset = literalDataset(customers, interactions);
    const { revenue } = analyse(dataset, { ...DEFAULT_OPTIONS, margin: 1 });
    const worth = (row: number) => (revenue.observedMargin.values[row]! + revenue.expected.values[row]!) / 100;
    expect([referral.referred, referral.referrers, referral.acquisitionSaved]).toEqual([2, 1, 80]);
    expect(referral.marginWon).toBeCloseTo(0.25 * (worth(2) + worth(3)), 8);
    // The one who left after a day is worth less than the cost saved on them.
    expect(worth(3)).toBeLessThan(40);
    expect(referral.value).toBeCloseTo(40 + 0.25 * worth(2) + worth(3), 8);
  });

  it('are worth an unknown sum where winning has no known cost, and are never part of value', () => {
    const without = customers.map(({ acquisition_cost: _, ...customer }) => customer as LiteralCustomer);
    const { referral, reasons } = economics({ customers: without, interactions, costs: [] });
    expect([referral.value, reasons['referral.value']]).toEqual([null, 'no_acquisition_cost']);
    expect(referral.marginWon).toBeGreaterThan(0);
    const nobody = without.map(({ referred_by: _, ...customer }) => customer as LiteralCustomer);
    const total = (some: LiteralCustomer[]) =>
      score(literalDataset(some, interactions), { ...DEFAULT_OPTIONS, backtest: false }).portfolio.value.expected;
    expect(total(without)).toBe(total(nobody));
  });
});
