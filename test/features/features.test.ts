import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/domain/dataset.ts';
import { inOnePart } from '../../src/domain/dataset.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../src/domain/options.ts';
import type { EngineResult } from '../../src/domain/results.ts';
import { featuresOf } from '../../src/engine/features/features.ts';
import { score } from '../../src/engine/score.ts';
import { featureTable } from '../../src/renderers/featureTable.ts';
import { typedCsv, typedJson } from '../../src/renderers/typedTable.ts';
import { failure, fileSource, read, sourceOf } from '../readers/reading.ts';
import { describeWithSharedData } from '../support/sharedData.ts';
import { shopTables } from '../support/shopTables.ts';

const MARGIN: ScoreOptions = { ...DEFAULT_OPTIONS, margin: 0.4, behaviour: 'transactional' };

function written(dataset: Dataset, options: ScoreOptions): string {
  return [...typedCsv(featureTable(dataset, featuresOf(inOnePart(dataset), options).columns), false)].join('');
}

async function dataOf(text: string): Promise<Dataset> {
  return (await read([sourceOf(text, 'features.csv')])).dataset;
}

const paths = (value: object, at = ''): (readonly [string, unknown])[] =>
  Object.entries(value).flatMap(([name, member]) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? paths(member, `${at}${name}.`)
      : [[`${at}${name}`, member] as const],
  );

/** What features cannot carry: it may be null, and is never another value. */
const EFFORT = /^(effort\.|retention\.|atStake|action\.|(grades|reasons)\.(effort|retention|atStake))/;

/** Every figure of a customer is the same, but for those that take the contacts themselves, which are null. */
function expectSame(own: EngineResult, carried: EngineResult): void {
  const byId = new Map([...carried.customers].map((customer) => [customer.customerId, customer]));
  expect(byId.size).toBe(own.customers.length);
  for (const customer of own.customers) {
    const other = new Map(paths(byId.get(customer.customerId)!));
    for (const [path, value] of paths(customer)) {
      if (!EFFORT.test(path) || path === 'effort.contacts')
        expect(other.get(path), `${customer.customerId} ${path}`).toEqual(value);
    }
  }
  const {
    value,
    revenue,
    cost,
    bySegment,
    byCohort,
    spread,
    customers,
    active,
    lapsed,
    interactions,
    purchases,
    contacts,
  } = carried.portfolio;
  const { trackRecordLow: _low, trackRecordHigh: _high, ...forecast } = value;
  expect(own.portfolio).toMatchObject({
    ...{ revenue, cost, bySegment, byCohort, spread, customers, active, lapsed, interactions, purchases, contacts },
    value: forecast,
  });
}

describe('scores of features', () => {
  it('are those of the files, or null with the reason that features cannot carry them', async () => {
    const shop = [fileSource('fixtures/shop/customers.csv'), fileSource('fixtures/shop/interactions.csv')];
    const { dataset } = await read(shop);
    const features = await dataOf(written(dataset, DEFAULT_OPTIONS));
    const carried = score(features, DEFAULT_OPTIONS);
    expectSame(score(dataset, DEFAULT_OPTIONS), carried);
    for (const { status, effort, atStake, action, reasons } of carried.customers) {
      expect([effort.score, effort.cases, effort.coverage]).toEqual([null, null, null]);
      expect(reasons['effort.score']).toBe('not_in_features');
      if (status === 'active') expect([atStake, reasons['atStake']]).toEqual([null, 'not_in_features']);
      expect(action.code).not.toBe('keep_as_is');
    }
    expect(carried.models.backtest).toMatchObject({ tried: false });
    expect(carried.portfolio.reasons).toMatchObject({
      'effort.mean': 'not_in_features',
      valueAtRisk: 'not_in_features',
    });
  });

  it.each([11, 12])('are those of the tables of generated shop %i, whatever the refunds', async (seed) => {
    const tables = shopTables(seed, 300, true);
    const { dataset } = await read([sourceOf(tables.customers, 'c.csv'), sourceOf(tables.interactions, 'i.csv')]);
    const options = { ...MARGIN, backtest: true };
    expectSame(score(dataset, options), score(await dataOf(written(dataset, options)), options));
  });

  it('are the same from JSON', async () => {
    const { dataset } = await read([
      fileSource('fixtures/shop/customers.csv'),
      fileSource('fixtures/shop/interactions.csv'),
    ]);
    const table = () => featureTable(dataset, featuresOf(inOnePart(dataset), DEFAULT_OPTIONS).columns);
    const [csv, json] = [[...typedCsv(table(), true)].join(''), [...typedJson(table())].join('')];
    const fromJson = (await read([sourceOf(json, 'features.json')])).dataset;
    const told = ({ customers, ...rest }: EngineResult) => JSON.stringify([rest, [...customers]]);
    expect(told(score(fromJson, DEFAULT_OPTIONS))).toBe(told(score(await dataOf(csv), DEFAULT_OPTIONS)));
  });

  it('say that they were read as features', async () => {
    const { dataset } = await read([fileSource('fixtures/shop/interactions.csv')]);
    const { inputs } = await read([sourceOf(written(dataset, DEFAULT_OPTIONS), 'features.csv')]);
    expect(inputs[0]).toMatchObject({ kind: 'features', preset: 'cx-roi-features' });
  });
});

