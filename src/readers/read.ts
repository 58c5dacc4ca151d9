import type { InputFile, ReadOutcome, ReadRequest } from '../domain/reading.ts';
import type { InputKind, InputSummary } from '../domain/results.ts';
import type { Diagnostic } from '../foundation/diagnostics.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { DatasetContext } from './context.ts';
import { parseCsv } from './csv.ts';
import { decideEncoding, type EncodingDecision, toUtf8 } from './encoding.ts';
import type { ColumnFormats } from './formats.ts';
import { uniqueHeaders } from './header-row.ts';
import { isEnvelope, JsonRecords } from './json.ts';
import { JsonTables } from './json-tables.ts';
import { Ledger } from './ledger.ts';
import { countKnown } from './match.ts';
import { planTable, type TableKind, type TablePlan } from './plan.ts';
import { RawInput } from './raw.ts';
import { type Dialect, decideFormat, sampleRecords, sniffDialect } from './sniff.ts';
import { Survey } from './survey.ts';
import { TableReader } from './tables.ts';

/** Bytes looked at before anything is decided. */
const HEAD_BYTES = 1 << 18;

/**
 * Reads all files into one dataset. Bad rows and cells are diagnostics; a file that cannot be read at all is a
 * CxRoiError (`input_*`).
 */
export async function readDataset(request: ReadRequest): Promise<ReadOutcome> {
  const context = new DatasetContext(request.options);
  const inputs: InputSummary[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of request.files) {
    const reading = new FileReading(file, context, request.onProgress);
    inputs.push(await reading.run());
    for (const diagnostic of reading.ledger.diagnostics) diagnostics.push(diagnostic);
  }
  context.refuseUnusedMaps();
  return {
    dataset: context.dataset.seal(context.facts),
    inputs,
    diagnostics,
    warnings: context.warnings,
    assumptions: [],
  };
}

/** The reading of one file: look at its head, decide, then read it once from beginning to end. */
class FileReading {
  readonly ledger: Ledger;
  readonly #file: InputFile;
  readonly #raw: RawInput;
  readonly #context: DatasetContext;
  readonly #onProgress: ReadRequest['onProgress'];

  constructor(file: InputFile, context: DatasetContext, onProgress: ReadRequest['onProgress']) {
    this.#file = file;
    this.#raw = new RawInput(file.source);
    this.ledger = new Ledger(file.source.name);
    this.#context = context;
    this.#onProgress = onProgress;
  }

