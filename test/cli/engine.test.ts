import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../support/shell.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = ['--import', 'tsx', '-e', "import('./src/cli/io.ts').then(({ run }) => run())", '--', 'cx-roi'];
const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];

const folder = mkdtempSync(join(tmpdir(), 'cx-roi-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The real process, since files have paths there. */
async function output(
  ...argv: readonly string[]
): Promise<{ exitCode: number | null; stdout: Buffer; stderr: string }> {
  const child = spawn(process.execPath, [...PROGRAM, ...argv], { cwd: ROOT, env: { PATH: process.env['PATH'] } });
  const stdout: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (piece: Buffer) => stdout.push(piece));
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { exitCode, stdout: Buffer.concat(stdout), stderr };
}

describe('--engine', () => {
  test('gives the same by either engine, and meta says who read and why', async () => {
    const [exact, fast] = await Promise.all(
      ['exact', 'duckdb'].map(async (engine) => {
        const { stdout } = await output('score', ...SHOP, '--json', '--quiet', '--engine', engine);
        return JSON.parse(stdout.toString());
      }),
    );
    const reasons = (result: typeof exact) =>
      result.meta.inputs.map(({ engine, engineBecause }: Record<string, string>) => [engine, engineBecause]);
    expect(reasons(exact)).toEqual(Array(2).fill(['csv-parse', 'asked for']));
    expect(reasons(fast)).toEqual(Array(2).fill(['duckdb', 'large and plain']));
    const rest = ({ meta, ...result }: typeof exact) => ({ ...result, meta: { ...meta, inputs: null, options: null } });
    expect(rest(fast)).toEqual(rest(exact));
  });
});

describe('--memory', () => {
  test('refuses what would not fit, with exit code 3', async () => {
    const { exitCode, stderr } = await output('score', ...SHOP, '--memory', '1MB');
    expect(exitCode).toBe(3);
    expect(stderr).toContain('may be used');
    expect(stderr).toContain('--memory 200MB');
  });

  test('is a size', async () => {
    const { exitCode, stderr } = await run(['score', ...SHOP, '--memory', '4']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('"4" is not a size such as 4GB or 800MB')]);
  });
});

describe('--format parquet', () => {
  test('holds the columns of the CSV with their types', async () => {
    const [parquet, csv] = await Promise.all([
      output('score', ...SHOP, '--format', 'parquet', '--quiet'),
      output('score', ...SHOP, '--format', 'csv', '--csv-raw', '--quiet'),
    ]);
    const paths = [join(folder, 'shop.parquet'), join(folder, 'shop.csv')] as const;
    writeFileSync(paths[0], parquet.stdout);
    writeFileSync(paths[1], csv.stdout);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const typed = await connection.runAndReadAll(`FROM '${paths[0]}' LIMIT 0`);
    const names = typed.columnNames();
    const csvTable = `read_csv('${paths[1]}', all_varchar = true)`;
    expect((await connection.runAndReadAll(`FROM ${csvTable} LIMIT 0`)).columnNames()).toEqual(names);
    const types = typed.columnTypes().map(String);
    expect(new Set(types)).toEqual(new Set(['VARCHAR', 'DOUBLE', 'BIGINT', 'DATE']));
    const differs = names
      .map((name, i) => `p."${name}" IS DISTINCT FROM CAST(c."${name}" AS ${types[i]})`)
      .join(' OR ');
    const differing = await connection.runAndReadAll(
      `SELECT count(*) FROM '${paths[0]}' p POSITIONAL JOIN ${csvTable} c WHERE ${differs}`,
    );
    expect(differing.getRows()).toEqual([[0n]]);
  });

  test('is not for a terminal', async () => {
    const { exitCode, stderr } = await run(['score', ...SHOP, '--format', 'parquet'], { terminal: 80 });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('parquet is not for a terminal')]);
  });

  test('is a format of score and features alone', async () => {
    const { exitCode, stderr } = await run(['effort', ...SHOP, '--format', 'parquet']);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('parquet is a format of cx-roi score and cx-roi features alone'),
    ]);
  });
});
