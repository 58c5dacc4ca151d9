import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { InputFile, ReadRequest } from '../domain/reading.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { packageMissing } from './duckdb/packageMissing.ts';
import { LayoutIds } from './duckdb/rowIds.ts';
import type { DuckDb } from './duckdb/session.ts';
import { StartOver } from './duckdb/startOver.ts';
import { layoutOf, Unfit } from './duckdb/unfit.ts';
import type { Look } from './look.ts';
import type { TablePlan } from './plan.ts';

/** Below this starting DuckDB costs more than it saves (`npm run bench`). */
const SMALL_BYTES = 8e6;
/** What DuckDB may hold while it reads: buffers, since rows are handed on at once. */
const DUCKDB_BYTES = 1e9;

/** From here on the package that is not installed is worth a word. */
const LARGE_BYTES = 100e6;

const SMALL = 'the file is small';
const PARQUET = 'it is Parquet';
const ABSENT = 'the package @duckdb/node-api is not installed';

/** A file, what was decided about it, and whether it is packed. */
export interface Candidate {
  readonly file: InputFile;
  readonly look: Look;
  readonly packed: boolean;
}

/** Who reads a file, and why. */
interface Choice {
  readonly byDuckDb: boolean;
  readonly because: string;
}

/**
 * Chooses who reads each file of a run. What DuckDB cannot read as the exact reader would is read by that one, and so
 * are all files of its layout, since ids are compared among them.
 */
export class Engines {
  readonly #files: readonly InputFile[];
  readonly #wanted: ReadRequest['options']['engine'];
  readonly #converts: boolean;
  /** Rows are noted where they stand, which only the exact reader knows. */
  readonly #traces: boolean;
  readonly #choices = new Map<InputFile, Choice>();
  /** What reading found out: why files of a layout are not for DuckDB, or no file of the run is. */
  readonly #unfit = new Map<string, string>();
  #failed: string | null = null;
  readonly #needed = new Set<StartOver['need']>();
  #ids = new Map<string, LayoutIds>();
  #tablesOfEvents = 0;
  #duckDb: DuckDb | null = null;

  constructor({ files, options, trace }: ReadRequest) {
    this.#files = files;
    this.#traces = trace !== undefined;
    this.#wanted = options.engine;
    this.#converts = options.rates !== null;
  }

  /** Decides for the files of a run, each time it is begun. @throws package_missing */
  async choose(candidates: readonly Candidate[]): Promise<void> {
    this.#ids = new Map();
    this.#tablesOfEvents = candidates.filter(
      ({ look }) => (look.table ?? look.parquet)?.plan.kind !== 'customers',
    ).length;
    const hindrances = await Promise.all(candidates.map((candidate) => this.#hindranceOf(candidate)));
    const byDuckDb = candidates.map((candidate) => {
      const alike = hindrances.filter((_, i) => layoutIn(candidates[i]!.look) === layoutIn(candidate.look));
      return alike.includes(null) && alike.every((hindrance) => hindrance === null || hindrance === SMALL);
    });
    const absent = byDuckDb.includes(true) && !(await this.#open());
    candidates.forEach(({ file, look }, i) => {
      const otherwise = hindrances[i] ?? 'a file like it is not plain';
      const because = byDuckDb[i] ? (absent ? ABSENT : 'large and plain') : otherwise;
      this.#choices.set(file, {
        byDuckDb: byDuckDb[i]! && !absent,
        because: look.parquet === null ? because : byDuckDb[i] ? PARQUET : `${PARQUET}, read row by row: ${because}`,
      });
    });
  }

