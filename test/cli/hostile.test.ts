import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { isNoId } from '../../src/readers/text.ts';
import { run } from '../support/shell.ts';

const list = new URL('../../../shared/data/naughty/blns.json', import.meta.url);
const naughty = (() => {
  try {
    return JSON.parse(readFileSync(list, 'utf8')) as string[];
  } catch {
    return null;
  }
})();

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const csv = (rows: readonly (readonly string[])[]) => `${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`;
const table = (name: string) =>
  parse(readFileSync(new URL(`../../fixtures/subscription/${name}.csv`, import.meta.url)), {}) as string[][];

/** Usable as ids: what is left of each string when blanks around it are gone and what is not a word for nothing, in
 *  code-unit order, each once. */
const texts = [
  ...new Set((naughty ?? []).map((text) => text.replace(/\p{Cs}/gu, '\ufffd').trim()).filter((text) => !isNoId(text))),
].sort((a, b) => (a < b ? -1 : 1));
const plain = (i: number) => `N${String(i).padStart(4, '0')}`;

type Rename = (text: string, column: string) => string;
const renamed = (rows: string[][], rename: Rename) => {
  const [header = [], ...body] = rows;
  return csv([header, ...body.map((row) => row.map((cell, i) => rename(cell, header[i]!)))]);
};

/** Scores without the words that were renamed: they must be the same whatever the customers are called. */
async function scoresOf(rename: Rename, extraHeaders: readonly string[] = []) {
  const [header = [], ...body] = table('customers');
  const wide = [[...header, ...extraHeaders], ...body.map((row) => [...row, ...extraHeaders.map(() => 'x')])];
  const files = { 'c.csv': renamed(wide, rename), 'i.csv': renamed(table('interactions'), rename) };
  const { exitCode, stdout, stderr } = await run(['score', 'c.csv', 'i.csv', '--json'], { files });
  expect(exitCode, stderr).toBe(0);
  const { customers, portfolio } = JSON.parse(stdout);
  const figures = customers.map(({ customerId: _, segment: __, ...rest }: Record<string, unknown>) => rest);
  const shown = await run(['score', 'c.csv', 'i.csv', '--top', '400', '--color'], { files, terminal: 120 });
  return { figures, portfolio, stdout, shown: shown.stdout + shown.stderr };
}

/** Gives each text of a column, in order, the next of the new names, so that the order of customers stays. */
function valuesOf(groups: readonly { readonly key: string | null }[]): readonly string[] {
  return groups.map(({ key: _, ...values }) => JSON.stringify(values)).sort();
}

function renaming(column: string, values: readonly string[], names: (i: number) => string): Rename {
  const places = new Map([...new Set(values)].sort((a, b) => (a < b ? -1 : 1)).map((value, i) => [value, i]));
  return (text, at) => (at === column && places.has(text) ? names(places.get(text)!) : text);
}

describe.skipIf(naughty === null)(`naughty strings${naughty === null ? ' (skipped: no shared data)' : ''}`, () => {
  const ids = table('customers')
    .slice(1)
    .map((row) => row[0]!);
  let expected: Awaited<ReturnType<typeof scoresOf>>;
  beforeAll(async () => {
    expected = await scoresOf((text) => text);
  });

  test.each([0, texts.length - ids.length])('as ids (from the %ith) leave every score as it is', async (from) => {
    const { figures, portfolio, shown, stdout } = await scoresOf(renaming('customer_id', ids, (i) => texts[from + i]!));
    expect(figures).toEqual(expected.figures);
    expect(portfolio).toEqual(expected.portfolio);
    expect(stripVTControlCharacters(shown)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069](?<!\n)/u);
    expect(stdout).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069](?<!\n)/u);
  });

  test.each(['topic', 'channel', 'agent', 'case_id', 'segment'])('as %s leave every score as it is', async (column) => {
    const values = [table('customers'), table('interactions')].flatMap(([header = [], ...body]) =>
      header.includes(column) ? body.map((row) => row[header.indexOf(column)]!) : [],
    );
    const used = values.filter((value) => value !== '');
    const bad = (i: number) => texts[i % texts.length]! + Math.floor(i / texts.length);
    const [hostile, harmless] = await Promise.all([bad, plain].map((names) => scoresOf(renaming(column, used, names))));
    expect(hostile!.figures).toEqual(harmless!.figures);
    const { bySegment, economics, ...portfolio } = harmless!.portfolio;
    const { groups, ...whole } = economics;
    expect(hostile!.portfolio).toMatchObject({ ...portfolio, economics: whole });
    // Segments stand in the order of their names, so other names bring another order.
    expect(valuesOf(hostile!.portfolio.bySegment)).toEqual(valuesOf(bySegment));
    expect(valuesOf(hostile!.portfolio.economics.groups)).toEqual(valuesOf(groups));
  });

  test('as headers of columns that nobody asked for change nothing', async () => {
    const headers = texts.map((text) => `${text} ~`);
    const { figures } = await scoresOf((text) => text, headers);
    expect(figures).toEqual(expected.figures);
  });

  test('never reach a prototype', () => {
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a customer like any other', async (id) => {
  const files = { 'a.csv': `customer_id,segment,date,amount\n${id},${id},2024-01-05,10\nC2,${id},2024-02-05,20\n` };
  const { stdout } = await run(['score', 'a.csv', '--json'], { files });
  const { customers } = JSON.parse(stdout);
  const found = customers.find((customer: { customerId: string }) => customer.customerId === id);
  expect(found).toMatchObject({ segment: id, revenue: { net: 10 } });
});
