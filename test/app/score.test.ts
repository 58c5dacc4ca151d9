import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { resultSchema } from '../../src/renderers/scoreSchema.ts';
import { run, transcript } from '../support/shell.ts';

const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];
const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url));
const csvOf = async (files: readonly string[], stdin?: Uint8Array) => {
  const argv = ['score', ...files, '--format', 'csv', '--quiet'];
  return (await run(argv, stdin === undefined ? {} : { stdin })).stdout;
};
const formats = { date: (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) };
const validate = new Ajv({ allowUnionTypes: true, formats }).compile(resultSchema());

describe.each([
  ['the shop', SHOP, 'fixtures/shop/shop.json'],
  ['the subscription', SUBSCRIPTION, 'fixtures/subscription/subscription.json'],
])('%s', (_, csvFiles, jsonFile) => {
  test('gives the same bytes by every road', async () => {
    const expected = await csvOf(csvFiles);
    expect(expected.split('\n').length).toBeGreaterThan(300);
    expect(await csvOf([...csvFiles].reverse())).toBe(expected);
    expect(await csvOf([jsonFile])).toBe(expected);
    expect(await csvOf([], read(jsonFile))).toBe(expected);
    expect(await csvOf(['-'], gzipSync(read(jsonFile)))).toBe(expected);
    expect(await csvOf(['--customers', csvFiles[0]!, '--interactions', csvFiles[1]!])).toBe(expected);
  });

  test.each([
    [[]],
    [['--fields', 'value,roi', '--top', '3']],
    [['--sort', '-effort', '--filter', 'effort>10']],
  ])('validates against the JSON Schema with %j', async (options) => {
    const { stdout } = await run(['score', ...csvFiles, '--json', ...options]);
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors?.slice(0, 5))).toBe(true);
  });

  test('has the same customers in every format', async () => {
    const { customers } = JSON.parse((await run(['score', jsonFile, '--json'])).stdout);
    const ndjson = (await run(['score', jsonFile, '--format', 'ndjson'])).stdout;
    expect(
      ndjson
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(customers);
    for (const format of ['csv', 'tsv']) {
      const { stdout } = await run(['score', jsonFile, '--format', format]);
      const ids = stdout
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(/[,\t]/)[0]);
      expect(ids).toEqual(customers.map((customer: { customerId: string }) => customer.customerId));
    }
  });

  test('has no figure that is NaN or infinite, and a reason for every one that is null', async () => {
    const { stdout } = await run(['score', jsonFile, '--json']);
    expect(stdout).not.toMatch(/NaN|Infinity/);
    for (const { reasons, ...customer } of JSON.parse(stdout).customers) {
      for (const path of nullFigures(customer)) expect(Object.keys(reasons), path).toContain(path);
    }
  });
});

/** Paths of the numbers that are null, where the contract wants a reason. */
function nullFigures(customer: Record<string, unknown>, prefix = ''): string[] {
  return Object.entries(customer).flatMap(([key, value]) => {
    const path = `${prefix}${key}`;
    if (value === null) return ['segment', 'revenue.firstAt', 'revenue.lastAt'].includes(path) ? [] : [path];
    return typeof value === 'object' ? nullFigures(value as Record<string, unknown>, `${path}.`) : [];
  });
}

describe('transcripts', () => {
  test.each([
    ['shop-80', ['score', ...SHOP], 80],
    ['subscription-40', ['score', ...SUBSCRIPTION, '--top', '5', '--margin-includes-service'], 40],
    ['subscription-markdown', ['score', ...SUBSCRIPTION, '--format', 'markdown', '--top', '3'], 80],
    [
      'shop-fields',
      ['score', ...SHOP, '--fields', 'customerId,effort', '--sort', '-effort', '--top', '5', '--quiet'],
      80,
    ],
  ])('%s', async (name, argv, terminal) => {
    const env = { NO_COLOR: '1' };
    await expect(await transcript(argv, { terminal, env })).toMatchFileSnapshot(`../cli/transcripts/${name}.txt`);
  });
});

describe('files', () => {
  const files = { 'old.csv': 'mine' };

  test('are written with the result, the summary and the rejects', async () => {
    const argv = [
      'score',
      SHOP[0]!,
      '--format',
      'csv',
      '-o',
      'out.csv',
      '--summary',
      'sum.json',
      '--rejects',
      'bad.csv',
    ];
    const { exitCode, stdout, written } = await run(argv);
    expect({ exitCode, stdout, names: [...written.keys()] }).toEqual({
      exitCode: 0,
      stdout: '',
      names: ['bad.csv', 'out.csv', 'sum.json'],
    });
    expect(written.get('bad.csv')).toBe('file,line,column,header,value,code,message\n');
    expect(JSON.parse(written.get('sum.json')!)).not.toHaveProperty('customers');
  });

  test('that exist are refused before anything is read, unless forced', async () => {
    const refused = await run(['score', 'nowhere-to-be-read.csv', '-o', 'old.csv'], {
      files: { ...files, 'nowhere-to-be-read.csv': '' },
    });
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('old.csv: error: The file exists already.');
    const forced = await run(['score', SHOP[0]!, '-o', 'old.csv', '--force', '--json'], { files });
    expect(JSON.parse(forced.written.get('old.csv')!).schemaVersion).toBe('1');
  });
});
