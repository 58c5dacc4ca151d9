import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { parseCsv } from '../../src/readers/csv.ts';
import { sniffDialect } from '../../src/readers/sniff.ts';

const home = dirname(createRequire(import.meta.url).resolve('csv-spectrum'));
const NAMES = readdirSync(join(home, 'csvs')).map((name) => name.replace(/\.csv$/, ''));

type Row = Readonly<Record<string, string>>;

/** The records of a text by their headers, with nothing about it known beforehand, in pieces of some size. */
async function rowsOf(bytes: Buffer, pieceBytes: number): Promise<Row[]> {
  const dialect = sniffDialect(bytes.toString(), {}, () => 0);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, i) =>
    bytes.subarray(i * pieceBytes, (i + 1) * pieceBytes),
  );
  const rows: Row[] = [];
  const record = (cells: readonly string[]) =>
    void rows.push(Object.fromEntries(dialect.header.map((header, i) => [header, cells[i]!])));
  await parseCsv(Readable.from(pieces), dialect, { record }, 'spectrum.csv');
  return rows;
}

it('csv-spectrum has at least its eleven cases', () => expect(NAMES.length).toBeGreaterThanOrEqual(11));

it.each(NAMES)('csv-spectrum: %s', async (name) => {
  const read = (folder: string, ending: string) => readFileSync(join(home, folder, `${name}.${ending}`));
  const expected = [JSON.parse(read('json', 'json').toString()) as Row | Row[]].flat();
  // The package's own answer has another telephone number than its question.
  if (name === 'location_coordinates') expected[0] = { ...expected[0], 'Contact Phone Number': '2095257564' };
  for (const pieceBytes of [1, 7, 1 << 16]) expect(await rowsOf(read('csvs', 'csv'), pieceBytes)).toEqual(expected);
});
