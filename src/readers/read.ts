import type { InputFile, ReadOutcome, ReadRequest } from '../domain/reading.ts';
import type { InputKind, InputSummary } from '../domain/results.ts';
import { DatasetContext } from './context.ts';
import { parseCsv } from './csv.ts';
import { toUtf8 } from './encoding.ts';
import { JsonRecords } from './json.ts';
import { shapeOf } from './jsonShape.ts';
import { JsonTables } from './jsonTables.ts';
import { Ledger } from './ledger.ts';
import { type DelimitedTable, type Look, lookAt, type ReadTable } from './look.ts';
import { pseudonyms } from './pseudonyms.ts';
import { RawInput } from './raw.ts';
import { TableReader } from './tables.ts';

/**
 * Reads all files into one dataset. Bad rows and cells are diagnostics; a file that cannot be read at all is a
 * CxRoiError (`input_*`).
 */
export async function readDataset(request: ReadRequest): Promise<ReadOutcome> {
  const context = new DatasetContext(request.options);
  const files = request.files.map((file) => new FileReading(file, context, request.onProgress));
  for (const file of files) await file.look();
  // Tables that name customers by e-mail address or account name join those that know their ids.
  for (const file of [...files].sort((a, b) => a.keyRank - b.keyRank)) await file.read();
  context.refuseUnusedMaps();
  const { pseudonymKey: key } = request.options;
  const dataset = context.dataset.seal(context.facts, key === null ? null : pseudonyms(key));
  context.sayOrphans(dataset);
  return {
    dataset,
    inputs: files.map((file) => file.summary),
    diagnostics: files.flatMap((file) => file.ledger.diagnostics),
    warnings: context.warnings,
    assumptions: [],
  };
}

/** The reading of one file: look at its beginning, decide, then read it once from beginning to end. */
export class FileReading {
  readonly ledger: Ledger;
  readonly #file: InputFile;
  readonly #raw: RawInput;
  readonly #context: DatasetContext;
  readonly #onProgress: ReadRequest['onProgress'];
  #look: Look | undefined;
  #tables: readonly ReadTable[] = [];

  constructor(file: InputFile, context: DatasetContext, onProgress: ReadRequest['onProgress']) {
    this.#file = file;
    this.#raw = new RawInput(file.source);
    this.ledger = new Ledger(file.source.name);
    this.#context = context;
    this.#onProgress = onProgress;
  }

  /** Decides how the file is read. */
  async look(): Promise<Look> {
    this.#look = await lookAt(this.#raw, this.#file.role, this.#context.options, this.ledger);
    if (this.#look.table !== null) this.#tables = [this.#look.table];
    return this.#look;
  }

  async read(): Promise<void> {
    const look = this.#look ?? (await this.look());
    if (look.encoding.reason === 'assumed') this.#sayAssumed(look.text);
    if (look.table === null) await this.#readJson(look);
    else await this.#readCsv(look, look.table);
    if (this.ledger.rowsRead === 0) this.#sayWithoutRows();
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
    };
  }

  async #readCsv(look: Look, { plan, formats, dialect }: DelimitedTable): Promise<void> {
    const table = new TableReader(plan, formats, this.#context, this.ledger);
    this.#context.noteFacts(plan, this.#raw.name);
    await parseCsv(this.#text(look), dialect, table, this.#raw.name);
    table.finish();
  }

  async #readJson(look: Look): Promise<void> {
    this.ledger.positional = false;
    const tables = new JsonTables(this.#file.role, this.#context, this.ledger);
    const records = new JsonRecords(tables, this.#raw.name, shapeOf(look.text));
    for await (const chunk of this.#text(look)) records.write(chunk);
    records.end();
    this.#tables = tables.finish();
  }

  /** The whole text as UTF-8, with progress told chunk by chunk. */
  async *#text({ encoding }: Look): AsyncGenerator<Buffer> {
    let bytes = 0;
    const notices = { onAssumed: (text: string) => this.#sayAssumed(text), onFlawed: () => this.#sayFlawed() };
    const step = `reading ${this.#raw.name}`;
    for await (const chunk of toUtf8(this.#raw.bytes(true), encoding.encoding, notices)) {
      yield chunk;
      bytes += chunk.length;
      this.#onProgress?.({ step, bytes, rows: this.ledger.rowsRead });
    }
  }

  #sayFlawed(): void {
    const message = 'Some bytes are not UTF-8, though the text is; they are read as \ufffd.';
    this.ledger.say('warning', 'encoding_flawed', message, 'If many are, say the encoding: --encoding windows-1252.');
    this.#context.warn('encoding_flawed', `${this.#raw.name}: ${message}`, 1);
  }

  #sayAssumed(sample: string): void {
    const shown = /[^\s,;|"]*[\u0080-\uffff][^\s,;|"]*/.exec(sample)?.[0].slice(0, 40) ?? '';
    const message = `The text is not UTF-8; it was read as Windows-1252, so that a word reads "${shown}".`;
    const hint = 'If that is wrong, say the encoding: --encoding windows-1250.';
    this.ledger.say('warning', 'encoding_assumed', message, hint);
    this.#context.warn('encoding_assumed', `${this.#raw.name}: ${message}`, 1);
  }

  #sayWithoutRows(): void {
    const message = 'The file has a header and no rows.';
    this.ledger.say('warning', 'file_without_rows', message);
    this.#context.warn('file_without_rows', `${this.#raw.name}: ${message}`, 1);
  }
}

function kindOf(tables: readonly ReadTable[]): InputKind {
  const kinds = new Set(tables.map(({ plan }) => plan.kind));
  return kinds.size > 1 ? 'wide' : (tables[0]?.plan.kind ?? 'customers');
}
