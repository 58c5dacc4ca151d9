import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HOSTILE } from '../support/result.ts';
import { run, transcript } from '../support/shell.ts';

const SHOP = ['customers', 'interactions', 'costs'].map((name) => `fixtures/shop/${name}.csv`);
const SUBSCRIPTION = ['customers', 'interactions', 'costs', 'plan-changes'].map(
  (name) => `fixtures/subscription/${name}.csv`,
);
const env = { NO_COLOR: '1' };
const outputPage = readFileSync(new URL('../../docs/output.md', import.meta.url), 'utf8');

describe('economics for reading', () => {
  test.each([
    ['economics-subscription-80', ['economics', ...SUBSCRIPTION], 80],
    ['economics-shop-40', ['economics', ...SHOP, '-q'], 40],
    ['economics-without-costs', ['economics', SHOP[1]!, '-q'], 80],
    ['economics-markdown', ['economics', ...SUBSCRIPTION, '--format', 'markdown', '-q'], 80],
    ['economics-csv', ['economics', ...SHOP, '--format', 'csv'], 80],
    ['inspect-ledger', ['inspect', SHOP[2]!], 80],
  ])('%s', async (name, argv, terminal) => {
    const text = await transcript(argv, { terminal, env });
    if (!argv.includes('csv') && !argv.includes('markdown')) {
      for (const line of text.split('\n').slice(1)) expect([...line].length, line).toBeLessThanOrEqual(terminal);
    }
    await expect(text).toMatchFileSnapshot(`transcripts/${name}.txt`);
  });

  test('a channel’s name cannot act on the terminal or the spreadsheet', async () => {
    const quoted = `"${HOSTILE.replaceAll('"', '""')}"`;
    const customers = [
      'customer_id,created_at,mrr,acquisition_channel',
      `a,2024-01-05,10,${quoted}`,
      'b,2024-01-06,10,x',
    ];
    const files = {
      'c.csv': `${customers.join('\n')}\n`,
      'l.csv': 'date,category,amount\n2024-01-31,acquisition,10\n',
    };
    const read = await run(['economics', 'c.csv', 'l.csv', '-q'], { files, terminal: 80, env });
    const acts = (character: string) => character === '\u202e' || (character < ' ' && character !== '\n');
    expect([...read.stdout].filter(acts)).toEqual([]);
    const csv = await run(['economics', 'c.csv', 'l.csv', '-q', '--format', 'csv'], { files });
    expect(csv.stdout).toContain(`channel,"'=cmd|`);
  });
});

describe('economics for programs', () => {
  const json = async (argv: readonly string[]) => JSON.parse((await run([...argv, '--json', '-q'])).stdout);

  test('have every name in docs/output.md, no figure that is none, and the schema’s version', async () => {
    const { stdout } = await run(['economics', ...SUBSCRIPTION, '--json', '-q']);
    const { economics, meta, schemaVersion } = JSON.parse(stdout);
    expect({ schemaVersion, command: meta.command }).toEqual({ schemaVersion: '1', command: 'economics' });
    expect(meta.inputs.map(({ kind }: { kind: string }) => kind)).toEqual([
      ...['customers', 'interactions', 'costs', 'interactions'],
    ]);
    for (const name of namesIn(economics)) expect(outputPage).toContain(`\`${name}\``);
    expect(stdout).not.toMatch(/NaN|Infinity/);
  });

  test('are what score carries', async () => {
    const alone = await json(['economics', ...SHOP]);
    const { portfolio } = await json(['score', ...SHOP, '--top', '1', '--no-backtest']);
    expect(portfolio.economics).toEqual(alone.economics);
    expect(portfolio.reasons['economics.referral.value']).toBe(alone.reasons['referral.value']);
  });

  test('do not depend on the order of files, and a ledger told is the ledger recognised', async () => {
    const { economics } = await json(['economics', ...SHOP]);
    expect((await json(['economics', ...[...SHOP].reverse()])).economics).toEqual(economics);
    expect((await json(['economics', SHOP[0]!, SHOP[1]!, '--ledger', SHOP[2]!])).economics).toEqual(economics);
  });

  test('have a row for all and one for each group in csv and ndjson', async () => {
    const { economics } = await json(['economics', ...SHOP]);
    const ndjson = (await run(['economics', ...SHOP, '--format', 'ndjson', '-q'])).stdout.trimEnd().split('\n');
    expect(ndjson.length).toBe(1 + economics.groups.length);
    const { by, grades, reasons: _, key, ...whole } = JSON.parse(ndjson[0]!);
    expect({ by, key, cac: grades.cac }).toEqual({ by: 'all', key: null, cac: 'observed' });
    expect(whole).toEqual(economics.whole);
    const csv = (await run(['economics', ...SHOP, '--format', 'csv', '-q'])).stdout.trimEnd().split('\n');
    expect(csv.length).toBe(ndjson.length + 1);
  });
});

/** Every member name of a JSON value but those of open records. */
function* namesIn(value: unknown): Iterable<string> {
  if (value === null || typeof value !== 'object') return;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value)) yield name;
    if (name !== 'grades' && name !== 'reasons') yield* namesIn(member);
  }
}
