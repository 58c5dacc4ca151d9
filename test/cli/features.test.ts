import { expect, test } from 'vitest';
import { run } from '../support/shell.ts';

const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];

test('features go to a file in the format of its name, and score reads them', async () => {
  const { exitCode, written } = await run(['features', ...SHOP, '-o', 'features.json', '--quiet']);
  expect(exitCode).toBe(0);
  const text = written.get('features.json')!;
  expect(JSON.parse(text)).toHaveLength(300);
  const scored = await run(['score', 'features.json', '--json', '--quiet'], { files: { 'features.json': text } });
  expect(scored.exitCode).toBe(0);
  const { portfolio, meta } = JSON.parse(scored.stdout);
  expect(portfolio).toMatchObject({ customers: 300, interactions: 2630, contacts: 814 });
  expect(meta).toMatchObject({ asOf: '2024-12-31', inputs: [{ kind: 'features' }] });
});

test('features are CSV on standard output, with what the customers files say and without names', async () => {
  const { stdout, exitCode } = await run(['features', ...SHOP, '--quiet']);
  expect(exitCode).toBe(0);
  expect(stdout.split('\n')[0]).toMatch(/^customer_id,segment,country,.*margin,currency,features_as_of,/);
});

test('--sql prints the query alone, with the day and the prices asked for', async () => {
  const argv = ['features', '--sql', 'postgres', '--as-of', '2024-12-31', '--contact-cost', "o'chat=2.50"];
  const { stdout, stderr, exitCode } = await run(argv);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toContain("SELECT DATE '2024-12-31' AS as_of");
  expect(stdout).toContain("CASE channel WHEN 'o''chat' THEN 2.5 END");
  expect(stdout.trimEnd().endsWith(';')).toBe(true);
});

test.each([
  [['features', '--sql', 'oracle'], '"oracle"'],
  [['features', '--sql', 'duckdb', ...SHOP], 'a query is printed without files'],
  [['features', '--sql', 'duckdb', '--minute-rate', '0.5'], 'not by the minute'],
  [['features', ...SHOP, '--format', 'markdown'], 'Features are not written as markdown'],
])('%j is a usage error', async (argv, words) => {
  const { exitCode, stderr } = await run(argv);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(words)]);
});

test('features of subscribers are refused with a way out', async () => {
  const { exitCode, stderr } = await run(['features', 'fixtures/subscription/subscription.json']);
  expect([exitCode, stderr]).toEqual([3, expect.stringContaining('--behaviour transactional')]);
});
