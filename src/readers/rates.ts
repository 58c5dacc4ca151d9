import type { Source } from '../domain/reading.ts';
import type { InputSummary } from '../domain/results.ts';
import { dayOf, isoDate } from '../foundation/days.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { parseCsv } from './csv.ts';
import { currencyCode, currencyInHeader } from './currency.ts';
import { isCode } from './currencyMarks.ts';
import { decideEncoding, toUtf8 } from './encoding.ts';
import { Exchange, type Rate } from './exchange.ts';
import { type FoldedHeader, foldHeader, keyOf } from './headers.ts';
import { JsonRecords } from './json.ts';
import { shapeOf } from './jsonShape.ts';
import { dayOrMonth } from './months.ts';
import { RawInput } from './raw.ts';
import { decideFormat, sniffDialect } from './sniff.ts';
import { TimeReader } from './times.ts';
import { Zone } from './zones.ts';

/** More is no file of rates. */
const MOST_BYTES = 1 << 26;

const HEADERS = {
  currency: ['currency', 'currency code', 'code', 'iso', 'iso code', 'from', 'wahrung', 'devise', 'moneda', 'valuta'],
  rate: ['rate', 'exchange rate', 'rate to base', 'value', 'worth', 'kurs', 'taux', 'tasa', 'tasso', 'koers'],
  date: ['date', 'day', 'month', 'valid from', 'datum', 'fecha', 'data', 'mois', 'monat'],
  base: ['base', 'base currency', 'to', 'to currency'],
} as const;

type RateColumn = keyof typeof HEADERS;

const COLUMNS = new Map(
  Object.entries(HEADERS).flatMap(([name, words]) => words.map((word) => [keyOf(word), name as RateColumn] as const)),
);

/** One row of a file of rates, each cell as written; blank where there is none. */
interface RateRow extends Readonly<Record<RateColumn, string>> {
  readonly line: number;
}

interface RateTable {
  readonly rows: readonly RateRow[];
  /** The currency that the header of the rates names as the one converted to. */
  readonly base: string | null;
}

/** The rates of a file, and what there is to say of the file. */
export interface ReadRates {
  readonly exchange: Exchange;
  readonly summary: InputSummary;
}

/**
 * Reads the rates that amounts are converted by: CSV or JSON with a currency, what one unit of it is worth in the run's
 * currency, and perhaps the day from which on. @throws input_currency with the line where a row makes no sense
 */
export async function readRates(source: Source, stated: string | null): Promise<ReadRates> {
  const raw = new RawInput(source);
  const text = await textOf(raw);
  const isJson = decideFormat(text, raw.name, 'auto') === 'json';
  const table = isJson ? jsonTable(text, raw.name) : await csvTable(text, raw.name);
  const rates = ratesOf(table.rows, raw.name);
  const base = stated === null ? baseOf(table, rates) : currencyCode(stated);
  if (base === null) throw withoutBase(raw.name);
  const summary: InputSummary = {
    file: raw.name,
    sha256: raw.sha256,
    kind: 'rates',
    preset: null,
    engine: isJson ? 'json' : 'csv-parse',
    engineBecause: 'rates are few',
    rows: { read: table.rows.length, used: rates.length, skipped: table.rows.length - rates.length },
    cellsRejected: 0,
    customers: null,
  };
  return { exchange: new Exchange(raw.name, base, rates), summary };
}

/** The currency that the file itself says is converted to: by a column, the header of the rates, or a rate of 1. */
function baseOf({ rows, base }: RateTable, rates: readonly Rate[]): string | null {
  const told = new Set(rows.flatMap((row) => currencyCode(row.base) ?? []));
  const ones = new Set(rates.flatMap(({ currency, worth }) => (worth === 1 ? currency : [])));
  for (const codes of [told, new Set(base === null ? [] : [base]), ones]) if (codes.size === 1) return [...codes][0]!;
  return null;
}

async function textOf(raw: RawInput): Promise<string> {
  const head = await raw.head(1 << 16);
  const { encoding } = decideEncoding(head, null, raw.name);
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of toUtf8(raw.bytes(true), encoding)) {
    parts.push(part);
    bytes += part.length;
    if (bytes > MOST_BYTES) throw problem('input_limit', 'The file is too long for one of rates.', raw.name);
  }
  return Buffer.concat(parts).toString();
}

async function csvTable(text: string, file: string): Promise<RateTable> {
  const known = (headers: readonly string[]) =>
    headers.filter((header) => columnOf(foldHeader(header)) !== null).length;
  const dialect = sniffDialect(text, {}, known);
  const folded = dialect.header.map(foldHeader);
  const columns = folded.map(columnOf);
  const rows: RateRow[] = [];
  const record = (cells: readonly string[], line: number) => {
    const cell = (column: RateColumn) => (cells[columns.indexOf(column)] ?? '').trim();
    if (cells.some((text) => text.trim() !== '')) rows.push(rowOf(cell, line));
  };
  const chunks = (async function* () {
    yield Buffer.from(text);
  })();
  await parseCsv(chunks, dialect, { record }, file);
  const rate = folded[columns.indexOf('rate')];
  if (rate === undefined || !columns.includes('currency')) throw withoutColumns(file, dialect.header);
  return { rows, base: currencyOfRates(rate) };
}

