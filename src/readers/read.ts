import type { InputFile, ReadOptions, ReadOutcome, ReadRequest } from '../domain/reading.ts';
import type { InputKind, InputSummary } from '../domain/results.ts';
import { DatasetContext } from './context.ts';
import { parseCsv } from './csv.ts';
import type { EightBitDecision } from './eightBit.ts';
import { toUtf8 } from './encoding.ts';
import { JsonRecords } from './json.ts';
import { shapeOf } from './jsonShape.ts';
import { JsonTables } from './jsonTables.ts';
import { Ledger } from './ledger.ts';
import { type DelimitedTable, type Look, lookAt, type ReadTable } from './look.ts';
import { refuseUnusedMaps } from './maps.ts';
import { CustomerMatching, type FileContent, type MatchedCustomers } from './matching.ts';
import { openTable } from './openTable.ts';
import type { ReadRates } from './rates.ts';
import { RawInput } from './raw.ts';
import { type UnusedColumn, unusedColumns } from './unused.ts';

/**
 * Reads all files into one dataset. Bad rows and cells are diagnostics; a file that cannot be read at all is a
 * CxRoiError (`input_*`).
 */
export async function readDataset(request: ReadRequest): Promise<ReadOutcome> {
  const rates = await ratesOf(request.options);
  const context = new DatasetContext(request.options, rates?.exchange);
  const files = request.files.map((file) => new FileReading(file, context, request.onProgress));
  for (const file of files) await file.look();
  // Tables that name customers by e-mail address or account name join those that know their ids.
  for (const file of [...files].sort((a, b) => a.keyRank - b.keyRank)) await file.read();
  refuseUnusedMaps(files, request.options);
  const contradiction = context.contradiction();
  if (contradiction !== null) throw contradiction;
  finishFiles(files, context);
  const dataset = context.dataset.seal(context.facts);
  return {
    dataset,
    inputs: [...files.map((file) => file.summary), ...(rates === null ? [] : [rates.summary])],
    diagnostics: files.flatMap((file) => file.ledger.diagnostics),
    warnings: context.warnings,
    assumptions: context.assumptions,
  };
}

/** What can be said once all files were read: whose customers found the other side, what was converted. */
export function finishFiles(files: readonly FileReading[], context: DatasetContext): void {
  const matching = new CustomerMatching(context.dataset, files);
  const matched = matching.match();
  if (matched !== null) {
    for (const [i, file] of files.entries()) file.customers = matched[i] ?? null;
    if (matching.warning !== null) context.warnings.push(matching.warning);
  }
  context.sayConverted();
}

/** The rates that amounts are converted by, if any are given. */
export async function ratesOf({ rates, currency }: ReadOptions): Promise<ReadRates | null> {
  if (rates === null) return null;
  const { readRates } = await import('./rates.ts');
  return readRates(rates, currency);
}

/** The reading of one file: look at its beginning, decide, then read it once from beginning to end. */
export class FileReading implements FileContent {
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
  #look: Look | undefined;
  #tables: readonly ReadTable[] = [];

  constructor(file: InputFile, context: DatasetContext, onProgress: ReadRequest['onProgress']) {
    this.#file = file;
    this.options = file.options ?? context.options;
    this.#raw = new RawInput(file.source);
    this.ledger = new Ledger(file.source.name, context.nextRank());
    this.#context = context;
    this.#onProgress = onProgress;
  }

