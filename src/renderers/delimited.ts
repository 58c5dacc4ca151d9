import type { ScoreResult } from '../domain/results.ts';
import { visible } from '../foundation/visible.ts';
import { readerOf } from './paths.ts';
import { ALL_FIELDS, type Field, snakeCase } from './select.ts';

export interface DelimitedStyle {
  readonly fields: readonly Field[] | null;
  /** Text cells as they are: formulas and control characters included. For machines, not for spreadsheets. */
  readonly raw: boolean;
}

/** Customers as CSV (RFC 4180 quoting, LF): a header in snake_case, then one line a customer. */
export function* renderCsv(result: ScoreResult, { fields, raw }: DelimitedStyle): Iterable<string> {
  const text = raw ? csvQuoted : (value: string) => csvQuoted(harmless(value));
  yield* renderRows(result, { fields, separator: ',', text });
}

/** Customers as tab-separated values: no quoting, so tabs and line breaks in text are always written out. */
export function* renderTsv(result: ScoreResult, { fields, raw }: DelimitedStyle): Iterable<string> {
  yield* renderRows(result, { fields, separator: '\t', text: raw ? visible : harmless });
}

interface RowStyle {
  readonly fields: readonly Field[] | null;
  readonly separator: string;
  readonly text: (value: string) => string;
}

function* renderRows(result: ScoreResult, { fields, separator, text }: RowStyle): Iterable<string> {
  const columns = fields ?? ALL_FIELDS;
  const readers = columns.map(readerOf);
  yield `${columns.map(snakeCase).join(separator)}\n`;
  for (const customer of result.customers) {
    let line = '';
    for (let i = 0; i < readers.length; i++) {
      if (i > 0) line += separator;
      line += cellText(readers[i]!(customer), text);
    }
    yield `${line}\n`;
  }
}

function cellText(value: unknown, text: (value: string) => string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return text(value);
  return text(pairs(value as Readonly<Record<string, string>>));
}

/** `grades` and `reasons` in one cell: `value.expected=modelled;roi=assumed`. */
export function pairs(record: Readonly<Record<string, string>>): string {
  let joined = '';
  for (const path in record) joined += `${joined === '' ? '' : ';'}${path}=${record[path]}`;
  return joined;
}

/** Text that a spreadsheet would take for a formula gets an apostrophe in front; control characters are written out. */
export function harmless(value: string): string {
  const text = visible(value);
  return /^\s*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
}

export function csvQuoted(value: string): string {
  return /[",\n\r]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
