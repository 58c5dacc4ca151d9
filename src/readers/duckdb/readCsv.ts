import { resolve } from 'node:path';
import type { DatasetContext } from '../context.ts';
import type { Ledger } from '../ledger.ts';
import type { DelimitedTable } from '../look.ts';
import type { RawInput } from '../raw.ts';
import { CsvCheck } from './csvCheck.ts';
import { UNFIT_MARK } from './grammar.ts';
import { csvRelation } from './relation.ts';
import { type DuckDb, QueryFailed } from './session.ts';
import { TableChunks } from './table.ts';
import { Unfit } from './unfit.ts';
import type { UniqueIds } from './uniqueIds.ts';

/** Where rows go, and who is told of the bytes looked at. */
interface Target {
  readonly context: DatasetContext;
  readonly ledger: Ledger;
  readonly unique: UniqueIds;
  readonly onBytes: (bytes: number) => void;
}

/** Reads the rows of a CSV file by DuckDB, and its bytes beside it to see that both mean the same. @throws Unfit */
export async function readCsv(
  duckDb: DuckDb,
  file: { readonly raw: RawInput; readonly path: string },
  read: DelimitedTable,
  target: Target,
): Promise<void> {
  try {
    await readBoth(duckDb, file, read, target);
  } catch (error) {
    throw error instanceof Unfit ? new Unfit(error.message, JSON.stringify(read.plan.headers)) : error;
  }
}

async function readBoth(
  duckDb: DuckDb,
  { raw, path }: { readonly raw: RawInput; readonly path: string },
  { dialect, plan, formats }: DelimitedTable,
  { context, ledger, unique, onBytes }: Target,
): Promise<void> {
  const table = new TableChunks(plan, formats, context, { ledger, unique });
  const check = new CsvCheck(dialect);
  const both = new Both();
  const [rows] = await both.run(
    async () => {
      const sql = table.query.over(csvRelation(resolve(path), dialect, plan.headers.length));
      try {
        return await duckDb.each(sql, (chunk) => {
          both.checkpoint();
          table.take(chunk);
        });
      } catch (error) {
        throw error instanceof QueryFailed ? explained(error, plan.headers) : error;
      }
    },
    async () => {
      for await (const chunk of raw.bytes(true)) {
        both.checkpoint();
        check.take(chunk);
        onBytes(chunk.length);
      }
      check.end();
    },
  );
  const expected = check.records - 1 - dialect.skipLines;
  if (rows !== expected) throw new Unfit(`DuckDB found ${rows} rows where ${expected} stand`);
  table.finish();
}

/** Two jobs of which the one ends when the other fails. */
class Both {
  #failed = false;

  /** Ends the job that calls it if the other one failed. */
  checkpoint(): void {
    if (this.#failed) throw new Stopped();
  }

  async run<A, B>(one: () => Promise<A>, other: () => Promise<B>): Promise<[A, B]> {
    const failing = (error: unknown) => {
      this.#failed = true;
      throw error;
    };
    const [a, b] = await Promise.allSettled([one().catch(failing), other().catch(failing)]);
    if (a.status === 'fulfilled' && b.status === 'fulfilled') return [a.value, b.value];
    const reasons = [a, b].flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    throw reasons.find((reason) => !(reason instanceof Stopped));
  }
}

class Stopped extends Error {}

function explained(error: QueryFailed, headers: readonly string[]): Unfit {
  const index = new RegExp(`${UNFIT_MARK} (\\d+)\\.`).exec(error.message)?.[1];
  if (index !== undefined) return new Unfit(`a cell of "${headers[Number(index)]}" is not of its plain forms`);
  return new Unfit(/CSV Error/.test(error.message) ? 'a row is not of one form with the others' : 'DuckDB could not');
}
