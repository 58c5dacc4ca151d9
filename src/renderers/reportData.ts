import type { Rows } from '../domain/rows.ts';
import { visible, visibleJson } from '../foundation/visible.ts';
import { csvQuoted, harmless } from './delimited.ts';

/** A report as one JSON document: everything but its rows indented for reading, then, under their name, one row a line. */
export function* renderReportJson<T>(report: object, name: string, rows: Rows<T>): Iterable<string> {
  const head = JSON.stringify(report, null, 2).slice(0, -2);
  yield `${head.split('\n').map(visibleJson).join('\n')},\n  "${name}": [`;
  let separator = '\n    ';
  for (const row of rows) {
    yield separator + visibleJson(JSON.stringify(row));
    separator = ',\n    ';
  }
  yield rows.length > 0 ? '\n  ]\n}\n' : ']\n}\n';
}

/** A report without customers as one JSON document. */
export function* renderDocument(report: object): Iterable<string> {
  yield `${JSON.stringify(report, null, 2).split('\n').map(visibleJson).join('\n')}\n`;
}

/** One row a line. */
export function* renderRowsNdjson<T>(rows: Iterable<T>): Iterable<string> {
  for (const row of rows) yield `${visibleJson(JSON.stringify(row))}\n`;
}

/** A column of a report as delimited text: its header and what stands in it. */
export interface RowField<T> {
  readonly name: string;
  readonly read: (row: T) => string | number | null;
}

export interface RowsStyle {
  readonly separator: ',' | '\t';
  /** Text as it is, formulas too. */
  readonly raw: boolean;
}

export function* renderRows<T>(rows: Iterable<T>, fields: readonly RowField<T>[], style: RowsStyle): Iterable<string> {
  const quote = style.separator === ',' ? csvQuoted : visible;
  const text = (value: string) => quote(style.raw ? value : harmless(value));
  const cell = (value: string | number | null) =>
    value === null ? '' : typeof value === 'number' ? String(value) : text(value);
  yield `${fields.map(({ name }) => name).join(style.separator)}\n`;
  for (const row of rows) yield `${fields.map(({ read }) => cell(read(row))).join(style.separator)}\n`;
}
