import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_READ_OPTIONS } from '../../src/domain/reading.ts';
import { writeParquet } from '../../src/readers/duckdb/writeParquet.ts';
import { inspectFiles } from '../../src/readers/inspect.ts';
import { tellingOf } from '../support/sameDataset.ts';
import { contentOf, failure, fileSource, read, sourceOf } from './reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'cx-roi-parquet-'));
let run: (sql: string) => Promise<unknown>;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  run = (sql) => connection.run(sql);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A Parquet file of what a query gives. */
async function parquet(name: string, sql: string): Promise<string> {
  const path = join(folder, name);
  await run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
  return path;
}

/** What is read, but for the file's own name, hash and notes. */
function content(outcome: Awaited<ReturnType<typeof read>>) {
  const { inputs: _, diagnostics: __, ...rest } = tellingOf(outcome);
  return rest;
}

describe('Parquet files', () => {
  it('are read as the CSV of the same texts', async () => {
    for (const path of ['fixtures/shop/interactions.csv', 'fixtures/subscription/customers.csv']) {
      const copy = await parquet('copy.parquet', `SELECT * FROM read_csv('${resolve(path)}', all_varchar = true)`);
      const [fromCsv, fromParquet] = [await read([fileSource(path)]), await read([fileSource(copy)])];
      expect(content(fromParquet)).toEqual(content(fromCsv));
      expect(fromParquet.inputs[0]).toMatchObject({ engine: 'duckdb', engineBecause: 'it is Parquet' });
      expect(fromParquet.inputs[0]!.rows).toEqual(fromCsv.inputs[0]!.rows);
    }
  });

  const TYPED = `SELECT * FROM (VALUES
      ('C1', TIMESTAMPTZ '2024-01-05 10:00:00+02', 12.50::DECIMAL(8,2), 7::INTEGER, true, 'a'),
      ('C2', TIMESTAMPTZ '2024-01-06 00:00:00.25+00', -3.25::DECIMAL(8,2), NULL, false, NULL),
      ('C3', TIMESTAMPTZ '1969-12-31 23:59:59+00', NULL, 0, NULL, '')
    ) t(customer_id, occurred_at, cost, transfers, resolved, topic)`;

  it('keep what their types say', async () => {
    const path = await parquet('typed.parquet', TYPED);
    for (const engine of ['auto', 'exact'] as const) {
      const { dataset, diagnostics } = await read([fileSource(path)], { engine, timezone: 'Asia/Tokyo' });
      expect(diagnostics).toEqual([]);
      expect(contentOf(dataset).interactions).toEqual([
        {
          ...{ customer: 'C1', at: '2024-01-05T08:00:00.000Z', kind: 'support' },
          ...{ costMinor: 1250, transfers: 7, resolved: 1, topic: 'a' },
        },
        { customer: 'C2', at: '2024-01-06T00:00:00.250Z', kind: 'support', costMinor: -325, resolved: 0 },
        { customer: 'C3', at: '1969-12-31T23:59:59.000Z', kind: 'support', transfers: 0 },
      ]);
    }
  });

  it('take times without a zone for the zone stated, and dates for days', async () => {
    const sql = `SELECT * FROM (VALUES ('C1', TIMESTAMP '2024-07-01 12:00:00', DATE '2024-02-29', 'NaN'::DOUBLE),
      ('C2', NULL, NULL, 0.1::DOUBLE)) t(customer_id, created_at, churned_at, mrr)`;
    const path = await parquet('zones.parquet', sql);
    const { dataset } = await read([fileSource(path)], { timezone: 'Europe/Berlin' });
    expect(contentOf(dataset).customers).toEqual({
      C1: { created_at: Date.UTC(2024, 6, 1, 10), churned_at: Date.UTC(2024, 1, 29) },
      C2: { mrr: 10 },
    });
  });

  it('are read row by row where a cell is not plain, its row told as in CSV', async () => {
    const sql = `SELECT * FROM (VALUES ('C1', '2024-01-05', '5.00'), ('C2', '2024-01-06', '€ 6.00'), ('C3', 'never', '7.00'))
      t(customer_id, date, amount)`;
    const { inputs, diagnostics } = await read([fileSource(await parquet('rows.parquet', sql))]);
    expect(inputs[0]).toMatchObject({ engine: 'duckdb', rows: { read: 3, used: 2, skipped: 1 } });
    expect(inputs[0]!.engineBecause).toMatch(/^it is Parquet, read row by row: a cell of/);
    expect(diagnostics).toMatchObject([{ code: 'row_time', value: 'never', location: { line: 3, column: 2 } }]);
  });

  it('may have ambiguous dates in texts, which their rows decide', async () => {
    const sql = `SELECT 'C' || i AS customer_id, printf('%02d/%02d/2024', i % 12 + 1, (i + 3) % 12 + 1) AS date, i AS amount
      FROM range(1500) t(i) UNION ALL SELECT 'X', '13/02/2024', 5`;
    const { dataset } = await read([fileSource(await parquet('dates.parquet', sql))]);
    expect(dataset.interactions.rows).toBe(1501);
    expect(contentOf(dataset).interactions.find(({ customer }) => customer === 'X')!['at']).toBe(
      '2024-02-13T00:00:00.000Z',
    );
  });

  it('are inspected as what they are', async () => {
    const path = await parquet('inspected.parquet', TYPED);
    const { files, frozen } = await inspectFiles({
      files: [{ source: fileSource(path), role: 'auto' }],
      options: DEFAULT_READ_OPTIONS,
    });
    expect(files[0]).toMatchObject({ format: 'parquet', encoding: null, rows: { read: 3, used: 3 } });
    expect(frozen!.config).not.toHaveProperty('inputFormat');
  });

  it('that are damaged are an error with their name', async () => {
    const path = join(folder, 'damaged.parquet');
    writeFileSync(path, readFileSync(await parquet('whole.parquet', TYPED)).subarray(0, 300));
    const error = await failure([fileSource(path)]);
    expect(error).toMatchObject({ code: 'input_syntax', location: { file: path } });
  });

  it('cannot come by standard input', async () => {
    const error = await failure([sourceOf(readFileSync(await parquet('stdin.parquet', TYPED)), '-')]);
    expect(error).toMatchObject({ code: 'input_binary', hint: expect.stringContaining('by its name') });
  });
});

