import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { score } from '../../src/engine/score.ts';
import { CxRoiError } from '../../src/foundation/errors.ts';
import { generatedTable } from '../support/generatedTables.ts';
import { tellingOf } from '../support/sameDataset.ts';
import { describeWithSharedData } from '../support/sharedData.ts';
import { fileSource, type ReadSettings, read } from './reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'cx-roi-engines-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What reading tells, or the error it ends in; and who read. */
async function outcomeBy(engine: 'exact' | 'duckdb', paths: readonly string[], settings: ReadSettings) {
  try {
    const outcome = await read(paths.map(fileSource), { ...settings, engine });
    return { told: tellingOf(outcome), inputs: outcome.inputs };
  } catch (error) {
    if (!(error instanceof CxRoiError)) throw error;
    const { code, message, hint, location } = error;
    return { told: { error: JSON.stringify({ code, message, hint, location }) }, inputs: [] };
  }
}

/** Reads by both engines, expects the same of both, and gives the engines that read. */
async function readByBoth(paths: readonly string[], settings: ReadSettings = {}): Promise<readonly string[]> {
  const exact = await outcomeBy('exact', paths, settings);
  const fast = await outcomeBy('duckdb', paths, settings);
  expect(fast.told, paths.join(' ')).toEqual(exact.told);
  return fast.inputs.map(({ engine }) => engine);
}

