import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { featuresSql } from '../../src/app/featuresSql.ts';
import type { Dataset } from '../../src/domain/dataset.ts';
import { inOnePart } from '../../src/domain/dataset.ts';
import type { SqlDialect } from '../../src/domain/featuresSql.ts';
import { FEATURE_FIELDS, type FeatureField } from '../../src/domain/fields.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../src/domain/options.ts';
import { featuresOf } from '../../src/engine/features/features.ts';
import { score } from '../../src/engine/score.ts';
import { dayNumber } from '../../src/foundation/days.ts';
import { read, sourceOf } from '../readers/reading.ts';
import { type Postgres, postgresPrograms, startPostgres } from '../support/postgres.ts';
import { type ShopTables, shopTables } from '../support/shopTables.ts';

const folder = mkdtempSync(join(tmpdir(), 'cx-roi-features-'));
chmodSync(folder, 0o755);
const COLUMNS =
  'interaction_id text, customer_id text, occurred_at timestamp, type text, amount numeric(18, 2), order_id text, channel text, direction text, cost numeric(18, 2)';
const PRICED: ScoreOptions = { ...DEFAULT_OPTIONS, contactCosts: { email: 2.5, "o'phone": 1 } };
/** Some days before the end, so that something lies ahead. */
const EARLIER: ScoreOptions = { ...PRICED, asOfDay: dayNumber(2023, 1, 15) };

afterAll(() => rmSync(folder, { recursive: true }));

function queryFor(dialect: SqlDialect, options: ScoreOptions): string {
  const output = { file: null } as never;
  const [first] = featuresSql(dialect, { score: options, output } as never).outputs;
  return [...first!.chunks].join('').trim().replace(/;$/, '');
}

async function datasetOf({ customers, interactions }: ShopTables): Promise<Dataset> {
  return (await read([sourceOf(customers, 'customers.csv'), sourceOf(interactions, 'interactions.csv')])).dataset;
}

type Count = (tables: ShopTables, options: ScoreOptions) => Promise<Dataset>;

const byDuckDb: Count = async ({ customers, interactions }, options) => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const [people, log, counted] = ['c.csv', 'i.csv', 'f.csv'].map((name) => join(folder, name));
  writeFileSync(people!, customers);
  writeFileSync(log!, interactions);
  await connection.run(`CREATE TABLE customers AS FROM read_csv('${people}', all_varchar = true)`);
  await connection.run(`CREATE TABLE interactions (${COLUMNS})`);
  await connection.run(`COPY interactions FROM '${log}' (HEADER)`);
  await connection.run(`COPY (${queryFor('duckdb', options)}) TO '${counted}' (HEADER)`);
  connection.closeSync();
  return (await read(readFileSync(counted!))).dataset;
};

/** Every feature of every customer, by name; a query has 0 where the engine has no such column. */
function featuresIn(dataset: Dataset): Record<string, unknown> {
  const fields = Object.keys(FEATURE_FIELDS) as FeatureField[];
  return Object.fromEntries(fields.map((field) => [field, [...(dataset.customers.numbers.get(field) ?? [])]]));
}

function counted(dataset: Dataset, options: ScoreOptions): Record<string, unknown> {
  const { columns } = featuresOf(inOnePart(dataset), options);
  return Object.fromEntries(Object.entries(columns).map(([field, values]) => [field, [...values]]));
}

function sameFeatures(count: Count): void {
  it.each([1, 2, 3])('counts the features of generated shop %i as the engine does', async (seed) => {
    const tables = shopTables(seed, 150);
    const dataset = await datasetOf(tables);
    for (const options of [DEFAULT_OPTIONS, PRICED, EARLIER]) {
      const found = await count(tables, options);
      expect(found.customerIds).toEqual(dataset.customerIds);
      expect(featuresIn(found)).toEqual(counted(dataset, options));
    }
  });

  it('leaves histories out whose refunds name no order, and counts the rest', async () => {
    const tables = shopTables(4, 120, true);
    const found = await count(tables, { ...PRICED, asOfDay: dayNumber(2023, 6, 30) });
    const orders = found.customers.numbers.get('standing_orders')!;
    const unsettled = orders.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
    expect(unsettled).toBeGreaterThan(20);
    expect(unsettled).toBeLessThan(110);
    const own = counted(await datasetOf(tables), { ...PRICED, asOfDay: dayNumber(2023, 6, 30) });
    for (const field of ['gross_to_date', 'refunds_to_date', 'service_to_date']) {
      expect(featuresIn(found)[field], field).toEqual(own[field]);
    }
    for (const field of ['standing_orders', 'first_purchase_day', 'repeat_spend_to_date']) {
      const [mine, theirs] = [own[field] as number[], featuresIn(found)[field] as number[]];
      const known = theirs.flatMap((value, row) => (Number.isNaN(orders[row]!) ? [] : [[value, mine[row]]]));
      for (const [value, expected] of known) expect(value).toEqual(expected);
    }
    const { customers } = score(found, PRICED);
    for (const customer of customers) {
      const known = !Number.isNaN(orders[found.customerIds.indexOf(customer.customerId)]!);
      if (!known) expect(customer.reasons).toMatchObject({ 'revenue.orders': 'not_in_features' });
    }
  });
}

describe('the query for DuckDB', () => sameFeatures(byDuckDb));

const programs = postgresPrograms();
if (programs === null) console.warn('PostgreSQL is not installed (apt-get install postgresql): its query is not tried');

describe.skipIf(programs === null)('the query for PostgreSQL', () => {
  let server: Postgres | null = null;
  afterAll(() => server?.stop());

  sameFeatures(async ({ customers, interactions }, options) => {
    server ??= startPostgres(programs!);
    const said = server.run(`
DROP TABLE IF EXISTS customers, interactions;
CREATE TABLE customers (customer_id text, segment text, margin text);
CREATE TABLE interactions (${COLUMNS});
COPY customers FROM stdin WITH (FORMAT csv, HEADER);
${customers}\\.
COPY interactions FROM stdin WITH (FORMAT csv, HEADER);
${interactions}\\.
COPY (${queryFor('postgres', options)}) TO stdout WITH (FORMAT csv, HEADER);
`);
    return (await read(said)).dataset;
  });
});
