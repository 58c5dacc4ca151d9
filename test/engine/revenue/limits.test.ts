import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../src/domain/figures.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../../src/domain/options.ts';
import { scoreRevenue } from '../../../src/engine/revenue/revenue.ts';
import { score } from '../../../src/engine/score.ts';
import { isoDate } from '../../../src/foundation/days.ts';
import { SeededRandom } from '../../../src/foundation/random.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from '../../support/literalDataset.ts';
import { revenueInputOf } from '../../support/revenueInput.ts';

const FIRST = 19_000;
const at = (day: number) => isoDate(FIRST + day)!;
const buy = (id: string, day: number, amount = 10): LiteralInteraction => ({
  id,
  at: at(day),
  kind: 'purchase',
  amount,
});

const scored = (customers: LiteralCustomer[], rows: LiteralInteraction[], given: Partial<ScoreOptions> = {}) =>
  score(literalDataset(customers, rows), { ...DEFAULT_OPTIONS, ...given });

const subscribers = (of: (i: number) => Partial<Record<'margin' | 'mrr' | 'churned_at', number | string>>) =>
  Array.from({ length: 60 }, (_, i) => ({
    id: `c${10 + i}`,
    created_at: at(i),
    mrr: 20,
    ...(i % 3 === 0 ? { churned_at: at(150 + i) } : {}),
    ...of(i),
  })) as LiteralCustomer[];

describe('what the data do not bear', () => {
  it('a horizon beyond the observed span where nobody is seen to leave: the value names the one it covers', () => {
    const random = new SeededRandom(2);
    const rows = Array.from({ length: 300 }, (_, i) => {
      const days = Array.from({ length: 3 + random.below(6) }, () => random.below(300)).sort((a, b) => a - b);
      return days.map((day) => buy(`c${i}`, day));
    }).flat();
    const { portfolio, meta, models, warnings } = { meta: DEFAULT_OPTIONS, ...scored([], rows, { horizonMonths: 24 }) };
    expect(meta.horizonMonths).toBe(12);
    expect(models.revenue['dropoutDetected']).toBe(false);
    expect(portfolio.value.horizonMonths).toBeLessThan(10);
    expect(portfolio.value.horizonMonths).toBeCloseTo((models.revenue['horizonDays'] as number) / 30.4375, 9);
    expect(warnings.map(({ code }) => code)).toContain('horizon_capped');
    expect(scored([], rows, { horizonMonths: 6 }).portfolio.value.horizonMonths).toBe(6);
  });

  it('less than half a year of everybody’s time: no rate of leaving, and so no value', () => {
    const { portfolio, models } = scored([{ id: 'a', created_at: at(0), mrr: 20, last_activity_at: at(40) }], []);
    expect(portfolio.value.expected).toBeNull();
    expect(portfolio.reasons['value.expected']).toBe('too_few');
    expect(models.revenue['why']).toContain('less than half a year');
  });

  it('nobody seen to leave: the share staying has the exact bound of none in so many', () => {
    const customers = subscribers(() => ({})).map(({ churned_at: _, ...rest }) => rest as LiteralCustomer);
    const { retention } = scored(customers, [], { asOfDay: FIRST + 500, behaviour: 'subscription' }).portfolio;
    expect(retention.rate).toBe(1);
    expect(retention.low).toBeCloseTo(0.05 ** (1 / 60), 9);
  });

  it('everything bought on the day of the score: nobody followed, and no claim that nothing was bought', () => {
    const { portfolio, models } = scored(
      [],
      Array.from({ length: 300 }, (_, i) => buy(`c${i}`, 0)),
    );
    expect(portfolio.value.expected).toBeNull();
    expect(portfolio.reasons['value.expected']).toBe('too_new');
    expect(models.revenue['why']).toContain('followed for any time');
  });

  it('nobody followed for the twelve months: no share staying, for that reason', () => {
    const rows = Array.from({ length: 300 }, (_, i) =>
      [0, 9, 30, 50].map((day) => buy(`c${i}`, (i % 60) + day)),
    ).flat();
    expect(scored([], rows).portfolio.reasons['retention.rate']).toBe('too_new');
  });

  it('an as-of date long after the last event: said, since an old export looks like silence', () => {
    const rows = Array.from({ length: 60 }, (_, i) => [0, 30, 70].map((day) => buy(`c${i}`, day + i))).flat();
    const codes = (day: number) => scored([], rows, { asOfDay: FIRST + day }).warnings.map(({ code }) => code);
    expect(codes(129 + 400)).toContain('as_of_after_data');
    expect(codes(129 + 20)).not.toContain('as_of_after_data');
    expect(codes(100)).not.toContain('as_of_after_data');
    const yearly = Array.from({ length: 60 }, (_, i) => [0, 365, 730].map((day) => buy(`c${i}`, day))).flat();
    const asOfDay = FIRST + 1000;
    expect(scored([], yearly, { asOfDay }).warnings.map(({ code }) => code)).not.toContain('as_of_after_data');
  });

  it('one order worth more than all others: said', () => {
    const rows = Array.from({ length: 60 }, (_, i) => [0, 30, 70].map((day) => buy(`c${i}`, day + i))).flat();
    const codes = (log: LiteralInteraction[]) => scored([], log).warnings.map(({ code }) => code);
    expect(codes(rows)).not.toContain('revenue_concentrated');
    expect(codes([...rows, buy('c7', 90, 1e6)])).toContain('revenue_concentrated');
  });

  it('one subscriber who pays as much as all others: said without a single purchase in the data', () => {
    const said = (mrr: number) =>
      scored(
        subscribers((i) => (i === 1 ? { mrr } : {})),
        [],
        { asOfDay: FIRST + 500 },
      ).warnings.find(({ code }) => code === 'revenue_concentrated');
    expect(said(20)).toBeUndefined();
    expect(said(1e4)?.message).toMatch(/^one of 60 customers brought 9\d(\.\d)?% of all revenue: /);
  });

  it('a lapse that takes longer to show than the horizon: no share staying', () => {
    const rows = Array.from({ length: 60 }, (_, i) => [0, 300, 750].map((day) => buy(`c${i}`, day + i))).flat();
    const { portfolio } = scored([], rows);
    expect(portfolio.retention.rate).toBeNull();
    expect(portfolio.reasons['retention.rate']).toBe('lapse_beyond_horizon');
  });
});