/** An array of records, or one object of rates by currency. */
function jsonTable(text: string, file: string): RateTable {
  const rows: RateRow[] = [];
  const value = (record: unknown, _: string | null, line: number) => {
    const members = Object.entries(record ?? {}).map(([name, cell]) => [foldHeader(name), String(cell)] as const);
    const cell = (column: RateColumn) => members.find(([name]) => columnOf(name) === column)?.[1].trim() ?? '';
    if (cell('currency') !== '') rows.push(rowOf(cell, line));
    else
      for (const [name, worth] of members)
        rows.push(
          rowOf((column) => ({ currency: name.words.join(''), rate: worth, date: '', base: '' })[column], line),
        );
  };
  const records = new JsonRecords({ value }, file, shapeOf(text));
  records.write(Buffer.from(text));
  records.end();
  return { rows, base: null };
}

function rowOf(cell: (column: RateColumn) => string, line: number): RateRow {
  return { line, currency: cell('currency'), rate: cell('rate'), date: cell('date'), base: cell('base') };
}

function columnOf(header: FoldedHeader): RateColumn | null {
  const known = COLUMNS.get(header.key) ?? COLUMNS.get(header.base);
  return known ?? (currencyOfRates(header) === null ? null : 'rate');
}

/** `EUR`, `rate to EUR`, `Rate (EUR)`. */
function currencyOfRates(header: FoldedHeader): string | null {
  const alone = header.words.length === 1 ? header.words[0]!.toUpperCase() : '';
  return isCode(alone) ? alone : currencyInHeader(header);
}

/** The rates in order of currency and day, each once. */
function ratesOf(rows: readonly RateRow[], file: string): Rate[] {
  const days = dayReader(rows);
  const rates = new Map<string, Rate & { readonly line: number }>();
  for (const row of rows) {
    const rate = { ...rateOf(row, days, file), line: row.line };
    const key = `${rate.currency} ${rate.fromDay}`;
    const held = rates.get(key);
    if (held !== undefined && held.worth !== rate.worth) {
      const when = isoDate(rate.fromDay) ?? 'without a date';
      throw problem(
        'input_currency',
        `The rate of ${rate.currency} ${when} stands in line ${held.line} and again here with another value.`,
        file,
        row.line,
      );
    }
    rates.set(key, rate);
  }
  return [...rates.values()];
}

function rateOf({ currency, rate, date, line }: RateRow, dayOfText: (text: string) => number, file: string): Rate {
  const code = currencyCode(currency);
  const worth = /^\d+(?:[.,]\d+)?(?:e-?\d{1,2})?$/i.test(rate) ? Number(rate.replace(',', '.')) : Number.NaN;
  const fromDay = date === '' ? Number.NEGATIVE_INFINITY : dayOfText(date);
  if (code === null) throw problem('input_currency', `"${currency}" is not a currency code.`, file, line);
  if (!(worth > 0)) throw problem('input_currency', `"${rate}" is not a rate such as 0.9234.`, file, line);
  if (Number.isNaN(fromDay)) throw problem('input_currency', `"${date}" is not a date such as 2024-02-29.`, file, line);
  return { currency: code, fromDay, worth };
}

/** Reads the days of the rates; a month stands for its first day. */
function dayReader(rows: readonly RateRow[]): (text: string) => number {
  const dotted = rows.some(({ date }) => /^\d{1,2}\./.test(date));
  const times = new TimeReader({ order: dotted ? 'dmy' : null, numeric: null, zone: new Zone('UTC') });
  return (text) => dayOf(dayOrMonth(text, (day) => times.read(day)));
}

function withoutColumns(file: string, headers: readonly string[]): CxRoiError {
  const message = `A file of rates has the columns currency and rate, and perhaps date; here are ${headers.map((header) => `"${header}"`).join(', ')}.`;
  return problem('input_columns', message, file);
}

function withoutBase(file: string): CxRoiError {
  return new CxRoiError('input_currency', 'The rates do not say which currency they convert to.', {
    location: { file },
    hint: 'Say it: --currency EUR.',
  });
}

function problem(
  code: 'input_columns' | 'input_currency' | 'input_limit',
  message: string,
  file: string,
  line?: number,
) {
  const hint =
    'Rates are rows such as 2024-02-29,USD,0.9234: one USD is worth 0.9234 of your currency from that day on.';
  return new CxRoiError(code, message, { location: { file, ...(line !== undefined && { line }) }, hint });
}