describe('writing Parquet', () => {
  const table = {
    columns: [
      { name: 'customer_id', type: 'text' },
      { name: 'value "net"', type: 'number' },
      { name: 'orders', type: 'whole number' },
      { name: 'last_at', type: 'date' },
    ],
    rows: Array.from({ length: 5000 }, (_, i) => [
      `C${i} Zoë\u0000"'`,
      i % 7 === 0 ? null : i / 3,
      i % 5 === 0 ? null : i,
      i % 3 === 0 ? null : '2024-02-29',
    ]),
  } as const;

  it('gives every value back, and the same bytes each time', async () => {
    const bytes = Buffer.concat([...(await writeParquet(table))]);
    expect(Buffer.concat([...(await writeParquet(table))]).equals(bytes)).toBe(true);
    const path = join(folder, 'written.parquet');
    writeFileSync(path, bytes);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const reader = await connection.runAndReadAll(
      `SELECT * REPLACE (CAST(last_at AS VARCHAR) AS last_at, CAST(orders AS DOUBLE) AS orders) FROM '${path}'`,
    );
    expect(reader.columnNames()).toEqual(table.columns.map(({ name }) => name));
    expect(reader.getRows()).toEqual(table.rows);
    const types = await connection.runAndReadAll(`SELECT column_type FROM (DESCRIBE SELECT * FROM '${path}')`);
    expect(types.getRows().flat()).toEqual(['VARCHAR', 'DOUBLE', 'BIGINT', 'DATE']);
  });
});
