import { describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../src/domain/options.ts';
import { score } from '../../src/engine/score.ts';
import { isoDate } from '../../src/foundation/days.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { type LiteralCustomer, type LiteralInteraction, literalDataset } from '../support/literalDataset.ts';

const BEGIN = 19_000;
const END = 19_730;

/** Shoppers who come in over a year, buy at their own pace and stop one day, seeded. */
function shoppers(customers: number): LiteralInteraction[] {
  const random = new SeededRandom(7);
  return Array.from({ length: customers }, (_, i) => i).flatMap((i) => {
    const gap = 10 + 60 * random.uniform();
    const stop = BEGIN + 2000 * random.uniform();
    const rows: LiteralInteraction[] = [];
    for (
      let day = BEGIN + Math.floor(360 * random.uniform());
      day <= END;
      day += Math.ceil(-gap * Math.log(random.uniform()))
    ) {
      rows.push({ id: `c${i}`, at: isoDate(day)!, kind: 'purchase', amount: 10 + (i % 7) });
      if (day > stop) break;
    }
    return rows;
  });
}

const scored = (rows: readonly LiteralInteraction[], given: Partial<ScoreOptions> = {}, who: LiteralCustomer[] = []) =>
  score(literalDataset(who, [...rows]), { ...DEFAULT_OPTIONS, ...given });

describe('the track record beside a score', () => {
  const rows = shoppers(260);

  test('is the forecast tried on the last third of the history', () => {
    const { backtest } = scored(rows).models;
    expect(backtest).toMatchObject({ tried: true, behaviour: 'transactional', target: 'purchases' });
    if (!backtest.tried) throw new Error('tried above');
    expect(backtest.calibration.reduce((sum, band) => sum + band.customers, 0)).toBe(backtest.customers);
    expect(backtest.trust).toContain('purchases foreseen');
  });

  test('is not taken when told so, nor of few customers unless asked for', () => {
    expect(scored(rows, { backtest: false }).models.backtest).toMatchObject({ tried: false });
    const few = rows.filter(({ id }) => id < 'c15');
    expect(scored(few).models.backtest).toMatchObject({ tried: false, why: expect.stringContaining('fewer than 200') });
    expect(scored(few, { backtest: true }).models.backtest).toMatchObject({ tried: true });
  });

  test('says why there is none: snapshots, undated data, no purchases', () => {
    const snapshot: LiteralCustomer[] = [{ id: 'a', tenure_months: 3, churned: 1, mrr: 5 }];
    const why = (who: LiteralCustomer[]) => scored([], {}, who).models.backtest;
    expect(why(snapshot)).toEqual({
      tried: false,
      why: 'one row a customer without dates does not say when anything happened',
    });
  });

  test('changes no other figure', () => {
    const { models: _, customers, portfolio, ...rest } = scored(rows);
    const { models: __, customers: others, portfolio: bare, ...without } = scored(rows, { backtest: false });
    expect(without).toEqual(rest);
    expect([...others]).toEqual([...customers]);
    const { trackRecordLow, trackRecordHigh, ...value } = portfolio.value;
    expect(bare.value).toEqual({ ...value, trackRecordLow: null, trackRecordHigh: null });
    expect(bare.reasons['value.trackRecordLow']).toBe('no_track_record');
    expect(trackRecordLow!).toBeLessThanOrEqual(value.low!);
    expect(trackRecordHigh!).toBeGreaterThanOrEqual(value.high!);
  });

  test('warns of a total that its past does not bear out, and widens its range', () => {
    // Everybody came back in the last year, beyond all that came before.
    const back = Array.from({ length: 150 }, (_, i) =>
      [END - 20, END - 60, END - 100, END - 140].map((day) => ({
        id: `c${i}`,
        at: isoDate(day)!,
        kind: 'purchase' as const,
        amount: 40,
      })),
    ).flat();
    const { portfolio, warnings } = scored([...rows, ...back]);
    expect(warnings.map(({ code }) => code)).toContain('total_uncalibrated');
    expect(portfolio.value.trackRecordLow!).toBeLessThan(0.8 * portfolio.value.low!);
    expect(portfolio.value.trackRecordHigh!).toBeGreaterThan(1.2 * portfolio.value.high!);
  });
});

describe('value by segment and cohort', () => {
  const rows = shoppers(260);
  const who = Array.from({ length: 200 }, (_, i) => ({ id: `c${i}`, segment: i % 2 === 0 ? 'gold' : 'blue' }));
  const { portfolio } = scored(rows, {}, who);

  test.each(['bySegment', 'byCohort'] as const)('%s adds up to the portfolio, each inside its interval', (name) => {
    const sum = (key: 'customers' | 'active' | 'expected') =>
      portfolio[name].reduce((whole, group) => whole + group[key]!, 0);
    expect(sum('customers')).toBe(portfolio.customers);
    expect(sum('active')).toBe(portfolio.active);
    expect(sum('expected')).toBeCloseTo(portfolio.value.expected!, 6);
    for (const { low, expected, high } of portfolio[name]) {
      expect(low!).toBeLessThanOrEqual(expected!);
      expect(expected!).toBeLessThanOrEqual(high!);
    }
  });

  test('segments stand in code-unit order, customers without one last', () => {
    expect(portfolio.bySegment.map(({ key }) => key)).toEqual(['blue', 'gold', null]);
  });

  test('cohorts are quarters of the first purchase', () => {
    expect(portfolio.byCohort.map(({ key }) => key)).toEqual(['2022-Q1', '2022-Q2', '2022-Q3', '2022-Q4', '2023-Q1']);
  });

  test('the spread rises with the share of the customers and ends below the whole', () => {
    const shares = portfolio.spread.map(({ valueShare }) => valueShare);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    for (const { customersShare, valueShare } of portfolio.spread)
      expect(valueShare).toBeGreaterThanOrEqual(customersShare);
    expect(shares.at(-1)!).toBeLessThanOrEqual(1);
  });
});

describe('when a customer is next expected', () => {
  test('is a day within the horizon, or null with a reason', () => {
    const { customers, asOfDay } = scored(shoppers(260));
    let dated = 0;
    for (const { value, reasons } of customers) {
      if (value.nextPurchaseAt === null) {
        expect(reasons['value.nextPurchaseAt']).toBe('beyond_horizon');
        expect(value.nextPurchaseDays!).toBeGreaterThan(365);
        continue;
      }
      dated++;
      expect(value.nextPurchaseAt).toBe(isoDate(asOfDay! + Math.round(value.nextPurchaseDays!)));
    }
    expect(dated).toBeGreaterThan(100);
  });

  test('whoever is silent for longer than their gaps is late', () => {
    const { customers } = scored([
      ...shoppers(260),
      ...Array.from({ length: 20 }, (_, i) => ({
        id: 'late',
        at: isoDate(BEGIN + 7 * i)!,
        kind: 'purchase' as const,
        amount: 10,
      })),
    ]);
    const late = [...customers].find(({ customerId }) => customerId === 'late')!;
    expect(late.value.silenceRank!).toBeGreaterThan(0.999);
  });
});

describe('--model', () => {
  test.each(['mbg-nbd', 'bg-nbd', 'pareto-nbd', 'nbd'] as const)('%s is used when asked for', (model) => {
    const { revenue } = scored(shoppers(260), { model, backtest: false }).models;
    expect(revenue).toMatchObject({ chosen: model, why: 'asked for by name' });
    expect(revenue['inWords']).toEqual(expect.arrayContaining([expect.stringContaining('asked for by name')]));
  });

  test('is said where the data cannot carry it', () => {
    const few = shoppers(260).filter(({ id }) => id < 'c12');
    const { warnings, models } = scored(few, { model: 'bg-nbd' });
    expect(models.revenue['chosen']).toBe('shrunken cohort averages');
    expect(warnings).toContainEqual({
      code: 'model_not_used',
      message: 'bg-nbd was asked for, but these data cannot carry it: the forecast is by shrunken cohort averages',
      count: 1,
    });
  });
});
