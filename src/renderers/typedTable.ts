import type { TypedTable } from '../domain/typedTable.ts';
import { csvQuoted, harmless } from './delimited.ts';

/** A table of plain cells as CSV; texts as they are for machines (`raw`), else safe in a spreadsheet. */
export function* typedCsv({ columns, rows }: TypedTable, raw: boolean): Iterable<string> {
  const text = (value: string) => csvQuoted(raw ? value : harmless(value));
  yield `${columns.map(({ name }) => text(name)).join(',')}\n`;
  for (const row of rows) {
    yield `${row.map((cell) => (cell === null ? '' : typeof cell === 'string' ? text(cell) : String(cell))).join(',')}\n`;
  }
}

/** The same as an array of objects. */
export function* typedJson({ columns, rows }: TypedTable): Iterable<string> {
  let before = '[\n';
  for (const row of rows) {
    yield `${before}${JSON.stringify(Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])))}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
