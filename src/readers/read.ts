import type { InputFile, ReadOptions, ReadOutcome, ReadRequest } from '../domain/reading.ts';
import type { InputSummary } from '../domain/results.ts';
import { DatasetContext } from './context.ts';
import { parseCsv } from './csv.ts';
import { isParquet, PARQUET_MAGIC } from './duckdb/parquetMagic.ts';
import type { Task } from './duckdb/readTable.ts';
import type { DuckDb } from './duckdb/session.ts';
import { toUtf8 } from './encoding.ts';
import { type Candidate, Engines } from './engines.ts';
import { FileNotices } from './fileNotices.ts';
import { type Holding, holdingFor } from './holding.ts';
import { kindOf } from './inputKind.ts';
import { JsonRecords } from './json.ts';
import { shapeOf } from './jsonShape.ts';
import { JsonTables } from './jsonTables.ts';
import { Ledger } from './ledger.ts';
import { type DelimitedTable, type Look, lookAt, type ParquetTable, type ReadTable } from './look.ts';
import { refuseUnusedMaps } from './maps.ts';
import { type MatchedCustomers, type MatchedFile, matchCustomers } from './matching.ts';
import { openTable } from './openTable.ts';
import { pseudonyms } from './pseudonyms.ts';
import { ratesOf } from './ratesGiven.ts';
import { RawInput } from './raw.ts';
import { repeatsWarnings } from './repeats.ts';

/**
 * Reads all files into one dataset. Bad rows and cells are diagnostics; a file that cannot be read at all is a
 * CxRoiError (`input_*`).
 */
export async function readDataset(request: ReadRequest): Promise<ReadOutcome> {
  const engines = new Engines(request);
  try {
    for (;;) {
      try {
        return await readBy(engines, request);
      } catch (error) {
        if (!engines.startsOver(error)) throw error;
      }
    }
  } finally {
    engines.close();
  }
}

async function readBy(engines: Engines, request: ReadRequest): Promise<ReadOutcome> {
  const rates = await ratesOf(request.options);
  const context = new DatasetContext(request.options, rates?.exchange, request.trace);
  const files = request.files.map((file) => new FileReading(file, context, request.onProgress, engines));
  const candidates: Candidate[] = [];
  for (const file of files) candidates.push(await file.candidate());
  const holding = await holdingFor(context, candidates, request);
  try {
    await engines.choose(candidates);
    const outcome = await readAll(files, engines, context, holding);
    return rates === null ? outcome : { ...outcome, inputs: [...outcome.inputs, rates.summary] };
  } catch (error) {
    holding.close();
    throw error;
  }
}

async function readAll(
  files: readonly FileReading[],
  engines: Engines,
  context: DatasetContext,
  holding: Holding,
): Promise<ReadOutcome> {
  // Tables that name customers by e-mail address or account name join those that know their ids.
  for (const file of [...files].sort((a, b) => a.keyRank - b.keyRank)) await file.read();
  engines.refuseRepeatedIds();
  engines.close();
  refuseUnusedMaps(files, context.options);
  const contradiction = context.contradiction();
  if (contradiction !== null) throw contradiction;
  context.trace?.settle();
  matchCustomers(files, context);
  context.sayConverted();
  const { pseudonymKey: key } = context.options;
  const { dataset, parts } = holding.seal(key === null ? null : pseudonyms(key));
  const diagnostics = files.flatMap((file) => file.ledger.diagnostics);
  return {
    ...{ dataset, parts, close: () => holding.close() },
    inputs: files.map((file) => file.summary),
    diagnostics,
    warnings: [...context.warnings, ...repeatsWarnings(parts, files)],
    assumptions: context.assumptions,
    traced: context.trace?.sourceRows(dataset, diagnostics) ?? [],
  };
}

/** The reading of one file: look at its beginning, decide, then read it once from beginning to end. */
export class FileReading implements MatchedFile {
  readonly ledger: Ledger;
  /** The interactions of the file among all. */
  firstInteraction = 0;
  endInteraction = 0;
  /** How its customers meet the other files', once all were read. */
  customers: MatchedCustomers | null = null;
  /** What holds for this file. */
  readonly options: ReadOptions;
  readonly #file: InputFile;
  readonly #raw: RawInput;
  readonly #context: DatasetContext;
  readonly #onProgress: ReadRequest['onProgress'];
  readonly #engines: Engines | null;
  readonly #notices: FileNotices;
  #look: Look | undefined;
  #tables: readonly ReadTable[] = [];
  #engine: InputSummary['engine'] = 'csv-parse';

  /** Without engines the exact reader reads. */
  constructor(
    file: InputFile,
    context: DatasetContext,
    onProgress: ReadRequest['onProgress'],
    engines: Engines | null = null,
  ) {
    this.#file = file;
    this.options = file.options ?? context.options;
    this.#raw = new RawInput(file.source);
    this.ledger = new Ledger(file.source.name, context.nextRank());
    this.#context = context;
    this.#onProgress = onProgress;
    this.#engines = engines;
    this.#notices = new FileNotices(this.ledger, context);
  }

  /** Decides how the file is read. */
  async look(): Promise<Look> {
    this.#look = (await this.#lookAtParquet()) ?? (await lookAt(this.#raw, this.#file.role, this.options, this.ledger));
    const table = this.#look.table ?? this.#look.parquet;
    if (table !== null) this.#tables = [table];
    return this.#look;
  }

