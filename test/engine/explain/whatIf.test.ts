import { beforeAll, describe, expect, test } from 'vitest';
import type { Dataset } from '../../../src/domain/dataset.ts';
import { STATUS } from '../../../src/domain/features.ts';
import { KIND } from '../../../src/domain/fields.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../../src/domain/options.ts';
import { type Analysis, analyse } from '../../../src/engine/analyse.ts';
import { assumptionAlternatives, frozen } from '../../../src/engine/explain/assumptionAlternatives.ts';
import { dataAlternatives } from '../../../src/engine/explain/dataAlternatives.ts';
import { looseRows, withNumber, withRows } from '../../../src/engine/explain/editedDataset.ts';
import { explainedOf } from '../../../src/engine/explain/explain.ts';
import { whatIfs } from '../../../src/engine/explain/whatIf.ts';
import { datasetOf } from '../../support/readFixture.ts';

const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];
const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
const options = { ...DEFAULT_OPTIONS, backtest: false };

/** Integrals are taken to twelve digits, more finely once a longer one has asked for it. */
function expectSame(one: Analysis, other: Analysis): void {
  const [a, b] = [figuresOf(one), figuresOf(other)];
  for (const name of Object.keys(a) as (keyof typeof a)[]) {
    a[name].forEach((value, i) => {
      if (Number.isNaN(value)) expect(b[name][i]).toBeNaN();
      else if (!(Math.abs(value - b[name][i]!) <= 1e-9 * Math.max(1, Math.abs(value)))) expect(value).toBe(b[name][i]);
    });
  }
}

const figuresOf = ({ revenue, retention, effort, cost }: Analysis) => ({
  expected: revenue.expected.values,
  atStake: retention.atStake.values,
  upliftValue: retention.upliftValue.values,
  effort: effort.score.values,
  service: cost.service.values,
});

describe('what is held is what a whole new run would find', () => {
  let [shop, subscription]: [Analysis | null, Analysis | null] = [null, null];
  beforeAll(async () => {
    shop = analyse(await datasetOf(SHOP), options);
    subscription = analyse(await datasetOf(SUBSCRIPTION), options);
  }, 60_000);

  const changes: readonly (readonly [code: string, instead: string, Partial<ScoreOptions>])[] = [
    ['discount_rate', '0%', { annualDiscountRate: 0 }],
    ['horizon_months', '24 months', { horizonMonths: 24 }],
    ['effort_half_life_days', 'none', { effortHalfLifeDays: null }],
    ['effort_window_days', '183 days', { effortWindowDays: 183 }],
    ['effort_prior', 'none', { prior: 'none' }],
    ['target', '0', { targetEffort: 0 }],
  ];

  test.each(changes)('subscription: %s %s', (code, instead, change) => {
    const explained = explainedOf(subscription!, 5);
    const found = assumptionAlternatives(explained).find((each) => each.code === code && each.instead === instead)!;
    const whole = analyse(subscription!.dataset, { ...frozen(subscription!), ...change });
    expectSame(found.analyse(), whole);
  });

  test.each([
    ['discount_rate', '20%', { annualDiscountRate: 0.2 }],
    ['lapse_window', '466 days', { lapseWindowDays: 466 }],
    ['model', 'pareto-nbd', { model: 'pareto-nbd' as const }],
  ])('shop: %s %s', { timeout: 60_000 }, (code, instead, change) => {
    const explained = explainedOf(shop!, 5);
    const found = assumptionAlternatives(explained).find((each) => each.code === code && each.instead === instead)!;
    const whole = analyse(shop!.dataset, { ...frozen(shop!), ...change });
    expectSame(found.analyse(), whole);
  });

  test('the greatest change of money comes first, and nothing is changed by looking', { timeout: 60_000 }, () => {
    for (const analysis of [shop!, subscription!]) {
      const before = JSON.stringify(Object.values(figuresOf(analysis)).map((column) => Array.from(column)));
      const told = whatIfs(explainedOf(analysis, 61));
      const sizes = told.map(({ figures }) =>
        Math.max(Math.abs(figures.expected.change ?? 0), Math.abs(figures.atStake.change ?? 0)),
      );
      expect(sizes).toEqual(sizes.slice().sort((a, b) => b - a));
      expect(sizes[0]).toBeGreaterThan(0);
      expect(JSON.stringify(Object.values(figuresOf(analysis)).map((column) => Array.from(column)))).toBe(before);
    }
  });

  test('a scaled margin scales the value, and the cost of a contact is only a cost', () => {
    const told = whatIfs(explainedOf(subscription!, 0));
    const now = explainedOf(subscription!, 0).row.value.expected!;
    const { figures } = told.find(({ code, instead }) => code === 'margin' && instead === '72%')!;
    expect(figures.expected.value! / now).toBeCloseTo(0.72 / 0.62, 9);
    const cost = told.find(({ code, instead }) => code === 'contact_cost' && instead === 'twice that')!;
    expect(cost.figures.service.value).toBeCloseTo(2 * explainedOf(subscription!, 0).row.cost.service!, 9);
    expect(cost.figures.expected.change).toBe(0);
  });

  test('whoever has left cannot be changed by their own data', () => {
    const gone = Array.from(subscription!.lifecycle.status).indexOf(STATUS.churned);
    expect(dataAlternatives(explainedOf(subscription!, gone))).toEqual([]);
  });

  test('easier cases never make a customer harder', () => {
    for (const customer of [1, 12, 61, 89, 100]) {
      const explained = explainedOf(subscription!, customer);
      for (const { code, analyse: run } of dataAlternatives(explained)) {
        if (code !== 'hardest_case' && code !== 'open_case') continue;
        expect(run().effort.score.values[customer]).toBeLessThan(explained.row.effort.score!);
      }
    }
  });
});

