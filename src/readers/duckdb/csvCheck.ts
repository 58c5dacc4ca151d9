import { isUtf8 } from 'node:buffer';
import type { Dialect } from '../sniff.ts';
import { Unfit } from './unfit.ts';

const [NUL, NEWLINE, RETURN, QUOTE] = [0, 10, 13, 34];

/** Where in a record the next byte stands; CLOSING: after a quote that closed its cell unless a second one follows. */
const [START, PLAIN, QUOTED, CLOSING] = [0, 1, 2, 3];

/** Bytes of an unfinished line; the readers differ in how long a line may be. */
const MOST_CARRIED = 1 << 20;

const EMPTY = Buffer.alloc(0);

/**
 * Looks at the bytes of a file while DuckDB reads it: both readers agree where the text is UTF-8, ends its lines in one
 * way, and quotes cells as RFC 4180 says. Counts the records, so that none can be lost, and beside quotes their cells:
 * there DuckDB passes over cells that are too many.
 */
export class CsvCheck {
  /** Lines that are not empty, those of a quoted cell together with the first. */
  records = 0;
  readonly #delimiter: number;
  /** Whether lines end by CRLF. */
  readonly #returns: boolean;
  readonly #width: number;
  /** Records before the header. */
  readonly #above: number;
  readonly #severalLines: boolean;
  #carry: Buffer = EMPTY;
  #begun = false;
  /** Whether a quote was seen, from where on every byte is looked at. */
  #quotes = false;
  #state = START;
  #lineIsEmpty = true;
  #cells = 1;
  /** Characters of the quoted cell so far, and whether the first of them is a quote. */
  #cellLength = 0;
  #opensWithQuote = false;

  /** `severalLines`: whether a quoted cell may go on over lines, which DuckDB must be told before. */
  constructor({ delimiter, lineEnds, header, skipLines }: Dialect, severalLines: boolean) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#returns = lineEnds.includes('\r\n');
    this.#width = header.length;
    this.#above = skipLines;
    this.#severalLines = severalLines;
  }

  /** Takes the next bytes. @throws Unfit */
  take(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (bytes.includes(NUL)) throw new Unfit('the text holds NUL characters');
    // A whole number of lines is a whole number of characters.
    const start = bytes.indexOf(NEWLINE) + 1;
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      this.#takeLines(Buffer.concat([this.#carry, bytes.subarray(0, start)]));
      this.#takeLines(bytes.subarray(start, end));
      this.#carry = EMPTY;
    }
    this.#carry = Buffer.concat([this.#carry, bytes.subarray(end)]);
    if (this.#carry.length > MOST_CARRIED) throw new Unfit('a line is very long');
  }

  end(): void {
    this.#takeLines(this.#carry);
    if (this.#state === QUOTED) throw new Unfit('a quote is not closed');
    this.#endRecord();
  }

  #takeLines(lines: Buffer): void {
    if (lines.length === 0) return;
    const bytes = this.#begun || lines.indexOf('\ufeff') !== 0 ? lines : lines.subarray(3);
    this.#begun = true;
    if (!isUtf8(bytes)) throw new Unfit('the text is not all UTF-8');
    if (!this.#returns && bytes.includes(RETURN)) throw new Unfit('a carriage return stands within a line');
    this.#quotes ||= bytes.includes(QUOTE);
    if (this.#quotes) this.#lookAtBytes(bytes);
    else this.#lookAtLines(bytes);
  }

  #lookAtLines(bytes: Buffer): void {
    let start = 0;
    for (let next = bytes.indexOf(NEWLINE); next >= 0; next = bytes.indexOf(NEWLINE, start)) {
      const end = this.#returns ? next - 1 : next;
      if (this.#returns && bytes.indexOf(RETURN, start) !== end) throw new Unfit('its lines end in two ways');
      if (end > start) this.records++;
      start = next + 1;
    }
    this.#lineIsEmpty = start === bytes.length;
  }

  #lookAtBytes(bytes: Buffer): void {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (this.#state === QUOTED) this.#takeQuoted(byte);
      else if (byte === QUOTE) this.#takeQuote();
      else if (byte === NEWLINE) this.#endLine(bytes[i - 1]);
      else if (byte !== RETURN) this.#takePlain(byte);
      else if (bytes[i + 1] !== NEWLINE) throw new Unfit('a carriage return stands within a line');
    }
  }

  #takePlain(byte: number): void {
    if (this.#state === CLOSING && byte !== this.#delimiter) throw new Unfit('text follows a closing quote');
    const ends = byte === this.#delimiter;
    if (ends) this.#cells++;
    this.#state = ends ? START : PLAIN;
    this.#lineIsEmpty = false;
  }

  #takeQuoted(byte: number): void {
    if (byte === QUOTE) {
      this.#state = CLOSING;
      return;
    }
    if (byte === NEWLINE && !this.#severalLines) throw new Unfit('a cell goes on over several lines');
    // The exact reader takes a cell that begins with a quote and goes on over lines for a mistake, and mends it.
    if (byte === NEWLINE && this.#opensWithQuote) throw new Unfit('a quote opens a cell of several lines');
    this.#cellLength++;
  }

  /** A quote that opens a cell, or the second of two within one. */
  #takeQuote(): void {
    if (this.#state === PLAIN) throw new Unfit('a quote stands within a cell');
    if (this.#state === START) this.#cellLength = 0;
    else this.#cellLength++;
    this.#opensWithQuote = this.#cellLength === 1 || (this.#cellLength > 1 && this.#opensWithQuote);
    this.#state = QUOTED;
    this.#lineIsEmpty = false;
  }

  #endLine(before: number | undefined): void {
    if (this.#returns && before !== RETURN) throw new Unfit('its lines end in two ways');
    this.#endRecord();
    this.#state = START;
  }

  #endRecord(): void {
    if (this.#lineIsEmpty) return;
    this.records++;
    if (this.#quotes && this.records > this.#above && this.#cells !== this.#width) throw new Unfit('a row is ragged');
    this.#lineIsEmpty = true;
    this.#cells = 1;
  }
}