describe('orders without an amount', () => {
  const days = Array.from({ length: 60 }, (_, i) => [0, 30, 70].map((day) => buy(`c${i}`, day + i))).flat();
  const bare = ({ id, at: when }: LiteralInteraction): LiteralInteraction => ({ id, at: when, kind: 'purchase' });

  it('are no revenue of zero: what is not known is null, with its reason', () => {
    const { portfolio } = scored([], days.map(bare));
    expect(portfolio.revenue).toMatchObject({ gross: null, net: null });
    expect(portfolio.reasons['revenue.gross']).toBe('no_revenue');
    expect(portfolio.purchases).toBe(180);
  });

  it('give way to a total in the customers file', () => {
    const { portfolio } = scored([{ id: 'c1', revenue_total: 90 }], days.map(bare));
    expect(portfolio.revenue.gross).toBe(90);
  });

  it('are expected to bring what the others bring, as orders of zero are not', () => {
    const expected = (rows: LiteralInteraction[]) => scored([], rows).portfolio.value.expected!;
    const whole = expected(days);
    const some = (change: (row: LiteralInteraction) => LiteralInteraction) =>
      expected(days.map((row, i) => (i % 3 === 2 && i % 2 === 0 ? change(row) : row)));
    expect(some(bare) / whole).toBeCloseTo(1, 1);
    expect(some((row) => ({ ...row, amount: 0 })) / whole).toBeLessThan(0.85);
  });
});

describe('refunds that match no purchase', () => {
  const rows = Array.from({ length: 40 }, (_, i) => [buy(`c${i}`, i), buy(`c${i}`, 60 + 2 * i)]).flat();
  const refund = (amount: number): LiteralInteraction => ({ id: 'c1', at: at(130), kind: 'refund', amount });

  it('stand on a line of their own, and are warned of where they lower what is expected', () => {
    const { portfolio, warnings } = scored([], [...rows, refund(80)]);
    expect(portfolio.revenue).toEqual({ gross: 800, refunds: 80, unmatchedRefunds: 80, net: 720 });
    expect(warnings.find(({ code }) => code === 'refunds_unmatched')!.message).toContain('by 10%');
    expect(scored([], [...rows, refund(10)]).portfolio.revenue.unmatchedRefunds).toBe(0);
  });

  it('leave nothing to expect, and nothing below it, where they are more than all revenue', () => {
    const { portfolio } = scored([], [...rows, refund(5000)]);
    expect(portfolio.value).toMatchObject({ expected: 0, low: 0, high: 0 });
    expect(portfolio.revenue.net).toBe(-4200);
  });

  it('are told apart from having no purchase at all', () => {
    const { portfolio } = scored([], [refund(5)]);
    expect(portfolio.value.expected).toBeNull();
    expect(portfolio.reasons['value.expected']).toBe('no_purchases');
  });
});

describe('margins below zero', () => {
  it('turn a customer’s interval round, low below high, and take the total with them', () => {
    const outcome = scoreRevenue(revenueInputOf(literalDataset(subscribers(() => ({ margin: -0.5 })))));
    const { expected, low, high } = outcome.portfolio;
    expect(expected.value).toBeLessThan(0);
    expect(low.value).toBeLessThan(expected.value!);
    expect(high.value).toBeGreaterThan(expected.value!);
    for (let row = 0; row < 60; row++) {
      expect(valueAt(outcome.low, row)).toBeLessThanOrEqual(valueAt(outcome.high, row)!);
    }
  });

  it('of shoppers too', () => {
    const rows = Array.from({ length: 40 }, (_, i) => [0, 30, 70].map((day) => buy(`c${i}`, day + i))).flat();
    const customers = Array.from({ length: 40 }, (_, i) => ({ id: `c${i}`, margin: -0.2, segment: 'x' }));
    const { portfolio } = scored(customers, rows);
    expect(portfolio.value.low!).toBeLessThan(portfolio.value.expected!);
    expect(portfolio.value.expected!).toBeLessThan(0);
    expect(portfolio.bySegment[0]!.low!).toBeLessThan(portfolio.bySegment[0]!.expected!);
    expect(portfolio.reasons['value.trackRecordLow']).toBe('no_track_record');
  });
});

describe('part of a month', () => {
  it('pays its part: value grows evenly with the horizon', () => {
    const worth = (horizonMonths: number) =>
      scored(
        subscribers(() => ({})),
        [],
        { horizonMonths, annualDiscountRate: 0, margin: 1 },
      ).portfolio.value.expected!;
    expect(worth(6.5)).toBeCloseTo((worth(6) + worth(7)) / 2, 9);
    expect(worth(0.25)).toBeCloseTo(worth(1) / 4, 9);
  });
});
