import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { simulateSchema } from '../../src/renderers/simulateSchema.ts';
import { run, transcript } from '../support/shell.ts';

const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];
const TENURES = [
  'customer_id,tenure_months,churned,mrr',
  ...Array.from({ length: 60 }, (_, i) => `C${i},${1 + (i % 24)},${i % 4 === 0 ? 'yes' : 'no'},10`),
].join('\n');
const BOARD = [
  '--scenario',
  'Bills: effort-topic=billing=-50%, programme-cost=1500',
  '--scenario',
  'Longer: retention=+2',
  '--programme-years',
  '3',
];
const FLOWS = `scenarios:
  - name: Published
    cashFlows:
      costs: [53150, 666715, 636772, 647783]
      benefits: [0, 1606511, 3061331, 4229760]
`;
const env = { NO_COLOR: '1' };
const golden = (name: string) => `transcripts/${name}.txt`;
const outputPage = readFileSync(new URL('../../docs/output.md', import.meta.url), 'utf8');
const validate = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false }).compile(
  simulateSchema(),
);

async function json(argv: readonly string[], shell = {}) {
  const { stdout, exitCode, stderr } = await run(['simulate', ...argv, '--json', '-q'], shell);
  expect(exitCode, stderr).toBe(0);
  expect(stdout).not.toMatch(/NaN|Infinity/);
  return JSON.parse(stdout);
}

describe('simulate', () => {
  test.each([
    ['simulate-subscription-80', [...SUBSCRIPTION, ...BOARD], 80],
    ['simulate-subscription-40', [...SUBSCRIPTION, '--retention', '+5', '--programme-cost', '2000', '-q'], 40],
    ['simulate-shop-80', [...SHOP, '--effort', '-30%', '--price', '+2%', '-q'], 80],
    ['simulate-markdown', [...SUBSCRIPTION, ...BOARD, '--format', 'markdown', '-q'], undefined],
    ['simulate-csv', [...SUBSCRIPTION, ...BOARD, '--format', 'csv'], undefined],
  ])('%s', async (name, argv, terminal) => {
    const text = await transcript(['simulate', ...argv], terminal === undefined ? { env } : { terminal, env });
    for (const line of text.split('\n').slice(1)) {
      if (terminal !== undefined) expect([...line].length, line).toBeLessThanOrEqual(terminal);
    }
    await expect(text).toMatchFileSnapshot(golden(name));
  });

  test('simulate-flows: the published case needs no data', async () => {
    const shell = { files: { 'board.yaml': FLOWS }, terminal: 80, env };
    await expect(await transcript(['simulate', '--scenarios', 'board.yaml'], shell)).toMatchFileSnapshot(
      golden('simulate-flows'),
    );
    const { simulate } = await json(['--scenarios', 'board.yaml'], shell);
    const { costs, benefits, npv, roi } = simulate.scenarios[0].programme;
    expect([costs, benefits, npv, 100 * roi].map(Math.round)).toEqual([1_672_201, 7_168_371, 5_496_170, 329]);
  });

  test('simulate-snapshot: what these data cannot tell is said', async () => {
    const argv = ['simulate', '-', '--effort', '-30%', '--scenario', 'longer: retention=+2', '--margin', '60%'];
    await expect(await transcript(argv, { stdin: TENURES, terminal: 80, env })).toMatchFileSnapshot(
      golden('simulate-snapshot'),
    );
  });
});

describe('simulate for programs', () => {
  test.each([
    ['subscribers', [...SUBSCRIPTION, ...BOARD]],
    ['a shop, without a scenario', SHOP],
    ['a shop on the data alone', [...SHOP, '--prior', 'none', '--effort', '-50%', '--programme-cost', '10']],
  ])('%s: every name is in docs/output.md, every figure in the schema', async (_, argv) => {
    const result = await json(argv);
    expect(result).toMatchObject({ schemaVersion: '1', meta: { command: 'simulate' } });
    expect(validate(result.simulate), JSON.stringify(validate.errors)).toBe(true);
    const names = new Set<string>();
    JSON.stringify(result.simulate, (name, value) => {
      if (name !== '' && !/^\d+$/.test(name)) names.add(name);
      return name === 'reasons' ? {} : value;
    });
    expect([...names].filter((name) => !outputPage.includes(`\`${name}\``))).toEqual([]);
  });

  test('csv has a row and ndjson a line for each scenario', async () => {
    const argv = ['simulate', ...SUBSCRIPTION, ...BOARD, '-q'];
    const [header, ...rows] = (await run([...argv, '--format', 'csv'])).stdout.trimEnd().split('\n');
    expect(rows.map((row) => row.split(',')[0])).toEqual(['Bills', 'Longer']);
    expect(header).toContain('net_change,net_change_low,net_change_high,net_change_grade');
    const lines = (await run([...argv, '--format', 'ndjson'])).stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).name)).toEqual(['Bills', 'Longer']);
  });

  test('the same seed gives the same bytes, whatever the order of the rows', async () => {
    const [header, ...rows] = TENURES.split('\n');
    const turned = [header, ...rows.reverse()].join('\n');
    const argv = ['simulate', '-', '--retention', '+3', '--programme-cost', '10', '--format', 'csv', '-q'];
    const { stdout } = await run(argv, { stdin: TENURES });
    expect((await run(argv, { stdin: turned })).stdout).toBe(stdout);
    expect((await run([...argv, '--seed', '2'], { stdin: TENURES })).stdout).not.toBe(stdout);
  });

  test('flags are a scenario of their own, and their programme holds for the others too', async () => {
    const argv = ['-', '--retention', '+1', '--programme-cost', '9', '--scenario', 'two: retention=+2'];
    const { simulate, meta } = await json(argv, { stdin: TENURES });
    expect(simulate.scenarios.map(({ programme }: { programme: { costs: number } }) => programme.costs)).toEqual([
      9, 9,
    ]);
    expect(meta.options.scenarios).toEqual([
      { name: 'retention=+1', given: ['retention=+1', 'programme-cost=9'] },
      { name: 'two', given: ['retention=+2', 'programme-cost=9'] },
    ]);
  });

  test('hostile names are shown and harmless', async () => {
    const argv = ['simulate', '-', '--scenario', '@cmd\u202e: retention=+1', '-q'];
    const { stdout } = await run([...argv, '--format', 'csv'], { stdin: TENURES });
    expect(stdout).toContain("\n'@cmd\\u202e,");
    expect((await run(argv, { stdin: TENURES, env })).stdout).not.toContain('\u202e');
  });
});

describe('mistakes', () => {
  test.each([
    [['--effort', 'lots'], 'effort: "lots" is not a change'],
    [['--scenario', 'a: efort=-5%'], 'there is no lever "efort"'],
    [['--scenario', 'a: effort=-5%', '--scenario', 'a: effort=-6%'], 'Two scenarios are called "a"'],
    [['--scenarios', 'none.yaml'], 'none.yaml: error: No such file or folder'],
    [['--effort-topic', 'biling=-5%'], 'there is no topic "biling"'],
  ])('%j is refused', async (argv, words) => {
    const { exitCode, stdout, stderr } = await run(['simulate', ...SUBSCRIPTION, ...argv, '-q']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(words);
  });
});
