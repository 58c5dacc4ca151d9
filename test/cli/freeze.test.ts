import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from '../support/shell.ts';

const shared = (name: string) => `../shared/data/${name}`;

const CASES: readonly (readonly string[])[] = [
  ['fixtures/shop/interactions.csv'],
  ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'],
  ['fixtures/shop/shop.json'],
  ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'],
  ['fixtures/subscription/subscription.json'],
  ['fixtures/dirty/bad-cells.csv'],
  ['fixtures/dirty/hostile.csv'],
  ['fixtures/dirty/ragged.csv'],
  ['fixtures/exports/german-excel.csv'],
  ['fixtures/exports/shopify-orders.csv'],
  ['fixtures/exports/zendesk-tickets.csv', 'fixtures/exports/stripe-payments.csv'],
  ['fixtures/exports/hubspot-deals.csv'],
  ['fixtures/exports/polska-lista.csv'],
  ['fixtures/exports/api.ndjson'],
  ['fixtures/exports/wide.csv'],
  ['fixtures/exports/salesforce-report.csv'],
  ['fixtures/exports/anrufe.tsv'],
];

const REAL: readonly (readonly string[])[] = [
  [shared('telco/Telco-Customer-Churn.csv')],
  [shared('cdnow/cdnow_sample.csv')],
  [shared('hillstrom/hillstrom.csv'), '--id', 'row'],
  [shared('helpdesk/helpdesk.csv'), '--map', 'customer_id=CaseID'],
  [shared('synth/customers.csv'), shared('synth/interactions.csv')],
];

async function sameReading(argv: readonly string[]): Promise<void> {
  const output = ['--format', 'csv', '--quiet'];
  const before = await run(['score', ...argv, ...output]);
  expect(before.exitCode).toBe(0);
  const { stdout } = await run(['inspect', ...argv, '--json']);
  const { freeze } = JSON.parse(stdout);
  const byFlags = await run(['score', ...freeze.arguments, ...output]);
  expect(byFlags).toEqual(before);

  const { written } = await run(['init', ...argv]);
  const config = written.get('cx-roi.config.yaml')!;
  const options = argv.findIndex((argument) => argument.startsWith('--'));
  const files = options < 0 ? argv : argv.slice(0, options);
  const byConfig = await run(['score', ...files, ...output], { files: { 'cx-roi.config.yaml': config } });
  expect(byConfig).toEqual(before);
}

describe('score with what inspect and init froze gives the same bytes for', () => {
  test.each(CASES.map((files) => [files.join(' '), files] as const))('%s', async (_, argv) => sameReading(argv));

  for (const argv of REAL) {
    const absent = argv.some((name) => name.startsWith('..') && !existsSync(name));
    const title = absent ? 'skipped: no shared data' : argv.join(' ');
    test.skipIf(absent)(title, async () => sameReading(argv), 120_000);
  }
});

describe('init', () => {
  const file = 'fixtures/dirty/ragged.csv';

  test('refuses to overwrite a config without --force', async () => {
    const files = { 'cx-roi.config.yaml': 'margin: 40%\n' };
    expect(await run(['init', file], { files })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('exists already'),
    });
    expect((await run(['init', file, '--force'], { files })).written.has('cx-roi.config.yaml')).toBe(true);
  });

  test('writes nothing for a file that cannot be read', async () => {
    const { exitCode, written, stderr } = await run(['init', 'fixtures/dirty/ambiguous-dates.csv']);
    expect([exitCode, written.size]).toEqual([3, 0]);
    expect(stderr).toContain('--date-order');
  });

  test('offers the options that change the figures, each of which a config may hold', async () => {
    const { stdout } = await run(['init', file, '-o', '-']);
    const said = stdout.replace(/^# (\w+): .*?( +# .*)?$/gm, '$1:');
    const outcome = await run(['config'], { files: { 'cx-roi.config.yaml': said } });
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  });
});
