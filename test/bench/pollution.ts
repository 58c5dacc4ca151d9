import { Readable } from 'node:stream';
import { DEFAULT_READ_OPTIONS } from '../../src/domain/reading.ts';
import { CxRoiError } from '../../src/foundation/errors.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { parseCsv } from '../../src/readers/csv.ts';
import { Ledger } from '../../src/readers/ledger.ts';
import { lookAt } from '../../src/readers/look.ts';
import { RawInput } from '../../src/readers/raw.ts';

/**
 * How well the structure of a table survives what happens to files on their way: one clean table of our own, polluted
 * in many ways. A variant counts when the delimiter, the header and all cells of the rows it left alone are read.
 */
export interface Variant {
  readonly kind: string;
  readonly text: string;
  /** Rows that the pollution itself changed, which may be read in any way. */
  readonly touched: ReadonlySet<number>;
}

const HEADER = ['customer_id', 'order date', 'type', 'amount', 'topic', 'remark'];
const ROWS = 30;

/** Cells of the clean table; some hold delimiters, quotes and line breaks. */
export const CLEAN: readonly (readonly string[])[] = Array.from({ length: ROWS }, (_, i) => [
  `C${100 + i}`,
  `2024-0${1 + (i % 9)}-${10 + i}`,
  i % 5 === 0 ? 'ticket' : 'purchase',
  `${i * 7}.${10 + i}`,
  ['billing', 'delivery', 'size, colour', 'late'][i % 4]!,
  i % 6 === 5 ? `said "no"\nthen yes ${i}` : `remark ${i}`,
]);

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const write = (rows: readonly (readonly string[])[], end = '\n', cell = quoted) =>
  rows.map((row) => row.map(cell).join(',') + end).join('');

const NONE: ReadonlySet<number> = new Set();

/** Every variant, in a fixed order. */
export function variants(): Variant[] {
  const lines = CLEAN.map((row) => write([row]));
  const head = write([HEADER]);
  const withLine = (index: number, line: string) => head + lines.map((old, i) => (i === index ? line : old)).join('');
  const all: Variant[] = [];
  const add = (kind: string, text: string, touched: ReadonlySet<number> = NONE) => all.push({ kind, text, touched });

  lines.forEach((line, row) => {
    for (let at = 0; at < line.length - 1; at++) {
      add('stray quote', withLine(row, `${line.slice(0, at)}"${line.slice(at)}`), new Set([row]));
      if (line[at] === ',') {
        add('missing separator', withLine(row, line.slice(0, at) + line.slice(at + 1)), new Set([row]));
        add('extra separator', withLine(row, `${line.slice(0, at)},${line.slice(at)}`), new Set([row]));
      }
    }
    add('wider row', withLine(row, `${line.slice(0, -1)},one,two more\n`), new Set([row]));
  });
  addWholeFiles(add, head, lines);
  return all;
}

function addWholeFiles(
  add: (kind: string, text: string, touched?: ReadonlySet<number>) => void,
  head: string,
  lines: readonly string[],
): void {
  const clean = head + lines.join('');
  const random = new SeededRandom(5);
  for (let run = 0; run < 20; run++) {
    const mixed = lines.map((line) => (random.uniform() < 0.5 ? line : line.replace(/\n$/, '\r\n')));
    add('changed line ends', head + mixed.join(''));
    const title = ['Sales report', '# exported 2024-05-01', 'Region:,North', '"Period, from";"to"', ''];
    const preamble = Array.from({ length: 1 + random.below(6) }, () => title[random.below(title.length)]);
    add('preamble', `${preamble.join('\n')}\n${clean}`);
    const feet = ['Total,,,1234.5,,', 'Grand total', 'Confidential - internal use', '', '24 rows'];
    const footer = Array.from({ length: 1 + random.below(4) }, () => feet[random.below(feet.length)]);
    add('footer', `${clean}${footer.join('\n')}\n`);
    add('multi-row header', `Customer,,Order,,,${'x'.repeat(run)}\n${clean}`);
    add('multi-row header', `${head}text,date,word,EUR,word,text${run}\n${lines.join('')}`);
    const trailing = ','.repeat(1 + (run % 4));
    const ended = (text: string) => text.replace(/\n$/, `${trailing}\n`);
    add('trailing separators', head + lines.map(ended).join(''));
    add('trailing separators', ended(head) + lines.map(ended).join(''));
  }
  add('changed line ends', clean.replaceAll(/(?<!\r)\n/g, '\r\n'));
  add('changed line ends', clean.replaceAll('\n', '\r'));
  addQuoting(add);
}

function addQuoting(add: (kind: string, text: string) => void): void {
  const table = [HEADER, ...CLEAN];
  const single = (cell: string) => `'${cell.replaceAll("'", "''")}'`;
  const plain = table.map((row) => row.map((cell) => cell.replaceAll('"', '')));
  add('wrong quote', write(plain, '\n', single));
  add(
    'wrong quote',
    write(plain, '\n', (cell) => (/[,\n]/.test(cell) ? single(cell) : cell)),
  );
  add(
    'wrong escape',
    write(table, '\n', (cell) => `"${cell.replaceAll('"', '\\"')}"`),
  );
  add(
    'wrong escape',
    write(table, '\n', (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '\\"')}"` : cell)),
  );
}

/** Whether the delimiter, the header and the untouched cells of a variant are read. */
export async function survives({ text, kind, touched }: Variant): Promise<boolean> {
  const raw = new RawInput({ name: 'polluted.csv', open: () => Readable.from([Buffer.from(text)]) });
  try {
    const { table } = await lookAt(raw, 'auto', DEFAULT_READ_OPTIONS, new Ledger('polluted.csv'));
    if (table === null || table.dialect.delimiter !== ',') return false;
    if (HEADER.some((header, i) => table.dialect.header[i] !== header)) return false;
    const seen = new Set<string>();
    const key = (cells: readonly string[]) => JSON.stringify(cells.slice(0, HEADER.length).map((cell) => unify(cell)));
    await parseCsv(oneChunk(text), table.dialect, { record: (cells) => void seen.add(key(cells)) }, 'polluted.csv');
    const dropQuotes = kind === 'wrong quote';
    return CLEAN.every(
      (row, i) => touched.has(i) || seen.has(key(dropQuotes ? row.map((c) => c.replaceAll('"', '')) : row)),
    );
  } catch (error) {
    if (error instanceof CxRoiError) return false;
    throw error;
  }
}

function unify(cell: string): string {
  return cell.replaceAll(/\r\n|\r/g, '\n').trim();
}

async function* oneChunk(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** Share of variants that survive, by kind of pollution. */
export async function pollutionScore(): Promise<Map<string, { survived: number; of: number }>> {
  const scores = new Map<string, { survived: number; of: number }>();
  for (const variant of variants()) {
    const score = scores.get(variant.kind) ?? { survived: 0, of: 0 };
    score.of++;
    if (await survives(variant)) score.survived++;
    scores.set(variant.kind, score);
  }
  return scores;
}

/** Prints the share that survives by class. */
export async function reportPollution(): Promise<void> {
  let [survived, of] = [0, 0];
  const line = (name: string, one: { survived: number; of: number }) =>
    console.log(
      `  ${name.padEnd(20)} ${String(one.survived).padStart(5)} of ${String(one.of).padStart(5)}  ${((100 * one.survived) / one.of).toFixed(1)}%`,
    );
  for (const [kind, score] of await pollutionScore()) {
    line(kind, score);
    survived += score.survived;
    of += score.of;
  }
  line('all', { survived, of });
}
