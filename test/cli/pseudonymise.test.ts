import { describe, expect, test } from 'vitest';
import { run } from '../support/shell.ts';

const KEY = 'a secret of enough characters';
const files = { key: `${KEY}\n`, other: `${KEY}, but not that one`, short: 'too short' };
const shop = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];
const hidden = (command: string, key: string, ...more: string[]) =>
  run([command, ...shop, '--pseudonymise', key, '--as-of', '2024-12-31', ...more], { files });

interface Result {
  readonly portfolio: { readonly customers: number };
  readonly customers: { readonly revenue: { readonly net: number }; readonly value: { readonly expected: number } }[];
}

describe('--pseudonymise', () => {
  test.each([
    'score',
    'effort',
    'uplift',
    'backtest',
  ])('leaves no id of a customer, agent, case or order in %s', async (command) => {
    const { exitCode, stdout } = await hidden(command, 'key', '--json');
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(/\bC1\d{3}\b|\bA\d\d\b/);
    expect(stdout).toContain('"pseudonymise": true');
    expect(stdout).not.toContain(KEY);
  });

  test('changes names and nothing else: the same figures for the same customers', async () => {
    const plain: Result = JSON.parse((await run(['score', ...shop, '--as-of', '2024-12-31', '--json'])).stdout);
    const secret: Result = JSON.parse((await hidden('score', 'key', '--json')).stdout);
    const sorted = (result: Result, of: (customer: Result['customers'][0]) => number) =>
      result.customers.map(of).sort((a, b) => a - b);
    expect(sorted(secret, ({ revenue }) => revenue.net)).toEqual(sorted(plain, ({ revenue }) => revenue.net));
    // Sums run in the order of ids, so the last digits of what is fitted may differ.
    const [hiddenValues, values] = [
      sorted(secret, ({ value }) => value.expected),
      sorted(plain, ({ value }) => value.expected),
    ];
    for (const [i, value] of values.entries()) expect(hiddenValues[i]).toBeCloseTo(value, 6);
    expect(secret.portfolio.customers).toBe(plain.portfolio.customers);
  });

  test('gives a customer the same name with the same key, and another with another', async () => {
    const ids = async (key: string) => (await hidden('score', key, '--format', 'csv', '--fields', 'customerId')).stdout;
    expect(await ids('key')).toBe(await ids('key'));
    expect(await ids('key')).not.toBe(await ids('other'));
    expect((await ids('key')).split('\n')[1]).toMatch(/^p[0-9a-f]{24}$/);
  });

  test('refuses a key that is missing or can be guessed, and says how to make one', async () => {
    for (const key of ['short', 'nowhere']) {
      const { exitCode, stdout, stderr } = await hidden('score', key);
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toContain('openssl rand -hex 32');
    }
  });
});
