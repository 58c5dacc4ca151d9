import { describe, expect, it } from 'vitest';
import { reasonAt, valueAt } from '../../../src/domain/figures.ts';
import type { ScoreOptions } from '../../../src/domain/options.ts';
import { scoreRevenue } from '../../../src/engine/revenue/revenue.ts';
import { valueByGroup } from '../../../src/engine/revenue/valueByGroup.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { revenueInputOf } from '../../support/revenueInput.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2023, 0, 1);

/** A shop seen for a year: gamma rates, each purchase the last one with a probability that varies around `leaving`. */
function shop({ customers = 400, leaving = 0.25, seed = 1, days = 365 }): LiteralInteraction[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: customers }, (_, i) => {
    const rate = random.gamma(1.2) / 40;
    const last = leaving === 0 ? 0 : random.beta(0.8, 0.8 / leaving - 0.8);
    const spend = 10 + 30 * random.gamma(2);
    const rows: LiteralInteraction[] = [];
    for (let day = random.below(90); day < days; day += random.exponential() / rate) {
      const at = new Date(START_MS + Math.floor(day * DAY_MS)).toISOString();
      rows.push({
        id: `c${i}`,
        at,
        kind: 'purchase',
        amount: Math.round(spend * (0.5 + random.uniform()) * 100) / 100,
      });
      if (random.uniform() < last) break;
    }
    return rows;
  }).flat();
}

const score = (rows: LiteralInteraction[], options: Partial<ScoreOptions> = {}) =>
  scoreRevenue(revenueInputOf(literalDataset([], rows), options));

describe('fitted purchase models in the score', () => {
  it('say what was tried, what was chosen and why', () => {
    const { model, portfolio, purchaseProbabilities } = score(shop({}));
    expect(model).toMatchObject({ dataGate: 'full', dropoutDetected: true, penalised: false });
    expect((model['tried'] as { model: string }[]).map((tried) => tried.model)).toEqual([
      'mbg-nbd',
      'bg-nbd',
      'pareto-nbd',
      'nbd',
    ]);
    expect(model['why']).toContain('held out');
    expect(portfolio.low.value).toBeLessThan(portfolio.expected.value!);
    expect(portfolio.high.value).toBeGreaterThan(portfolio.expected.value!);
    expect(purchaseProbabilities!(0).reduce((sum, p) => sum + p)).toBeCloseTo(1, 6);
  });

  it('see no churn where nobody leaves, and then look no further than the observed span', () => {
    const { model, warnings, probabilityAlive, expectedPurchases } = score(shop({ leaving: 0 }), { horizonMonths: 36 });
    expect(model).toMatchObject({ chosen: 'nbd', dropoutDetected: false });
    expect(model['horizonDays']).toBeLessThan(366);
    expect(warnings.map(({ code }) => code)).toEqual(['horizon_capped']);
    expect(valueAt(probabilityAlive, 0)).toBe(1);
    expect(valueAt(expectedPurchases, 0)).toBeGreaterThan(0);
  });

  it('stand with refunds left in, matched or not', () => {
    const rows = shop({});
    const refunds = rows
      .filter((_, i) => i % 7 === 0)
      .map(
        (row, i): LiteralInteraction => ({
          ...row,
          kind: 'refund',
          amount: i % 2 === 0 ? row.amount! : row.amount! + 500,
        }),
      );
    const { expected, portfolio } = score([...rows, ...refunds]);
    for (const value of expected.values) expect(value >= 0 || Number.isNaN(value)).toBe(true);
    expect(portfolio.expected.value).toBeLessThan(score(rows).portfolio.expected.value!);
  });

  it('flag a penalised fit where repeaters are few', () => {
    const { model, portfolio } = score(shop({ customers: 80 }));
    expect(model['dataGate']).toBe('penalised');
    expect(portfolio.expected.grade).toBe('blended');
  });

  it('make survival fall from P(alive) and value grow with the horizon', () => {
    const { survivalAt, probabilityAlive } = score(shop({}));
    for (const row of [0, 1, 2]) {
      expect(survivalAt(row, 0)).toBeCloseTo(valueAt(probabilityAlive, row)!, 9);
      expect(survivalAt(row, 12)).toBeLessThan(survivalAt(row, 6));
      expect(survivalAt(row, 6.5)).toBeLessThan(survivalAt(row, 6));
    }
    const longer = score(shop({}), { horizonMonths: 24 }).portfolio.expected.value!;
    expect(longer).toBeGreaterThan(score(shop({})).portfolio.expected.value!);
  });

  it('value a new customer without end above one over twelve months', () => {
    const { newCustomerValueMinor, newCustomerValue12Minor } = score(shop({}));
    expect(newCustomerValueMinor.value).toBeGreaterThan(newCustomerValue12Minor.value!);
  });

  it('say when a model asked for by name cannot be used', () => {
    const dataset = literalDataset([], shop({}));
    const asked = scoreRevenue({ ...revenueInputOf(dataset), model: 'bg-bb' });
    expect(asked.warnings.map(({ code }) => code)).toEqual(['model_not_used']);
    expect(scoreRevenue({ ...revenueInputOf(dataset), model: 'nbd' }).warnings).toEqual([
      expect.objectContaining({ code: 'horizon_capped' }),
    ]);
  });

  it('warn where those who buy more often spend more each time, and only there', () => {
    const rows = shop({});
    const orders = new Map<string, number>();
    for (const { id } of rows) orders.set(id, (orders.get(id) ?? 0) + 1);
    const dearer = rows.map((row) => ({ ...row, amount: row.amount! * orders.get(row.id)! }));
    const codes = (given: LiteralInteraction[]) => score(given).warnings.map(({ code }) => code);
    expect(codes(dearer)).toContain('spend_goes_with_frequency');
    expect(codes(rows)).not.toContain('spend_goes_with_frequency');
  });

  it('do without amounts: purchases are forecast, money is not', () => {
    const rows = shop({}).map(({ amount: _, ...row }) => row);
    const { expectedPurchases, portfolio } = score(rows);
    expect(valueAt(expectedPurchases, 0)).toBeGreaterThanOrEqual(0);
    expect(portfolio.expected).toMatchObject({ value: null, reason: 'no_revenue' });
  });

  it('do not depend on the order of rows', () => {
    const rows = shop({ customers: 250 });
    expect(score([...rows].reverse()).portfolio).toEqual(score(rows).portfolio);
  });
});