describe('features', () => {
  it('are refused for customers with contracts, of a file and of their own', async () => {
    const { dataset } = await read([
      fileSource('fixtures/subscription/customers.csv'),
      fileSource('fixtures/subscription/interactions.csv'),
    ]);
    expect(() => featuresOf(inOnePart(dataset), DEFAULT_OPTIONS)).toThrow(/contracts/);
    const monthly = ['customer_id,occurred_at,type,amount'];
    for (let i = 0; i < 30; i++) {
      for (let month = 1; month <= 9; month++) monthly.push(`C${i},2024-0${month}-05,purchase,10.00`);
    }
    const { dataset: paying } = await read(monthly.join('\n'));
    expect(() => featuresOf(inOnePart(paying), DEFAULT_OPTIONS)).toThrow(/contracts/);
    const asShop = await dataOf(written(paying, MARGIN));
    expect(() => score(asShop, DEFAULT_OPTIONS)).toThrow(/contracts/);
    expectSame(score(paying, MARGIN), score(asShop, MARGIN));
  });

  it('are refused beside interactions, for another day, and made of features', async () => {
    const log = 'customer_id,occurred_at,type,amount\nC1,2024-01-02,purchase,10.00\nC1,2024-03-09,purchase,12.50\n';
    const { dataset } = await read(log);
    const text = written(dataset, DEFAULT_OPTIONS);
    const both = (await read([sourceOf(text, 'features.csv'), sourceOf(log, 'log.csv')])).dataset;
    expect(() => score(both, DEFAULT_OPTIONS)).toThrow(/already hold the interactions/);
    const features = await dataOf(text);
    expect(() => score(features, { ...DEFAULT_OPTIONS, asOfDay: 20_000 })).toThrow(/2024-03-09/);
    expect(() => featuresOf(inOnePart(features), DEFAULT_OPTIONS)).toThrow(/already/);
    const undated = (await read('customer_id,segment\nC1,a\n')).dataset;
    expect(() => featuresOf(inOnePart(undated), DEFAULT_OPTIONS)).toThrow(/no dates/);
  });

  it('keep hostile ids apart from formulas in a spreadsheet, and as they are for machines', async () => {
    const { dataset } = await read('customer_id,occurred_at,type,amount\n=1+1,2024-01-02,purchase,10.00\n');
    const table = () => featureTable(dataset, featuresOf(inOnePart(dataset), DEFAULT_OPTIONS).columns);
    expect([...typedCsv(table(), false)][1]).toMatch(/^'=1\+1,/);
    expect([...typedCsv(table(), true)][1]).toMatch(/^=1\+1,/);
  });
});

describe('features that a file spoils', () => {
  it('are told where they stand', async () => {
    const error = await failure('features_as_of,repeat_purchase_days\n2024-01-01,1\n');
    expect(error.code).toBe('input_columns');
  });
});

describeWithSharedData('features of CDNOW', () => {
  it('give the published purchases the same forecast', async () => {
    const { dataset } = await read([fileSource('../shared/data/cdnow/cdnow_sample.csv')]);
    const options = { ...MARGIN, backtest: false };
    expectSame(score(dataset, options), score(await dataOf(written(dataset, options)), options));
  });
});
