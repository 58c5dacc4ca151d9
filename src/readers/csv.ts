import { type CsvError, Parser } from 'csv-parse';
import { CxRoiError } from '../foundation/errors.ts';
import { CR, LineRecords, NEWLINE, RECORD_LIMIT, tooLong } from './lineRecords.ts';
import { mending } from './repair.ts';
import type { Dialect } from './sniff.ts';
import type { RecordSink } from './tables.ts';

/**
 * Parses delimited text and hands every record below the header to the sink. As long as no double quote has been
 * seen a line is a record and is simply split; from the first quote on csv-parse takes over.
 */
export async function parseCsv(
  chunks: AsyncIterable<Buffer>,
  dialect: Dialect,
  sink: RecordSink,
  file: string,
): Promise<void> {
  const lines = new LineRecords(dialect, withoutHeader(sink), file);
  let parser: QuotedRecords | null = null;
  for await (const chunk of skipLines(chunks, dialect.skipLines)) {
    const rest: Buffer = parser === null ? lines.write(chunk) : chunk;
    if (rest.length === 0) continue;
    parser ??= new QuotedRecords(dialect, mending(lines.sink, dialect), lines.linesRead, file);
    await parser.take(rest);
  }
  if (parser === null) lines.end();
  else await parser.finish();
}

function withoutHeader(sink: RecordSink): RecordSink {
  let below = false;
  return {
    record(cells, line) {
      if (below) sink.record(cells, line);
      below = true;
    },
  };
}

/** csv-parse, fed by chunks and giving its records as they are made. */
class QuotedRecords {
  readonly #parser: RecordParser;
  readonly #file: string;

  constructor(dialect: Dialect, sink: RecordSink, linesBefore: number, file: string) {
    this.#parser = new RecordParser(dialect, sink, linesBefore);
    this.#file = file;
  }

  take(chunk: Buffer): Promise<void> {
    return this.#settled((done) => this.#parser.write(chunk, done));
  }

  finish(): Promise<void> {
    return this.#settled((done) => {
      this.#parser.once('error', done);
      this.#parser.end(done);
    });
  }

  async #settled(start: (done: (error?: Error | null) => void) => void): Promise<void> {
    try {
      await new Promise<void>((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
    } catch (error) {
      throw isCsvError(error) ? explained(error, this.#parser.openLine, this.#file) : error;
    }
  }
}

/**
 * csv-parse that hands records on as they are made instead of queueing them, so that its count of lines belongs to
 * the record (its own `info` option costs as much again as the parsing).
 */
class RecordParser extends Parser {
  readonly #sink: RecordSink;
  readonly #before: number;
  #lines = 0;
  #emptyLines = 0;
  /** csv-parse counts a CRLF inside quotes as two lines. */
  #overcounted = 0;

  constructor(dialect: Dialect, sink: RecordSink, linesBefore: number) {
    super({
      delimiter: dialect.delimiter,
      record_delimiter: [...dialect.lineEnds],
      quote: dialect.quote,
      escape: dialect.escape,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: RECORD_LIMIT,
    });
    this.#sink = sink;
    this.#before = linesBefore;
    // Without a listener an error would be thrown past whoever waits for the write.
    this.on('error', () => {});
    this.resume();
  }

  override push(record: unknown): boolean {
    if (record === null) return super.push(null);
    const cells = record as string[];
    const lines = this.info.lines;
    const line = lines - this.#lines === 1 ? lines - this.#overcounted : this.#startLine(cells, lines);
    this.#lines = lines;
    this.#emptyLines = this.info.empty_lines;
    this.#sink.record(cells, line + this.#before);
    return true;
  }

  /** Where the record that was open when parsing failed began. */
  get openLine(): number {
    const blank = this.info.empty_lines - this.#emptyLines;
    return this.#lines - this.#overcounted + blank + 1 + this.#before;
  }

  #startLine(cells: readonly string[], lines: number): number {
    let counted = 0;
    let actual = 0;
    for (const cell of cells) {
      if (!cell.includes('\n') && !cell.includes('\r')) continue;
      counted += cell.match(/[\r\n]/g)?.length ?? 0;
      actual += cell.match(/\r\n|[\r\n]/g)?.length ?? 0;
    }
    const start = lines - counted - this.#overcounted;
    this.#overcounted += counted - actual;
    return start;
  }
}

async function* skipLines(chunks: AsyncIterable<Buffer>, lines: number): AsyncGenerator<Buffer> {
  let left = lines;
  let afterCr = false;
  for await (const chunk of chunks) {
    let at = 0;
    for (; at < chunk.length && (left > 0 || afterCr); at++) {
      const byte = chunk[at];
      const second = afterCr && byte === NEWLINE;
      if (left === 0 && !second) break;
      afterCr = byte === CR;
      if (byte === CR || (byte === NEWLINE && !second)) left--;
    }
    if (at < chunk.length) yield at === 0 ? chunk : chunk.subarray(at);
  }
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && /^(?:CSV|INVALID)_/.test(String(error.code));
}

function explained(error: CsvError, line: number, file: string): CxRoiError {
  if (error.code === 'CSV_MAX_RECORD_SIZE') return tooLong(file, line);
  if (error.code !== 'CSV_QUOTE_NOT_CLOSED') {
    return new CxRoiError('input_syntax', error.message, { location: { file, line }, cause: error });
  }
  return new CxRoiError('input_syntax', 'A double quote opens in the record that begins here and is never closed.', {
    location: { file, line },
    hint: 'Close it, or write "" for a quote that belongs to the text.',
    cause: error,
  });
}