  /** DuckDB, for what it alone can read. @throws package_missing */
  async needDuckDb(what: string): Promise<DuckDb> {
    if (await this.#open()) return this.#duckDb!;
    throw packageMissing(what);
  }

  /** DuckDB, if it is to read the file. */
  duckDbFor(file: InputFile): DuckDb | null {
    return this.#choices.get(file)?.byDuckDb === true ? this.#duckDb : null;
  }

  /** Whether DuckDB would spare the user a wait, were it installed. */
  async isMissed(file: InputFile): Promise<boolean> {
    return this.because(file) === ABSENT && (await stat(file.source.path!)).size >= LARGE_BYTES;
  }

  because(file: InputFile): string {
    return this.#choices.get(file)?.because ?? '';
  }

  /** Whether one table of the run holds all events, and nothing in it refers to the orders of others. */
  get onlyEvents(): boolean {
    return this.#tablesOfEvents === 1 && !this.#needed.has('orders');
  }

  /** The ids of rows in the files of a layout, which DuckDB reads all or none of. */
  idsOf(plan: TablePlan): LayoutIds {
    const layout = layoutOf(plan);
    const ids = this.#ids.get(layout) ?? new LayoutIds(this.#needed.has('hashes'));
    this.#ids.set(layout, ids);
    return ids;
  }

  /** Once all files are read. @throws Unfit */
  refuseRepeatedIds(): void {
    for (const [layout, ids] of this.#ids) {
      if (ids.holdsTwice()) throw new Unfit('an id stands twice', layout);
    }
  }

  /** Whether the run is to begin again without DuckDB where it failed: what is wrong with a file the exact reader says. */
  startsOver(error: unknown): boolean {
    const used = [...this.#choices.values()].some(({ byDuckDb }) => byDuckDb);
    if (error instanceof StartOver) this.#needed.add(error.need);
    else if (error instanceof Unfit) this.#unfit.set(error.layout, error.message);
    else if (error instanceof CxRoiError && used) this.#failed = 'the run ended in an error';
    else return false;
    return true;
  }

  close(): void {
    this.#duckDb?.close();
    this.#duckDb = null;
  }

  async #hindranceOf({ file, look, packed }: Candidate): Promise<string | null> {
    if (this.#wanted === 'exact') return 'asked for';
    if (this.#converts) return 'amounts are converted';
    if (this.#traces) return 'rows are noted where they stand';
    if (this.#failed !== null) return this.#failed;
    if (this.#files.some(({ source }) => source.path === undefined)) return 'standard input is read';
    const table = look.table ?? look.parquet;
    if (table === null) return 'JSON is read record by record';
    const found = this.#unfit.get(layoutOf(table.plan)) ?? hindranceIn(look);
    if (found !== null) return found;
    // Parquet is DuckDB's to begin with.
    if (look.parquet !== null) return null;
    if (packed) return 'it is packed';
    const path = file.source.path!;
    if (/[*?[\]{}]/.test(path)) return 'its name holds wildcards';
    const info = await stat(path).catch(() => null);
    if (info === null || !info.isFile()) return 'it is no regular file';
    return this.#wanted === 'auto' && info.size < SMALL_BYTES ? SMALL : null;
  }

  async #open(): Promise<boolean> {
    if (this.#duckDb !== null) return true;
    const { DuckDb } = await import('./duckdb/session.ts');
    const paths = this.#files.flatMap(({ source }) => (source.path === undefined ? [] : [resolve(source.path)]));
    this.#duckDb = await DuckDb.open(paths, DUCKDB_BYTES);
    if (this.#duckDb === null && this.#wanted === 'duckdb') throw packageMissing('--engine duckdb');
    return this.#duckDb !== null;
  }
}

/** JSON is of no layout. */
function layoutIn({ table, parquet }: Look): string {
  const plan = (table ?? parquet)?.plan;
  return plan === undefined ? '' : layoutOf(plan);
}

/** What of how a table is written DuckDB does not read as the exact reader does. */
function hindranceIn({ encoding, table, parquet }: Look): string | null {
  const { key, kind, customers, interactions } = (table ?? parquet)!.plan;
  if (kind === 'costs') return 'it is a ledger of costs';
  if (interactions.get('handle_minutes')?.parts !== undefined) return 'a duration stands in two columns';
  if (customers.get('mrr')?.price !== undefined) return 'a price is that of a period in another column';
  if (key.how !== 'id') return 'its customers have no ids';
  if (table === null) return null;
  const { dialect } = table;
  if (encoding.encoding !== 'utf-8') return `its encoding is ${encoding.encoding}`;
  if (dialect.quote !== '"' || dialect.escape !== '"') return 'its quotes are unusual';
  if (dialect.lineEnds.includes('\r')) return 'a carriage return ends its lines';
  if (dialect.linesAbove > 0) return 'lines stand above its header';
  return [',', ';', '\t', '|'].includes(dialect.delimiter) ? null : 'its delimiter is unusual';
}
