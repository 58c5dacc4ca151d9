import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run, transcript } from '../support/shell.ts';

const folder = new URL('../../fixtures/dirty/', import.meta.url);
const OPTIONS = ['--format', 'csv', '--fields', 'customerId,revenue.net', '--sort', 'customerId'];

describe('a bad file', () => {
  test.each(readdirSync(folder).sort())('%s', async (name) => {
    const text = await transcript(['score', `fixtures/dirty/${name}`, ...OPTIONS]);
    for (const active of ['\u001b', '\u202e', '\n    at ']) expect(text).not.toContain(active);
    await expect(text).toMatchFileSnapshot(`transcripts/dirty-${name}.txt`);
  });

  test.each([
    ['missing', ['score', 'fixtures/dirty/nowhere.csv'], 2],
    ['a folder', ['score', 'fixtures/dirty'], 2],
    ['nested a hundred thousand deep', ['score', '-'], 3],
  ])('that is %s is told in plain words', async (_, argv, exitCode) => {
    const outcome = await run(argv, { stdin: '['.repeat(100_000) });
    expect(outcome.exitCode).toBe(exitCode);
    expect(outcome.stdout).toBe('');
    expect(outcome.stderr).toMatch(/error: /);
    expect(outcome.stderr).not.toMatch(/^ +at /m);
  });
});

describe('what no customer can have', () => {
  test.each([
    'customer_id,signup_date,churn_date,tenure_months,mrr\na1,2023-01-05,,17.8,30\na2,2023-03-01,2023-09-01,,30\na3,2023-02-01,,-4,30\n',
    'customer_id,signup_date,tenure,churned,mrr\nx1,2024-01-01,12,no,20\nx2,2024-03-01,5,yes,20\nx3,2025-01-01,-2,no,20\n',
  ])('is no figure: a tenure below 0 leaves none that is no number', async (stdin) => {
    for (const format of ['table', 'json']) {
      const outcome = await run(['score', '-', '--format', format], { stdin });
      expect(outcome.exitCode).toBe(0);
      expect(outcome.stdout).not.toMatch(/NaN|Infinity/);
      expect(outcome.stderr).toContain('should be a number of 0 or more');
    }
  });

  test('customers of whom no start is known are told so, and how to name it', async () => {
    const stdin = 'id,churn_date,mrr\na1,,30\na2,2023-09-01,30\na3,,20\n';
    const { stdout } = await run(['score', '-', '--format', 'json'], { stdin });
    expect(stdout).toContain('"no_start"');
    expect(stdout).not.toContain('"no_churn_information"');
  });
});

describe('limits', () => {
  const file = 'fixtures/dirty/bad-cells.csv';

  test('of --strict refuse a file with any skipped row, and still list the rows', async () => {
    const text = await transcript(['score', file, '--strict', '--rejects', 'rejects.csv']);
    await expect(text).toMatchFileSnapshot('transcripts/strict.txt');
  });

  test.each([
    ['2', 3],
    ['3', 0],
    ['49%', 3],
    ['50%', 0],
  ])('of --max-skipped %s end with exit code %i', async (limit, exitCode) => {
    expect((await run(['score', file, '--max-skipped', limit])).exitCode).toBe(exitCode);
  });

  test('of --max-skipped tell what was refused and where it is listed', async () => {
    const text = await transcript(['score', file, '--max-skipped', '10%', '--rejects', 'rejects.csv']);
    await expect(text).toMatchFileSnapshot('transcripts/max-skipped.txt');
  });

  test('leave a clean file alone', async () => {
    const argv = ['score', 'fixtures/shop/customers.csv', '--strict', '--max-skipped', '0', '--format', 'csv'];
    expect((await run(argv)).exitCode).toBe(0);
  });
});

test('everything said about a bad file, as --errors json says it', async () => {
  for (const [name, file] of [
    ['errors-json', 'bad-cells.csv'],
    ['errors-json-failed', 'ambiguous-decimals.csv'],
  ]) {
    const text = await transcript(['score', `fixtures/dirty/${file}`, '--errors', 'json', '--strict']);
    await expect(text).toMatchFileSnapshot(`transcripts/${name}.txt`);
  }
});

test('messages of a bad file are JSON objects with --errors json', async () => {
  const { stderr } = await run(['score', 'fixtures/dirty/bad-cells.csv', '--errors', 'json', '--format', 'csv']);
  const messages = stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(messages[2]).toMatchObject({ severity: 'error', line: 5, column: 3, header: 'amount', value: 'twelve' });
});
