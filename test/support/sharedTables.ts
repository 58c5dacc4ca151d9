import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

const DATA = new URL('../../../shared/data/', import.meta.url);

/** Rows of a CSV file of the shared data as records of texts, quotes and all. */
export function sharedCsv(path: string): Record<string, string>[] {
  return parse(readFileSync(new URL(path, DATA)), { columns: true, bom: true });
}

/** One column as numbers. */
export function numbersOf(records: readonly Record<string, string>[], column: string): Float64Array {
  return Float64Array.from(records, (record) => Number(record[column]));
}