  /** Decides how the file is read. */
  async look(): Promise<Look> {
    this.#look = await lookAt(this.#raw, this.#file.role, this.options, this.ledger);
    if (this.#look.table !== null) this.#tables = [this.#look.table];
    return this.#look;
  }

  async read(): Promise<void> {
    const look = this.#look ?? (await this.look());
    if (look.encoding.eightBit !== undefined) this.#sayEightBit(look.encoding.eightBit);
    const { interactions } = this.#context.dataset;
    this.firstInteraction = interactions.rows;
    if (look.table === null) await this.#readJson(look);
    else await this.#readCsv(look, look.table);
    this.endInteraction = interactions.rows;
    if (this.ledger.rowsRead === 0) this.#sayWithoutRows();
    for (const { plan, sample } of this.#tables) this.#sayUnused(unusedColumns(plan, sample));
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
      engine: this.#look?.table === null ? 'json' : 'csv-parse',
      rows: { read: rowsRead, used: rowsUsed, skipped: rowsSkipped },
      cellsRejected,
      customers: this.customers,
    };
  }

  async #readCsv(look: Look, { plan, formats, dialect }: DelimitedTable): Promise<void> {
    const table = openTable(plan, formats, this.#context, this.ledger);
    this.#context.noteFacts(plan, this.#raw.name);
    await parseCsv(this.#text(look), dialect, table, this.#raw.name);
    table.finish();
  }

  async #readJson(look: Look): Promise<void> {
    this.ledger.positional = false;
    const tables = new JsonTables(this.#file.role, this.options, this.#context, this.ledger);
    const records = new JsonRecords(tables, this.#raw.name, shapeOf(look.text));
    for await (const chunk of this.#text(look)) records.write(chunk);
    records.end();
    this.#tables = tables.finish();
  }

  /** The whole text as UTF-8, with progress told chunk by chunk. */
  async *#text({ encoding }: Look): AsyncGenerator<Buffer> {
    let bytes = 0;
    const notices = {
      onEightBit: (decision: EightBitDecision) => this.#sayEightBit(decision),
      onFlawed: () => this.#sayFlawed(),
    };
    const step = `reading ${this.#raw.name}`;
    for await (const chunk of toUtf8(this.#raw.bytes(true), encoding.encoding, notices)) {
      yield chunk;
      bytes += chunk.length;
      this.#onProgress?.({ step, bytes, rows: this.ledger.rowsRead });
    }
  }

  #sayUnused(columns: readonly UnusedColumn[]): void {
    for (const { header, like, field, ofYear } of columns.slice(0, SHOWN_UNUSED)) {
      const message = `"${header}" looks like ${like}, and is not used.`;
      const hint = ofYear
        ? `If it is, add the years up in one column and name that: --map '${field}=Header'.`
        : `If it is, say so: --map '${field}=${header}'.`;
      this.ledger.say('warning', 'column_unused', message, hint);
      this.#context.warn('column_unused', `${this.#raw.name}: ${message}`, 1);
    }
  }

  #sayFlawed(): void {
    const message = 'Some bytes are not UTF-8, though the text is; they are read as \ufffd.';
    this.ledger.say('warning', 'encoding_flawed', message, 'If many are, say the encoding: --encoding windows-1252.');
    this.#context.warn('encoding_flawed', `${this.#raw.name}: ${message}`, 1);
  }

  #sayEightBit({ encoding, samples }: EightBitDecision): void {
    const [name, other] =
      encoding === 'windows-1250' ? ['Windows-1250', 'windows-1252'] : ['Windows-1252', 'windows-1250'];
    const quoted = (words: readonly string[]) => words.map((word) => `"${word}"`).join(' and ');
    const shown = samples.length === 0 ? '' : `: ${quoted(samples.map(({ asRead }) => asRead))}`;
    const message = `The text is not UTF-8; it was read as ${name}${shown}.`;
    const differing = samples.filter(({ asRead, otherwise }) => asRead !== otherwise).map((sample) => sample.otherwise);
    const hint =
      differing.length === 0
        ? `If that is wrong, say the encoding: --encoding ${other}.`
        : `If ${quoted(differing)} ${differing.length === 1 ? 'is' : 'are'} right, say so: --encoding ${other}.`;
    this.ledger.say('warning', 'encoding_assumed', message, hint);
    this.#context.warn('encoding_assumed', `${this.#raw.name}: ${message}`, 1);
  }

  #sayWithoutRows(): void {
    const message = 'The file has a header and no rows.';
    this.ledger.say('warning', 'file_without_rows', message);
    this.#context.warn('file_without_rows', `${this.#raw.name}: ${message}`, 1);
  }
}

/** More is not a message but a list, which `inspect` has. */
const SHOWN_UNUSED = 5;

function kindOf(tables: readonly ReadTable[]): InputKind {
  // Costs beside customers and their interactions belong to none of them.
  const kinds = new Set(tables.map(({ plan }) => plan.kind));
  if (kinds.size > 1) kinds.delete('costs');
  return kinds.size > 1 ? 'wide' : ([...kinds][0] ?? 'customers');
}
