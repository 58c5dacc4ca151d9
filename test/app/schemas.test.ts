import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { SCHEMA_NAMES } from '../../src/app/schemas.ts';
import { run } from '../support/shell.ts';

const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];
const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
const SNAPSHOT = 'customer_id,tenure_months,churned,mrr,contacts\nA,3,yes,10,4\nB,30,no,10,0\nC,12,no,10,1\n';
const TRIAL = [
  'customer_id,treatment,campaign_outcome',
  ...Array.from({ length: 200 }, (_, i) => `C${i},${i % 2 ? 'letter' : 'control'},${i % 3 ? 'no' : 'yes'}`),
].join('\n');

async function validatorOf(command: string) {
  const { stdout, exitCode } = await run(['schema', command]);
  expect(exitCode).toBe(0);
  const ajv = new Ajv({
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    formats: { date: true },
  });
  return ajv.compile(JSON.parse(stdout));
}

/** Commands with a schema, each on data that fill different parts of it. */
const OUTPUTS: readonly (readonly [command: string, argv: readonly string[], stdin: string | undefined])[] = [
  ['score', SHOP, undefined],
  ['score', [...SUBSCRIPTION, '--fields', 'value,atStake'], undefined],
  ['score', ['-'], SNAPSHOT],
  ['backtest', [...SHOP, '--split', '2024-06-30'], undefined],
  ['backtest', SUBSCRIPTION, undefined],
  ['effort', SHOP, undefined],
  ['effort', SUBSCRIPTION, undefined],
  ['effort', ['-'], SNAPSHOT],
  ['uplift', SHOP, undefined],
  ['uplift', SUBSCRIPTION, undefined],
  ['uplift', ['-'], SNAPSHOT],
  ['uplift', ['-', '--outcome-value', '5', '--treatment-cost', '1'], TRIAL],
  ['score', [...SHOP, 'fixtures/shop/costs.csv'], undefined],
  ['economics', [...SHOP, 'fixtures/shop/costs.csv'], undefined],
  ['economics', [...SUBSCRIPTION, 'fixtures/subscription/costs.csv'], undefined],
  ['economics', ['-'], SNAPSHOT],
  ['inspect', ['fixtures/shop/costs.csv'], undefined],
  ['explain', ['C1132', ...SHOP], undefined],
  ['explain', ['S-0062', ...SUBSCRIPTION], undefined],
  ['explain', ['S-0002', ...SUBSCRIPTION, '--retention-cost', '3'], undefined],
  ['explain', ['B', '-'], SNAPSHOT],
  ['simulate', SUBSCRIPTION, undefined],
  ['simulate', SHOP, undefined],
  ['simulate', [...SHOP, '--price', '+2%'], undefined],
  ['simulate', [...SUBSCRIPTION, '--effort', '-30%', '--programme-cost', '2000'], undefined],
  ['simulate', ['-', '--retention', '+2'], SNAPSHOT],
  ['save-list', SHOP, undefined],
  ['save-list', [...SUBSCRIPTION, '--action-cost', '5', '--budget', '50'], undefined],
  ['save-list', ['-'], SNAPSHOT],
  ['alerts', SHOP, undefined],
  ['alerts', SUBSCRIPTION, undefined],
  ['alerts', ['-'], SNAPSHOT],
  ['benchmarks', [], undefined],
  ['inspect', ['fixtures/exports/german-excel.csv', 'fixtures/exports/api.ndjson'], undefined],
  ['inspect', ['fixtures/dirty/ragged.csv', 'fixtures/dirty/unclosed-quote.csv'], undefined],
];

describe('what is printed as JSON', () => {
  test('compare is what its schema says', async () => {
    const validate = await validatorOf('compare');
    const old = await run(['score', ...SUBSCRIPTION, '--as-of', '2023-12-31', '--json', '-q']);
    const now = await run(['score', ...SUBSCRIPTION, '--json', '-q']);
    const files = { 'old.json': old.stdout, 'new.json': now.stdout };
    for (const first of ['old.json', 'new.json']) {
      const { stdout } = await run(['compare', first, 'new.json', '--json'], { files });
      expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    }
  });

  test.each(OUTPUTS)('%s %j is what its schema says', async (command, argv, stdin) => {
    const validate = await validatorOf(command);
    const { stdout } = await run([command, ...argv, '--json'], stdin === undefined ? {} : { stdin });
    const document = JSON.parse(stdout);
    expect(validate(document), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    document.surprise = 1;
    expect(validate(document)).toBe(false);
  });

  test('every schema is tried', () => {
    expect([...new Set([...OUTPUTS.map(([command]) => command), 'compare'])].sort()).toEqual([...SCHEMA_NAMES].sort());
  });
});

describe('cx-roi schema', () => {
  test('is that of score unless another command is named', async () => {
    expect((await run(['schema'])).stdout).toBe((await run(['schema', 'score'])).stdout);
    expect(JSON.parse((await run(['schema', 'effort'])).stdout).$id).toBe('urn:cx-roi:effort:1');
  });

  test('an unknown command gets a suggestion', async () => {
    const { exitCode, stderr } = await run(['schema', 'efort']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Did you mean effort?');
  });
});