  async run(): Promise<InputSummary> {
    const { name } = this.#raw;
    const head = await this.#raw.head(HEAD_BYTES);
    if (head.length === 0) throw empty(name);
    const decision = decideEncoding(head, this.#context.options.encoding, name);
    const text = await headText(head, decision);
    if (text.trim() === '') throw empty(name);
    if (decision.reason === 'assumed') this.#sayAssumed(text);
    const format = decideFormat(text, name, this.#context.options.format);
    const kinds = format === 'json' ? await this.#readJson(decision, text) : await this.#readCsv(decision, text);
    const { rowsRead, rowsUsed, rowsSkipped, cellsRejected } = this.ledger;
    return {
      file: name,
      sha256: this.#raw.sha256,
      kind: kindOf(kinds),
      preset: null,
      engine: format === 'json' ? 'json' : 'csv-parse',
      rows: { read: rowsRead, used: rowsUsed, skipped: rowsSkipped },
      cellsRejected,
    };
  }

  async #readCsv(decision: EncodingDecision, text: string): Promise<TableKind[]> {
    const { options } = this.#context;
    const dialect = sniffDialect(text, options.delimiter, countKnown);
    const headers = uniqueHeaders(dialect.header, this.ledger);
    const plan = planTable(headers, this.#file.role, options, this.#raw.name);
    const formats = await this.#survey(plan, dialect, decision, text);
    const table = new TableReader(plan, formats, this.#context, this.ledger);
    this.#context.noteFacts(plan, this.#raw.name);
    await parseCsv(this.#text(decision), dialect, table, this.#raw.name);
    table.finish();
    if (this.ledger.rowsRead === 0) this.#sayWithoutRows();
    return [plan.kind];
  }

  /** How numbers and times are written: by the sample, and by the whole file where the sample leaves it open. */
  async #survey(plan: TablePlan, dialect: Dialect, decision: EncodingDecision, text: string): Promise<ColumnFormats> {
    const survey = new Survey(plan, this.#context.options);
    for (const { cells } of sampleRecords(text, dialect)) survey.record(cells);
    if (!survey.settled) await this.#surveyAll(survey, dialect, decision);
    return survey.formats(dialect.delimiter === ';' ? ',' : null, this.#raw.name);
  }

  async #surveyAll(survey: Survey, dialect: Dialect, decision: EncodingDecision): Promise<void> {
    const chunks = toUtf8(this.#raw.bytes(false), decision.encoding, () => {});
    try {
      await parseCsv(
        until(chunks, () => survey.settled),
        dialect,
        survey,
        this.#raw.name,
      );
    } catch (error) {
      // The end of what was needed can lie within quotes.
      if (!survey.settled) throw error;
    }
  }

  async #readJson(decision: EncodingDecision, text: string): Promise<TableKind[]> {
    const tables = new JsonTables(this.#file.role, this.#context, this.ledger);
    const records = new JsonRecords(tables, this.#raw.name, isEnvelope(text));
    for await (const chunk of this.#text(decision)) records.write(chunk);
    records.end();
    const kinds = tables.finish();
    if (this.ledger.rowsRead === 0) this.#sayWithoutRows();
    return kinds;
  }

  /** The whole text as UTF-8, with progress told chunk by chunk. */
  async *#text(decision: EncodingDecision): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of toUtf8(this.#raw.bytes(true), decision.encoding, (s) => this.#sayAssumed(s))) {
      yield chunk;
      bytes += chunk.length;
      this.#onProgress?.({ step: `reading ${this.#raw.name}`, bytes, rows: this.ledger.rowsRead });
    }
  }

  #sayAssumed(sample: string): void {
    const shown = /\S*[\u0080-\uffff]\S*/.exec(sample)?.[0].slice(0, 40) ?? '';
    const message = `The text is not UTF-8; it was read as Windows-1252, so that a word reads "${shown}".`;
    this.ledger.say(
      'warning',
      'encoding_assumed',
      message,
      'If that is wrong, say the encoding: --encoding windows-1250.',
    );
    this.#context.warn('encoding_assumed', `${this.#raw.name}: ${message}`, 1);
  }

  #sayWithoutRows(): void {
    const message = 'The file has a header and no rows.';
    this.ledger.say('warning', 'file_without_rows', message);
    this.#context.warn('file_without_rows', `${this.#raw.name}: ${message}`, 1);
  }
}

async function* until<T>(chunks: AsyncIterable<T>, done: () => boolean): AsyncGenerator<T> {
  for await (const chunk of chunks) {
    yield chunk;
    if (done()) return;
  }
}

async function headText(head: Buffer, { encoding }: EncodingDecision): Promise<string> {
  const parts: Buffer[] = [];
  const bytes = (async function* () {
    yield head;
  })();
  for await (const part of toUtf8(bytes, encoding, () => {})) parts.push(part);
  const text = Buffer.concat(parts).toString();
  // A line that the head cuts off shows no whole values.
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
  return head.length < HEAD_BYTES || end === 0 ? text : text.slice(0, end);
}

function empty(file: string): CxRoiError {
  return new CxRoiError('input_empty', 'The file is empty.', {
    location: { file },
    hint: 'Check that the export finished; a table needs a header row.',
  });
}

function kindOf(kinds: readonly TableKind[]): InputKind {
  const distinct = new Set(kinds);
  return distinct.size > 1 ? 'wide' : (kinds[0] ?? 'customers');
}
