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

  const OVER = 'C2,2024-01-06,6.00,cancelled,0\nC3,2024-01-07,7.00,paid,1\nC4,2024-01-08,8.00,voided,0\n';
  const ORDERS = `customer_id,date,amount,status,deleted\nC1,2024-01-05,5.00,paid,0\n${OVER}`;

  test('count no row that is rightly none, such as a cancelled order, though it is skipped and listed', async () => {
    for (const limit of [['--strict'], ['--max-skipped', '0']]) {
      const { exitCode, stderr, written } = await run(
        ['score', '-', '--format', 'json', ...limit, '--rejects', 'rejects.csv'],
        { stdin: ORDERS },
      );
      expect([exitCode, stderr]).toEqual([
        0,
        'standard input: 4 rows read as interactions, 3 skipped (2 never sold, 1 deleted)\n',
      ]);
      const listed = written.get('rejects.csv')!.trim().split('\n').slice(1);
      expect(listed.map((line) => line.split(',').slice(1, 6))).toEqual([
        ['3', '4', 'status', 'cancelled', 'row_not_sale'],
        ['4', '5', 'deleted', '1', 'row_deleted'],
        ['5', '4', 'status', 'voided', 'row_not_sale'],
      ]);
    }
  });

  test('count what is bad beside them', async () => {
    const { exitCode, stderr } = await run(['score', '-', '--strict'], { stdin: `${ORDERS},2024-01-09,9.00,paid,0\n` });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('1 of 5 rows skipped, beside 3 passed over, 0 cells rejected');
  });

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
