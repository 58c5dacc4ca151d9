import { resolve } from 'node:path';
import type { DatasetContext } from '../context.ts';
import type { DelimitedTable, ParquetTable, ReadTable } from '../look.ts';
import { openTable } from '../openTable.ts';
import type { RawInput } from '../raw.ts';
import { Both } from './both.ts';
import { CsvCheck } from './csvCheck.ts';
import { UNFIT_MARK } from './grammar.ts';
import { eachRow, unreadable } from './parquet.ts';
import { csvRelation } from './relation.ts';
import { type DuckDb, QueryFailed } from './session.ts';
import { TableChunks, type TableCompanions } from './table.ts';
import { layoutOf, Unfit } from './unfit.ts';

/** A file, where its rows go, and who is told of the bytes looked at. */
export interface Task extends TableCompanions {
  readonly raw: RawInput;
  readonly context: DatasetContext;
  readonly onBytes: () => void;
}

/** Reads the rows of a CSV file, and its bytes beside them to see that both readers take them for the same. @throws Unfit */
export async function readCsv(duckDb: DuckDb, path: string, read: DelimitedTable, task: Task): Promise<void> {
  const severalLines = read.sample.some(({ cells }) => cells.some((cell) => cell.includes('\n')));
  const relation = csvRelation(resolve(path), read.dialect, severalLines);
  const check = new CsvCheck(read.dialect, severalLines);
  const rows = await readChunks(duckDb, read, relation, { ...task, onChunk: (chunk) => check.take(chunk) });
  check.end();
  const expected = check.records - 1 - read.dialect.skipLines;
  if (rows !== expected) throw new Unfit(`DuckDB found ${rows} rows where ${expected} stand`, layoutOf(read.plan));
}

/** Reads the rows of a Parquet file: a column at a time, or else row by row as those of a CSV file. @throws Unfit */
export async function readParquet(duckDb: DuckDb, read: ParquetTable, byColumn: boolean, task: Task): Promise<void> {
  if (byColumn) {
    await readChunks(duckDb, read, read.relation, { ...task, onChunk: () => undefined });
    return;
  }
  const table = openTable(read.plan, read.formats, task.context, task.ledger);
  try {
    await eachRow(duckDb, read, table);
  } catch (error) {
    throw error instanceof QueryFailed ? unreadable(error, task.ledger.file) : error;
  }
  for await (const _ of task.raw.bytes(true)) task.onBytes();
  table.finish();
}

/** Takes over the rows of a relation while the bytes of its file are looked at. Returns how many rows there were. */
async function readChunks(
  duckDb: DuckDb,
  { plan, formats }: ReadTable,
  relation: string,
  { raw, context, onBytes, onChunk, ...companions }: Task & { readonly onChunk: (bytes: Uint8Array) => void },
): Promise<number> {
  try {
    const table = new TableChunks(plan, formats, context, companions);
    const both = new Both();
    const rowsRead = async () =>
      duckDb.each(table.query.over(relation), (chunk) => {
        both.checkpoint();
        table.take(chunk);
      });
    const bytesRead = async () => {
      for await (const chunk of raw.bytes(true)) {
        both.checkpoint();
        onChunk(chunk);
        onBytes();
      }
    };
    const [rows] = await both.run(rowsRead, bytesRead);
    table.finish();
    return rows;
  } catch (error) {
    if (error instanceof QueryFailed) throw new Unfit(becauseOf(error, plan.headers), layoutOf(plan));
    throw error instanceof Unfit ? new Unfit(error.message, layoutOf(plan)) : error;
  }
}

function becauseOf({ message }: QueryFailed, headers: readonly string[]): string {
  const index = new RegExp(`${UNFIT_MARK} (\\d+)\\.`).exec(message)?.[1];
  if (index !== undefined) return `a cell of "${headers[Number(index)]}" is not of its plain forms`;
  return /CSV Error/.test(message) ? 'a row is not of one form with the others' : 'DuckDB could not';
}
