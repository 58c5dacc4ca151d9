import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBResult } from '@duckdb/node-api';
import { Chunk, MOST_ROWS } from './chunk.ts';
import { literal } from './sql.ts';

/** The optional package: what it offers, and what its columns are made of. */
interface Package {
  readonly api: typeof import('@duckdb/node-api');
  readonly bindings: typeof import('@duckdb/node-bindings');
}

/** Beside the thread that takes the rows over; of more than the machine has processors, each waits for the others. */
const THREADS = 1;

/** Null where it is not installed or has no build for this machine. */
async function installedPackage(): Promise<Package | null> {
  try {
    const [api, bindings] = await Promise.all([import('@duckdb/node-api'), import('@duckdb/node-bindings')]);
    // A CommonJS module, whose declarations do not say that it is one.
    return { api, bindings: (bindings as unknown as { readonly default: Package['bindings'] }).default };
  } catch {
    return null;
  }
}

/** DuckDB could not do what a query says, for whatever reason. */
export class QueryFailed extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'QueryFailed';
  }
}

/** The next chunk, or the failure that came in its place: one that nobody waits for any more must not go unhandled. */
function fetched(result: DuckDBResult): Promise<DuckDBDataChunk | null | QueryFailed> {
  return result.fetchChunk().catch((cause: unknown) => new QueryFailed(cause));
}

function failed(cause: unknown): never {
  throw new QueryFailed(cause);
}

/** A DuckDB of our own in memory, which can touch nothing but the files named and a temporary folder. */
export class DuckDb {
  readonly #package: Package;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  /** Also when the program is interrupted. */
  readonly #removeFolder = () => rmSync(this.#folder, { recursive: true, force: true });

  private constructor(found: Package, instance: DuckDBInstance, connection: DuckDBConnection, folder: string) {
    this.#package = found;
    this.#instance = instance;
    this.#connection = connection;
    this.#folder = folder;
    process.once('exit', this.#removeFolder);
  }

  /** Null where the package is absent. `paths` are all it may open, as absolute paths. */
  static async open(paths: readonly string[], memoryBytes: number): Promise<DuckDb | null> {
    const found = await installedPackage();
    if (found === null) return null;
    const folder = await mkdtemp(join(tmpdir(), 'cx-roi-duckdb-'));
    const instance = await found.api.DuckDBInstance.create(':memory:', {
      threads: String(THREADS),
      memory_limit: `${Math.ceil(memoryBytes / 1e6)}MB`,
      temp_directory: folder,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      allow_persistent_secrets: 'false',
    });
    const duckDb = new DuckDb(found, instance, await instance.connect(), folder);
    await duckDb.#lockDown(paths);
    return duckDb;
  }

  /** A file that it may write, gone when it is closed. */
  get scratchFile(): string {
    return join(this.#folder, 'written');
  }

  /**
   * Hands every chunk of a query's rows on as it comes, until `take` gives true; what a chunk is made of must not be
   * kept. Returns the rows.
   * @throws QueryFailed, and whatever `take` throws
   */
  async each(sql: string, take: (chunk: Chunk) => unknown): Promise<number> {
    const result = await this.#connection.stream(sql).catch(failed);
    let rows = 0;
    let coming = fetched(result);
    try {
      for (;;) {
        const chunk = await coming;
        if (chunk instanceof QueryFailed) throw chunk;
        if (chunk === null || chunk.rowCount === 0) return rows;
        // The next one comes while this one is taken.
        coming = fetched(result);
        const done = take(new Chunk(chunk, this.#package.bindings));
        // Asked afterwards, so that the memory its views look at is held until here.
        rows += chunk.rowCount;
        if (done === true) return rows;
      }
    } finally {
      // Whoever leaves early may close the connection.
      await coming;
    }
  }

  /** The rows of a small query of texts. @throws QueryFailed */
  async rows(sql: string): Promise<(string | null)[][]> {
    const reader = await this.#connection.runAndReadAll(sql).catch(failed);
    return reader.getRows() as (string | null)[][];
  }

  /** Makes a table of columns c0, c1, … and fills it. @throws QueryFailed */
  async fill(
    table: string,
    types: readonly ('DOUBLE' | 'VARCHAR')[],
    rows: Iterable<readonly (string | number | null)[]>,
  ): Promise<void> {
    const { DOUBLE, VARCHAR, DuckDBDataChunk } = this.#package.api;
    await this.rows(`CREATE TABLE ${table} (${types.map((type, i) => `c${i} ${type}`).join(', ')})`);
    const appender = await this.#connection.createAppender(table);
    for (const block of blocksOf(rows, MOST_ROWS)) {
      const chunk = DuckDBDataChunk.create(
        types.map((type) => (type === 'DOUBLE' ? DOUBLE : VARCHAR)),
        block.length,
      );
      types.forEach((_, i) => {
        chunk.setColumnValues(
          i,
          block.map((row) => row[i]!),
        );
      });
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
    process.removeListener('exit', this.#removeFolder);
    this.#removeFolder();
  }

  async #lockDown(paths: readonly string[]): Promise<void> {
    const allowed = [...paths, this.scratchFile].map(literal);
    await this.#connection.run(`SET allowed_paths = [${allowed.join(', ')}]`);
    await this.#connection.run('SET enable_external_access = false');
    await this.#connection.run("SET TimeZone = 'UTC'");
    await this.#connection.run('SET lock_configuration = true');
  }
}

function* blocksOf<T>(items: Iterable<T>, size: number): Iterable<T[]> {
  let block: T[] = [];
  for (const item of items) {
    block.push(item);
    if (block.length < size) continue;
    yield block;
    block = [];
  }
  if (block.length > 0) yield block;
}