describe('edited data are as if they had been read so', () => {
  const HEADER = 'customer_id,occurred_at,type,amount,case_id,channel,topic,resolved,handle_minutes';
  const LINES = [
    'A,2024-01-05,purchase,10,,,,,',
    'A,2024-02-01,purchase,20,,,,,',
    'A,2024-02-02,support,,K1,phone,bill,no,5',
    'A,2024-02-03,support,,K1,chat,bill,no,7',
    'A,2024-02-10,refund,20,,,,,',
    'B,2024-01-09,purchase,15,,,,,',
    'B,2024-03-01,support,,K2,phone,bill,yes,9',
    'C,2024-03-05,purchase,30,,,,,',
  ];
  const read = (lines: readonly string[]) => datasetOf([], [HEADER, ...lines].join('\n'));
  const told = (dataset: Dataset) => {
    const { customerIds, interactions } = dataset;
    return customerIds.map((id, customer) => [id, looseRows(dataset, customer).length, interactions.start[customer]]);
  };

  test('without some rows', async () => {
    const dataset = await read(LINES);
    const edited = withRows(
      dataset,
      0,
      looseRows(dataset, 0).filter(({ kind }) => kind !== KIND.support),
    );
    const anew = await read(LINES.filter((line) => !line.includes('K1')));
    expect(told(edited)).toEqual(told(anew));
    const fixed = { ...options, asOfDay: 19_787 };
    const [one, other] = [analyse(edited, fixed), analyse(anew, fixed)];
    expect(figuresOf(one)).toEqual(figuresOf(other));
    expect(one.revenue.net.values).toEqual(other.revenue.net.values);
  });

  test('with a row more, in order of time', async () => {
    const dataset = await read(LINES);
    const rows = looseRows(dataset, 1);
    const edited = withRows(dataset, 1, [...rows, { ...rows[0]!, timeMs: Date.UTC(2024, 1, 1) }]);
    const anew = await read([...LINES, 'B,2024-02-01,purchase,15,,,,,']);
    expect(told(edited)).toEqual(told(anew));
    expect(Array.from(edited.interactions.timeMs)).toEqual(Array.from(anew.interactions.timeMs));
    const fixed = { ...options, asOfDay: 19_787 };
    expect(figuresOf(analyse(edited, fixed))).toEqual(figuresOf(analyse(anew, fixed)));
  });

  test('with one number changed, the others as they were', async () => {
    const dataset = await datasetOf(SUBSCRIPTION);
    const edited = withNumber(dataset, 3, 'mrr', 12_300);
    const before = dataset.customers.numbers.get('mrr')!;
    const after = edited.customers.numbers.get('mrr')!;
    expect(after[3]).toBe(12_300);
    expect(Array.from(after).filter((value, i) => value !== before[i])).toEqual([12_300]);
  });
});