  /** Null for a file that is not Parquet. @throws package_missing */
  async #lookAtParquet(): Promise<Look | null> {
    if (this.#file.source.path === undefined || this.#engines === null) return null;
    if (!isParquet(await this.#raw.head(PARQUET_MAGIC.length))) return null;
    const duckDb = await this.#engines.needDuckDb('A Parquet file');
    const { lookAtParquet } = await import('./duckdb/parquet.ts');
    return lookAtParquet(duckDb, this.#file, this.options, this.ledger);
  }

  /** What there is to know of the file for choosing who reads it. */
  async candidate(): Promise<Candidate> {
    return { file: this.#file, look: await this.look(), packed: this.#raw.packed };
  }

  async read(): Promise<void> {
    const look = this.#look ?? (await this.look());
    if (look.encoding.eightBit !== undefined) this.#notices.onEightBit(look.encoding.eightBit);
    const { interactions } = this.#context.dataset;
    this.firstInteraction = interactions.rows;
    if (look.parquet !== null) await this.#readParquet(look.parquet);
    else if (look.table === null) await this.#readJson(look);
    else await this.#readCsv(look, look.table);
    this.endInteraction = interactions.rows;
    if (this.ledger.rowsRead === 0) this.#notices.onNoRows(look.table === null && look.parquet === null);
    for (const table of this.#tables) this.#notices.onTable(table);
  }

  get name(): string {
    return this.#raw.name;
  }

  /** What the tables of the file are read as; of JSON known once it is read. */
  get tables(): readonly ReadTable[] {
    return this.#tables;
  }

  /** 0 for tables keyed by id, 1 by e-mail address, 2 by account name. */
  get keyRank(): number {
    const how = this.#tables[0]?.plan.key.how;
    return how === 'email' ? 1 : how === 'account name' ? 2 : 0;
  }

  get summary(): InputSummary {
    const { rowsRead, rowsUsed, rowsSkipped, cellsRejected } = this.ledger;
    return {
      file: this.#raw.name,
      sha256: this.#raw.sha256,
      kind: kindOf(this.#tables),
      preset: this.#tables.map(({ plan }) => plan.preset?.name).find((name) => name !== undefined) ?? null,
      engine: this.#engine,
      engineBecause: this.#engines?.because(this.#file) ?? '',
      rows: { read: rowsRead, used: rowsUsed, skipped: rowsSkipped },
      cellsRejected,
      customers: this.customers,
    };
  }

  async #readCsv(look: Look, read: DelimitedTable): Promise<void> {
    const duckDb = this.#engines?.duckDbFor(this.#file) ?? null;
    if (duckDb !== null) return this.#readByDuckDb(duckDb, read);
    if (await this.#engines?.isMissed(this.#file)) this.#notices.onMissedEngine();
    const { plan, formats, dialect } = read;
    const table = openTable(plan, formats, this.#context, this.ledger);
    this.#context.noteFacts(plan, this.#raw.name);
    await parseCsv(this.#text(look), dialect, table, this.#raw.name);
    table.finish();
  }

  async #readByDuckDb(duckDb: DuckDb, read: DelimitedTable): Promise<void> {
    const { readCsv } = await import('./duckdb/readTable.ts');
    this.#engine = 'duckdb';
    this.#context.noteFacts(read.plan, this.#raw.name);
    await readCsv(duckDb, this.#file.source.path!, read, this.#task(read));
  }

  async #readParquet(read: ParquetTable): Promise<void> {
    const { readParquet } = await import('./duckdb/readTable.ts');
    const engines = this.#engines!;
    this.#engine = 'duckdb';
    this.#context.noteFacts(read.plan, this.#raw.name);
    const byColumn = engines.duckDbFor(this.#file) !== null;
    await readParquet(await engines.needDuckDb('A Parquet file'), read, byColumn, this.#task(read));
  }

  #task({ plan }: ReadTable): Task {
    const onBytes = () => this.#tellProgress();
    const engines = this.#engines!;
    const companions = { ids: engines.idsOf(plan), onlyEvents: engines.onlyEvents };
    return { raw: this.#raw, context: this.#context, ledger: this.ledger, onBytes, ...companions };
  }

  async #readJson(look: Look): Promise<void> {
    this.#engine = 'json';
    this.ledger.positional = false;
    const tables = new JsonTables(this.#file.role, this.options, this.#context, this.ledger);
    const records = new JsonRecords(tables, this.#raw.name, shapeOf(look.text));
    for await (const chunk of this.#text(look)) records.write(chunk);
    records.end();
    this.#tables = tables.finish();
  }

  /** The whole text as UTF-8, with progress told chunk by chunk. */
  async *#text({ encoding }: Look): AsyncGenerator<Buffer> {
    for await (const chunk of toUtf8(this.#raw.bytes(true), encoding.encoding, this.#notices)) {
      yield chunk;
      this.#tellProgress();
    }
  }

  #tellProgress(): void {
    const { bytes: ofBytes } = this.#file.source;
    const known = { bytes: this.#raw.taken, rows: this.ledger.rowsRead };
    this.#onProgress?.({ step: `reading ${this.#raw.name}`, ...known, ...(ofBytes !== undefined && { ofBytes }) });
  }
}
