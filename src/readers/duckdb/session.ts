import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { Chunk } from './chunk.ts';
import { literal } from './sql.ts';

type Api = typeof import('@duckdb/node-api');
type Bindings = typeof import('@duckdb/node-bindings');

/** More than two threads gain little here: what they read is taken over by one. */
const THREADS = 2;

/** The optional package; null where it is not installed or has no build for this machine. */
export async function duckDbPackage(): Promise<{ readonly api: Api; readonly bindings: Bindings } | null> {
  try {
    const [api, bindings] = await Promise.all([import('@duckdb/node-api'), import('@duckdb/node-bindings')]);
    // A CommonJS module, whose declarations do not say that it is one.
    return { api, bindings: (bindings as unknown as { readonly default: Bindings }).default };
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

function failed(cause: unknown): never {
  throw new QueryFailed(cause);
}

/** A DuckDB of our own in memory, which can touch nothing but the files named and a temporary folder. */
export class DuckDb {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #bindings: Bindings;
  readonly #folder: string;
  /** Also when the program is interrupted. */
  readonly #removeFolder = () => rmSync(this.#folder, { recursive: true, force: true });

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, bindings: Bindings, folder: string) {
    this.#instance = instance;
    this.#connection = connection;
    this.#bindings = bindings;
    this.#folder = folder;
    process.once('exit', this.#removeFolder);
  }

  /** Null where the package is absent. `paths` are all it may open, as absolute paths. */
  static async open(paths: readonly string[], memoryBytes: number): Promise<DuckDb | null> {
    const found = await duckDbPackage();
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
    const duckDb = new DuckDb(instance, await instance.connect(), found.bindings, folder);
    await duckDb.#lockDown(paths);
    return duckDb;
  }

  /**
   * Hands every chunk of a query's rows on as it comes, until `take` gives true; what a chunk is made of must not be
   * kept. Returns the rows.
   * @throws QueryFailed, and whatever `take` throws
   */
  async each(sql: string, take: (chunk: Chunk) => unknown): Promise<number> {
    const result = await this.#connection.stream(sql).catch(failed);
    let rows = 0;
    for (;;) {
      const chunk = await result.fetchChunk().catch(failed);
      if (chunk === null || chunk.rowCount === 0) return rows;
      const done = take(new Chunk(chunk, this.#bindings));
      // Asked afterwards, so that the memory its views look at is held until here.
      rows += chunk.rowCount;
      if (done === true) return rows;
    }
  }

  /** The rows of a small query of texts. @throws QueryFailed */
  async rows(sql: string): Promise<(string | null)[][]> {
    const reader = await this.#connection.runAndReadAll(sql).catch(failed);
    return reader.getRows() as (string | null)[][];
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
    process.removeListener('exit', this.#removeFolder);
    this.#removeFolder();
  }

  async #lockDown(paths: readonly string[]): Promise<void> {
    await this.#connection.run(`SET allowed_paths = [${paths.map(literal).join(', ')}]`);
    await this.#connection.run('SET enable_external_access = false');
    await this.#connection.run("SET TimeZone = 'UTC'");
    await this.#connection.run('SET lock_configuration = true');
  }
}