describe('DuckDB beside the exact reader', () => {
  it('gives the same of 500 generated files, and reads nearly all that are clean', async () => {
    const counts = { clean: 0, cleanByDuckDb: 0, byDuckDb: 0 };
    for (let seed = 0; seed < 500; seed++) {
      const { name, content, clean } = generatedTable(seed);
      const timezone = ['UTC', 'Europe/Berlin', 'America/New_York'][seed % 3]!;
      const [engine] = await readByBoth([written(name, content)], { timezone });
      counts.byDuckDb += Number(engine === 'duckdb');
      // Clean tables can still hold decimals that nothing decides, or contradict themselves: no engine reads them.
      counts.clean += Number(clean && engine !== undefined);
      counts.cleanByDuckDb += Number(clean && engine === 'duckdb');
    }
    expect(counts.cleanByDuckDb / counts.clean).toBeGreaterThan(0.9);
    expect(counts.byDuckDb).toBeGreaterThan(200);
  }, 240_000);

  it.each([
    ['in per cent', '1\n40\n0.8\n-3.5\n', 'duckdb'],
    ['in fractions', '1\n0.4\n0.8\n', 'duckdb'],
    ['above all of the revenue', '0.4\n120\n', 'csv-parse'],
    ['in per cent by a late cell', `${'0.8\n'.repeat(2000)}40\n`, 'duckdb'],
  ])('reads margins %s alike', async (name, cells, engine) => {
    const rows = cells
      .trim()
      .split('\n')
      .map((cell, i) => `C${i},${cell}\n`);
    const path = written(`margins ${name}.csv`, `customer_id,margin\n${rows.join('')}`);
    expect(await readByBoth([path])).toEqual([engine]);
  });

  it('leaves prices by the period to the exact reader', async () => {
    const header =
      'Customer ID,Plan,Quantity,Interval,Amount,Status,Start Date (UTC),Current Period End (UTC),Ended At (UTC)';
    const path = written('subscriptions.csv', `${header}\nc1,p,2,year,120.00,active,2024-01-05,2025-01-05,\n`);
    expect(await readByBoth([path])).toEqual(['csv-parse']);
  });

  it('gives the same of every fixture', async () => {
    for (const path of filesIn('fixtures')) await readByBoth([path]);
    const engines = await readByBoth(['fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv']);
    expect(engines).toEqual(['duckdb', 'duckdb']);
    await readByBoth(['fixtures/subscription/customers.csv', 'fixtures/subscription/interactions.csv']);
  }, 120_000);

  it('scores what it read as the exact reader does', async () => {
    for (const folder of ['shop', 'subscription']) {
      const sources = ['customers', 'interactions'].map((name) => fileSource(`fixtures/${folder}/${name}.csv`));
      const [exact, fast] = await Promise.all(
        (['exact', 'duckdb'] as const).map(async (engine) => {
          const { dataset } = await read(sources, { engine });
          const { customers, ...rest } = score(dataset, DEFAULT_OPTIONS);
          return JSON.stringify([rest, [...customers]]);
        }),
      );
      expect(fast).toBe(exact);
    }
  });

  it('compares ids among the files of one layout', async () => {
    const log = (from: number, rows: number) =>
      `order_id,customer_id,date,amount\n${Array.from({ length: rows }, (_, i) => `${from + i},C${i % 5},2024-01-0${1 + (i % 9)},${i}.50\n`).join('')}`;
    const january = written('january.csv', log(1, 50));
    const february = written('february.csv', log(51, 50));
    const overlapping = written('overlapping.csv', log(100, 50));
    expect(await readByBoth([january, february])).toEqual(['duckdb', 'duckdb']);
    expect(await readByBoth([january, february, overlapping])).toEqual([]);
    const repeated = written('repeated.csv', log(51, 50).replace('51,C0', '51,C9'));
    expect(await readByBoth([february, repeated])).toEqual([]);
    expect(await readByBoth([january, written('again.csv', log(1, 50))])).toEqual(['csv-parse', 'csv-parse']);
  });

  it.each([
    ['customer', 'customer_id,date,amount\nC1,2024-01-01,5.00\nNULL,2024-02-01,6.00\nNULL,2024-02-02,6.00\n'],
    ['customer of a list', 'customer_id,segment,mrr\nC1,a,5.00\n#N/A,b,6.00\n'],
    [
      'order',
      'id,order_id,customer_id,date,amount\n1,O1,C1,2024-01-01,5.00\n2,\\N,C2,2024-02-01,6.00\n3,\\N,C2,2024-02-02,6.00\n',
    ],
    ['case', 'case_id,customer_id,date,topic\nK1,C1,2024-01-01,x\nnull,C2,2024-02-01,x\nnull,C3,2024-02-01,x\n'],
    [
      'guest',
      'customer_id,email,date,amount\n1,a@x.com,2024-01-05,5.00\n0,b@x.com,2024-01-06,6.00\n0,c@x.com,2024-01-07,7.00\n',
    ],
    ['referrer', 'customer_id,referred_by,mrr\nC1,-,5.00\nC2,C1,6.00\n'],
  ])('takes a word for nothing for no id of a %s', async (_, content) => {
    await readByBoth([written('nothing.csv', content)]);
  });

  it.each([
    '20240215103000',
    '202402151030',
    '1708000000000',
    '7258118400000',
    '1708000000',
    '7258118400',
    '1/0/1900',
  ])('reads %s for the same time', async (text) => {
    await readByBoth([written('times.csv', `customer_id,date,amount\nA,${text},5.00\nB,${text},6.00\n`)]);
    const mixed = `customer_id,date,amount\nA,1708000000000,5.00\nB,1708000000001,6.00\nC,${text},6.00\n`;
    await readByBoth([written('mixed.csv', mixed)]);
  });

  it('leaves files of another layout to DuckDB when one is not plain', async () => {
    const orders = written(
      'orders.csv',
      'order_id,customer_id,date,amount\n1,C1,2024-01-01,5.00\n2,C2,2024-02-01,6.00\n',
    );
    const people = written('people.csv', 'customer_id,segment,mrr\nC1,a,5.00\nC2,b,€ 6.00\n');
    expect(await readByBoth([orders, people])).toEqual(['duckdb', 'csv-parse']);
  });

  it('says why a file was read exactly', async () => {
    const text = 'customer_id,date,amount\nC1,2024-01-01,5.00\nC2,2024-02-01,6.00\n';
    const reason = async (path: string, settings: ReadSettings) =>
      (await read([fileSource(path)], settings)).inputs.map(({ engine, engineBecause }) => [engine, engineBecause])[0];
    const plain = written('plain.csv', text);
    expect(await reason(plain, {})).toEqual(['csv-parse', 'the file is small']);
    expect(await reason(plain, { engine: 'exact' })).toEqual(['csv-parse', 'asked for']);
    expect(await reason(plain, { engine: 'duckdb' })).toEqual(['duckdb', 'large and plain']);
    const packed = written('packed.csv', gzipSync(text));
    expect(await reason(packed, { engine: 'duckdb' })).toEqual(['csv-parse', 'it is packed']);
    const wild = written('[a-z]*.csv', text);
    expect(await reason(wild, { engine: 'duckdb' })).toEqual(['csv-parse', 'its name holds wildcards']);
    const signs = written('signs.csv', text.replace('6.00', '$6.00'));
    expect(await reason(signs, { engine: 'duckdb' })).toEqual([
      'csv-parse',
      'a cell of "amount" is not of its plain forms',
    ]);
  });

  it('leaves days that count as blank, and only them, to the exact reader', async () => {
    const header = 'customer_id,date,amount';
    const rows = Array.from({ length: 30 }, (_, i) => `C${i % 7},2024-01-${10 + (i % 20)} 10:00:00,${i}.50`);
    const readWith = (time: string, timezone = 'UTC') =>
      readByBoth([written('blank.csv', `${[header, ...rows, `C1,${time},5.00`].join('\n')}\n`)], { timezone });
    for (const blank of ['1970-01-01', '1970-01-01 00:00:00', '1970-01-01T02:00:00+02:00', '1900-01-01']) {
      expect(await readWith(blank), blank).toEqual(['csv-parse']);
    }
    expect(await readWith('1970-01-01 00:00:00', 'America/New_York')).toEqual(['csv-parse']);
    for (const day of ['1970-01-02', '1969-12-31', '1970-01-01 00:00:01'])
      expect(await readWith(day), day).toEqual(['duckdb']);
  });

  it('reads columns whose header stands twice where nothing is read of them', async () => {
    const text = 'customer_id,date,amount,Labels,Labels\nC1,2024-01-01,5.00,a,\nC2,2024-01-02,5.00,a,b\n';
    expect(await readByBoth([written('labels.csv', text)])).toEqual(['duckdb']);
    expect(await readByBoth([written('labels.csv', text)], { map: { topic: 'Labels' } })).toEqual([]);
  });

  it('leaves a guest without an id to the exact reader', async () => {
    const text = 'customer_id,email,date,amount\nC1,,2024-01-01,5.00\n,guest@x.example,2024-01-02,5.00\n';
    expect(await readByBoth([written('guest.csv', text)])).toEqual(['csv-parse']);
  });

  it('takes the zone that a header names', async () => {
    const text = 'customer_id,topic,Call date (America/New_York)\nC1,x,2024-01-01 10:00:00\nC2,x,2024-07-02 10:00:00\n';
    expect(await readByBoth([written('zone.csv', text)])).toEqual(['duckdb']);
  });

  it('reads billing periods, and leaves words that are none to the exact reader', async () => {
    const rows = ['month', 'Yearly', 'P3M', 'every 2 weeks', ''].map(
      (cell, i) => `C${i},2024-01-0${i + 1},5.00,${cell}\n`,
    );
    const log = written('billing.csv', `customer_id,date,amount,interval\n${rows.join('')}`);
    expect(await readByBoth([log])).toEqual(['duckdb']);
    const customers = written('billed.csv', 'customer_id,mrr,Billing cycle\nC1,5.00,annual\nC2,6.00,\n');
    expect(await readByBoth([customers])).toEqual(['duckdb']);
    const once = written('once.csv', `customer_id,date,amount,interval\n${rows.join('')}C9,2024-01-09,5.00,once\n`);
    expect(await readByBoth([once])).toEqual(['csv-parse']);
  });

  it('reads a path with quotes and spaces', async () => {
    const path = written('it\'s a "file" ; DROP TABLE x --.csv', 'customer_id,date,amount\nC1,2024-01-01,5.00\n');
    expect(await readByBoth([path])).toEqual(['duckdb']);
  });

  it('leaves no folder behind', async () => {
    const one = written('one.csv', 'customer_id,date,amount\nC1,2024-01-01,5.00\n');
    const own = mkdtempSync(join(folder, 'temporary-'));
    vi.stubEnv('TMPDIR', own);
    expect(await readByBoth([one])).toEqual(['duckdb']);
    expect(readdirSync(own)).toEqual([]);
    vi.unstubAllEnvs();
  });
});

describeWithSharedData('DuckDB and the shared data', () => {
  it('gives the same of every file', async () => {
    for (const path of filesIn(fileURLToPath(new URL('../../../shared/data', import.meta.url)))) {
      // Hundreds of JSON files are nothing to DuckDB.
      if (!path.includes('json-suite')) await readByBoth([path]);
    }
  }, 300_000);
});

/** Files of tables in a folder and those below it. */
function filesIn(path: string): string[] {
  return readdirSync(path)
    .map((name) => join(path, name))
    .flatMap((file) =>
      statSync(file).isDirectory() ? filesIn(file) : /\.(csv|tsv|json|ndjson)$/.test(file) ? [file] : [],
    );
}
