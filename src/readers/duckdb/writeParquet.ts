import { closeSync, openSync, readSync } from 'node:fs';
import type { ColumnType, TypedTable } from '../../domain/typedTable.ts';
import { packageMissing } from './packageMissing.ts';
import { DuckDb } from './session.ts';
import { identifier, literal } from './sql.ts';

/** What DuckDB may hold of the rows; beyond it they go to its temporary folder. */
const MEMORY_BYTES = 1e9;
const BLOCK_BYTES = 1 << 16;

/** The bytes of a Parquet file with these rows. @throws package_missing */
export async function writeParquet({ columns, rows }: TypedTable): Promise<Iterable<Uint8Array>> {
  const duckDb = await DuckDb.open([], MEMORY_BYTES);
  if (duckDb === null) throw packageMissing('Writing Parquet');
  try {
    const path = duckDb.scratchFile;
    await duckDb.fill(
      'rows',
      columns.map(({ type }) => (type === 'number' || type === 'whole number' ? 'DOUBLE' : 'VARCHAR')),
      rows,
    );
    const items = columns.map(({ name, type }, i) => `${typed(`c${i}`, type)} AS ${identifier(name)}`);
    await duckDb.rows(`COPY (SELECT ${items.join(', ')} FROM rows) TO ${literal(path)} (FORMAT parquet)`);
    return bytesOf(path, duckDb);
  } catch (error) {
    duckDb.close();
    throw error;
  }
}

function typed(column: string, type: ColumnType): string {
  if (type === 'date') return `CAST(${column} AS DATE)`;
  return type === 'whole number' ? `CAST(${column} AS BIGINT)` : column;
}

/** The bytes of a file that goes with its database. */
function* bytesOf(path: string, duckDb: DuckDb): Iterable<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const block = new Uint8Array(BLOCK_BYTES);
      const length = readSync(file, block);
      if (length === 0) return;
      yield block.subarray(0, length);
    }
  } finally {
    closeSync(file);
    duckDb.close();
  }
}
