import { isAscii } from 'node:buffer';
import { CxRoiError } from '../foundation/errors.ts';
import type { Dialect } from './sniff.ts';
import type { RecordSink } from './tables.ts';

/** Characters of one record; more is not a table but an open quote or an attack. */
export const RECORD_LIMIT = 1 << 24;

export const NEWLINE = 10;
export const CR = 13;

/** Records of a text without quotes: its lines. */
export class LineRecords {
  readonly sink: RecordSink;
  linesRead: number;
  readonly #delimiter: string;
  readonly #quote: string;
  readonly #file: string;
  /** Lines end by LF or CRLF; where a lone CR ends them every text is left to csv-parse. */
  readonly #usable: boolean;
  readonly #dropsCr: boolean;
  #carry: Buffer = Buffer.alloc(0);

  constructor(dialect: Dialect, sink: RecordSink, file: string) {
    this.sink = sink;
    this.linesRead = dialect.skipLines;
    this.#delimiter = dialect.delimiter;
    this.#quote = dialect.quote;
    this.#file = file;
    this.#usable = !dialect.lineEnds.includes('\r');
    this.#dropsCr = dialect.lineEnds.includes('\r\n');
  }

  /** Takes the whole lines before the first quote; what is left from that line on is csv-parse's. */
  write(chunk: Buffer): Buffer {
    if (!this.#usable) return chunk;
    const bytes = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk]);
    const quote = bytes.indexOf(this.#quote);
    const end = bytes.lastIndexOf(NEWLINE, quote < 0 ? undefined : quote) + 1;
    this.#takeLines(bytes.subarray(0, end));
    if (quote >= 0) return bytes.subarray(end);
    this.#carry = bytes.subarray(end);
    if (this.#carry.length > RECORD_LIMIT) throw tooLong(this.#file, this.linesRead + 1);
    return Buffer.alloc(0);
  }

  end(): void {
    this.#takeLines(this.#carry);
  }

  #takeLines(bytes: Buffer): void {
    if (isAscii(bytes) && this.#delimiter.length === 1) this.#takeAscii(bytes);
    else this.#takeText(bytes.toString('utf8'));
  }

  /** Where every character is a byte, one look at each byte finds all cells. */
  #takeAscii(bytes: Buffer): void {
    const text = bytes.toString('latin1');
    const delimiter = this.#delimiter.charCodeAt(0);
    let cells: string[] = [];
    let [line, cell] = [0, 0];
    for (let i = 0; i <= bytes.length; i++) {
      const byte = i < bytes.length ? bytes[i]! : NEWLINE;
      if (byte === delimiter) {
        cells.push(text.slice(cell, i));
        cell = i + 1;
      } else if (byte === NEWLINE) {
        if (i === bytes.length && line === i) return;
        this.linesRead++;
        const last = this.#dropsCr && i > cell && bytes[i - 1] === CR ? i - 1 : i;
        cells.push(text.slice(cell, last));
        if (last > line) this.sink.record(cells, this.linesRead);
        cells = [];
        line = i + 1;
        cell = line;
      }
    }
  }

  #takeText(text: string): void {
    for (let start = 0; start < text.length; ) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      this.linesRead++;
      const last = this.#dropsCr && text.charCodeAt(end - 1) === CR ? end - 1 : end;
      if (last > start) this.sink.record(text.slice(start, last).split(this.#delimiter), this.linesRead);
      start = end + 1;
    }
  }
}

export function tooLong(file: string, line: number): CxRoiError {
  return new CxRoiError('input_limit', `A record has more than ${RECORD_LIMIT} characters.`, {
    location: { file, line },
    hint: 'Look for a double quote that opens here and is not closed.',
  });
}
