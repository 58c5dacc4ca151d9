import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

const ROOT = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

/** Why a test that needs the shared data is skipped, or null where the data are there. */
export const noSharedData = existsSync(ROOT) ? null : 'skipped: no shared data';

/** Rows of a CSV file of the shared data folder as records of texts. */
export function sharedCsv(path: string): Record<string, string>[] {
  return parse(readFileSync(join(ROOT, path)), { columns: true, bom: true });
}

/** One column as numbers. */
export function numbersOf(records: readonly Record<string, string>[], column: string): Float64Array {
  return Float64Array.from(records, (record) => Number(record[column]));
}
