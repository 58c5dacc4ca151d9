import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ExplainReport } from '../../src/domain/explainReport.ts';
import { run, transcript } from '../support/shell.ts';

const SHOP = ['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];
const SUBSCRIPTION = ['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv'];
const env = { NO_COLOR: '1' };
const golden = (name: string) => `../cli/transcripts/${name}.txt`;
const explained = async (customer: string, ...argv: string[]): Promise<ExplainReport> =>
  JSON.parse((await run(['explain', customer, ...argv, '--json', '-q'])).stdout);

describe('explain for reading', () => {
  test.each([
    ['explain-subscription-80', ['explain', 'S-0062', ...SUBSCRIPTION, '-q'], 80],
    ['explain-subscription-40', ['explain', ...SUBSCRIPTION, '--customer', 'S-0002', '--top', '4', '-q'], 40],
    ['explain-shop-80', ['explain', 'C1132', ...SHOP, '--top', '5'], 80],
    ['explain-markdown', ['explain', 'S-0090', ...SUBSCRIPTION, '--format', 'markdown', '--top', '3', '-q'], undefined],
  ])('%s', { timeout: 60_000 }, async (name, argv, terminal) => {
    const text = await transcript(argv, terminal === undefined ? { env } : { terminal, env });
    for (const line of text.split('\n').slice(1)) {
      if (terminal !== undefined) expect([...line].length, line).toBeLessThanOrEqual(terminal);
    }
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    await expect(text).toMatchFileSnapshot(golden(name));
  });
});

describe('explain for programs', () => {
  test.each([
    ['shop', SHOP, ['C1000', 'C1132', 'C1299']],
    ['subscription', SUBSCRIPTION, ['S-0001', 'S-0062', 'S-0258']],
  ])('%s: the customer is the one that score tells, whatever is asked', { timeout: 60_000 }, async (_, files, ids) => {
    const { customers } = JSON.parse((await run(['score', ...files, '--json', '-q'])).stdout);
    for (const id of ids) {
      const row = customers.find(({ customerId }: { customerId: string }) => customerId === id);
      if (row === undefined) continue;
      const { customer, formulas } = await explained(id, ...files);
      expect(customer).toEqual(row);
      const expected = formulas.find(({ figure }) => figure === 'value.expected');
      expect(expected?.value ?? null).toBe(row.value.expected);
    }
  });

  test('every event of the timeline stands in the line that it names, in order of time', async () => {
    const { timeline, sources } = await explained('S-0062', ...SUBSCRIPTION);
    const days = timeline.map(({ at }) => at);
    expect(days).toEqual(days.slice().sort());
    const lines = new Map(SUBSCRIPTION.map((name) => [name, readFileSync(name, 'utf8').split('\n')]));
    const dated = timeline.filter(({ file }) => file !== null);
    expect(dated.map(({ what }) => what).filter((what) => what === 'contact').length).toBe(10);
    for (const { file, line, at, channel } of dated) {
      const text = lines.get(file!)![line! - 1]!;
      for (const part of ['S-0062', at, channel ?? '']) expect(text).toContain(part);
    }
    const own = [...lines].flatMap(([file, text]) =>
      text.flatMap((row, i) => (row.split(',').includes('S-0062') ? [`${file}:${i + 1}`] : [])),
    );
    expect(sources.map(({ file, line }) => `${file}:${line}`)).toEqual(own);
    expect(sources.every(({ used }) => used)).toBe(true);
  });

  test('the same whether read from a file or a pipe', async () => {
    const text = readFileSync(SUBSCRIPTION[0]!, 'utf8');
    const [file, pipe] = [
      await explained('S-0002', SUBSCRIPTION[0]!),
      await run(['explain', 'S-0002', '-', '--json', '-q'], { stdin: text }),
    ];
    const { meta: _, sources: __, timeline: ___, ...figures } = JSON.parse(pipe.stdout);
    expect(figures).toEqual(
      JSON.parse(JSON.stringify({ ...file, meta: undefined, sources: undefined, timeline: undefined })),
    );
  });

  test('csv and ndjson have a line for each formula', async () => {
    const { formulas } = await explained('S-0002', ...SUBSCRIPTION);
    const csv = await run(['explain', 'S-0002', ...SUBSCRIPTION, '--format', 'csv', '-q']);
    const ndjson = await run(['explain', 'S-0002', ...SUBSCRIPTION, '--format', 'ndjson', '-q']);
    expect(csv.stdout.trimEnd().split('\n').length).toBe(formulas.length + 1);
    expect(
      ndjson.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(formulas);
  });

  test('a gate is on the customer', async () => {
    const gate = (condition: string) => run(['explain', 'S-0062', ...SUBSCRIPTION, '-q', '--fail-on', condition]);
    expect((await gate('customer.effort.score>40')).exitCode).toBe(4);
    expect((await gate('customer.retention.now<50%')).exitCode).toBe(0);
    expect((await gate('customer.roi<0')).stderr).toContain('no retention cost is known');
  });

  test('hostile texts do no harm', async () => {
    const id = '=1+1|\u001b[31m\u202e';
    const stdin = `customer_id,occurred_at,type,topic,resolved,channel\n"${id}",2024-01-01,support,"<b>\u0007",no,__proto__\n`;
    const { stdout } = await run(['explain', id, '-', '-q'], { stdin, env });
    for (const acting of ['\u001b', '\u202e', '\u0007']) expect(stdout).not.toContain(acting);
    const { timeline } = JSON.parse((await run(['explain', id, '-', '--json', '-q'], { stdin })).stdout);
    expect(timeline[0]).toMatchObject({ channel: '__proto__', topic: '<b>\u0007' });
  });
});

describe('mistakes', () => {
  test('an unknown customer is named, with the nearest one', async () => {
    const { exitCode, stdout, stderr } = await run(['explain', 'S-O062', ...SUBSCRIPTION, '-q']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('There is no customer "S-O062"');
    expect(stderr).toMatch(/Did you mean S-\d+\?/);
  });

  test.each([
    [[], 'Which customer is to be explained?'],
    [['--customer', 'A', '--customer', 'B', 'f.csv'], 'One customer is explained at a time; 2 were named'],
  ])('explain %j', async (argv, words) => {
    const { exitCode, stderr } = await run(['explain', ...argv]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  });
});