describe('a customer’s own rhythm', () => {
  const monthly = Array.from({ length: 12 }, (_, i): LiteralInteraction => {
    return { id: 'regular', at: `2023-${String(i + 1).padStart(2, '0')}-01`, kind: 'purchase', amount: 10 };
  });
  const late = monthly.slice(0, 6).map((row) => ({ ...row, id: 'late' }));
  const { nextPurchaseDays, silenceRank } = score([...shop({}), ...monthly, ...late]);
  const rowOf = (id: string) => literalDataset([], [...shop({}), ...monthly, ...late]).customerIds.indexOf(id);

  it('says when the next purchase is due and who is late for it', () => {
    expect(valueAt(nextPurchaseDays, rowOf('regular'))).toBeGreaterThan(10);
    expect(valueAt(nextPurchaseDays, rowOf('regular'))).toBeLessThan(40);
    expect(valueAt(silenceRank, rowOf('late'))).toBeGreaterThan(0.95);
    expect(valueAt(silenceRank, rowOf('regular'))).toBeLessThan(0.8);
  });

  it('is unknown after a single purchase', () => {
    const single = score([...shop({}), { id: 'single', at: '2023-05-01', kind: 'purchase', amount: 1 }]);
    const row = single.silenceRank.values.length - 1;
    expect(reasonAt(single.silenceRank, row)).toBe('no_rhythm');
  });
});

describe('value by group', () => {
  it('adds up to the portfolio, with wider relative intervals for smaller groups', () => {
    const outcome = score(shop({}));
    const groups = valueByGroup(outcome, (row) => (row % 10 === 0 ? 'small' : 'large'));
    expect(groups.map(({ group }) => group)).toEqual(['large', 'small']);
    const total = groups.reduce((sum, group) => sum + group.expectedMinor, 0);
    expect(total / outcome.portfolio.expected.value!).toBeCloseTo(1, 12);
    const width = groups.map(({ expectedMinor, highMinor }) => highMinor / expectedMinor);
    expect(width[1]).toBeGreaterThan(width[0]!);
    const [whole] = valueByGroup(outcome, () => 'all');
    expect(whole!.highMinor / outcome.portfolio.high.value!).toBeCloseTo(1, 9);
    expect(valueByGroup(outcome, () => null)).toEqual([]);
  });
});
