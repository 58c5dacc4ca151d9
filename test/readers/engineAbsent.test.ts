import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { failure, fileSource, read } from './reading.ts';

vi.mock('@duckdb/node-api', () => {
  throw new Error('not installed');
});

const folder = mkdtempSync(join(tmpdir(), 'cx-roi-absent-'));
afterAll(() => rmSync(folder, { recursive: true }));

function log(name: string, rows: number): string {
  const path = join(folder, name);
  const lines = Array.from({ length: rows }, (_, i) => `${i},C${i % 100},2024-01-${10 + (i % 20)},${i % 50}.50\n`);
  writeFileSync(path, `order_id,customer_id,date,amount\n${lines.join('')}`);
  return path;
}

it('without DuckDB the exact reader reads large files and says so', async () => {
  const { inputs, diagnostics } = await read([fileSource(log('large.csv', 400_000))]);
  expect(inputs[0]).toMatchObject({
    ...{ engine: 'csv-parse', engineBecause: 'the package @duckdb/node-api is not installed' },
    rows: { read: 400_000, used: 400_000, skipped: 0 },
  });
  expect(diagnostics).toEqual([]);
});

it('without DuckDB files above 100 MB come with a hint', async () => {
  const path = log('huge.csv', 10);
  // Lines of nothing, as spreadsheets leave them behind.
  const nothing = `${' '.repeat(1e6)}\n`;
  for (let i = 0; i < 101; i++) appendFileSync(path, nothing);
  const { diagnostics } = await read([fileSource(path)]);
  expect(diagnostics).toMatchObject([
    { code: 'engine_absent', severity: 'note', hint: 'Install it: npm install @duckdb/node-api' },
  ]);
});

it('asking for DuckDB without it is an error that says what to install', async () => {
  expect(await failure([fileSource(log('asked.csv', 5))], { engine: 'duckdb' })).toMatchObject({
    ...{ code: 'package_missing', exitCode: 2, hint: 'Install it: npm install @duckdb/node-api' },
  });
});

it('Parquet without DuckDB is an error that says what to install', async () => {
  const path = join(folder, 'a.parquet');
  writeFileSync(path, 'PAR1 and so on');
  expect(await failure([fileSource(path)])).toMatchObject({ code: 'package_missing', exitCode: 2 });
});
