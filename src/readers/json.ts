import { CxRoiError } from '../foundation/errors.ts';
import { parseExactly } from './exactJson.ts';
import { faultOffset } from './jsonFault.ts';
import { type JsonShape, WRAPPERS } from './jsonShape.ts';

/** Takes the values of a JSON text: `section` names the array that held them, null for the text's own. */
export interface JsonSink {
  value(value: unknown, section: string | null, line: number): void;
  /** A member of the text's own object that is no array. */
  member?(name: string, value: unknown): void;
}

/** Bytes of one record; more is not a record but an unclosed string, or something nested without end. */
const RECORD_LIMIT = 1 << 24;

/** What stands open around the place that is read. */
type Container = { readonly kind: 'array'; readonly section: string | null } | { readonly kind: 'envelope' };

type State = 'value' | 'first' | 'after' | 'key' | 'first key' | 'colon' | 'end';

const [QUOTE, BACKSLASH, NEWLINE] = [34, 92, 10];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT, COMMA, COLON] = [91, 93, 123, 125, 44, 58];

/**
 * Reads JSON as it comes: an array of records, records one a line, or an object whose members are arrays of records.
 * Only one record is held at a time, so the text may be longer than the longest string.
 */
export class JsonRecords {
  readonly #sink: JsonSink;
  readonly #file: string;
  readonly #shape: JsonShape;
  readonly #read: (text: string) => unknown;
  readonly #open: Container[] = [];
  #state: State = 'value';
  #section: string | null = null;
  #line = 1;
  /** Bytes before the current line, to give columns. */
  #lineStart = 0;
  #offset = 0;
  #topValues = 0;
  #lastTopLine = 0;
  /** The value being collected: its pieces from earlier chunks, its depth, and whether a string is open in it. */
  #pieces: Buffer[] = [];
  #collected = 0;
  #collecting: 'no' | 'value' | 'key' = 'no';
  #depth = 0;
  #inString = false;
  #escaped = false;
  #startLine = 1;
  #startColumn = 1;

  constructor(sink: JsonSink, file: string, shape: JsonShape, read = parseExactly) {
    this.#sink = sink;
    this.#file = file;
    this.#shape = shape;
    this.#read = read;
  }

  write(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      at = this.#collecting === 'no' ? this.#structure(chunk, at) : this.#collect(chunk, at);
    }
    this.#offset += chunk.length;
  }

  end(): void {
    if (this.#collecting !== 'no') {
      if (this.#inString || this.#depth > 0 || this.#collecting === 'key') {
        throw this.#syntax('The text ends inside a value that begins here', this.#startLine, this.#startColumn);
      }
      this.#finishValue();
    }
    if (this.#open.length > 0)
      throw this.#syntax('The text ends before its brackets are closed', this.#line, this.#column(0));
    if (this.#topValues === 0) throw this.#syntax('There is no JSON value here', this.#line, 1);
  }

  /** One byte outside of records: white space, brackets and commas of the containers. */
  #structure(chunk: Buffer, at: number): number {
    const byte = chunk[at]!;
    if (byte === NEWLINE) this.#newLine(at);
    if (byte === NEWLINE || byte === 32 || byte === 13 || byte === 9) return at + 1;
    switch (this.#state) {
      case 'first':
      case 'value':
        return this.#startValue(byte, at);
      case 'first key':
      case 'key':
        if (byte === CLOSE_OBJECT && this.#state === 'first key') return this.#close(at);
        if (byte !== QUOTE) throw this.#unexpected(byte, at, 'a key in double quotes');
        return this.#startCollecting('key', at);
      case 'colon':
        if (byte !== COLON) throw this.#unexpected(byte, at, 'a colon');
        this.#state = 'value';
        return at + 1;
      case 'after':
        return this.#afterValue(byte, at);
      default:
        throw this.#unexpected(byte, at, 'the end of the text');
    }
  }

  #startValue(byte: number, at: number): number {
    const inside = this.#open.at(-1);
    if (byte === CLOSE_ARRAY && this.#state === 'first' && inside?.kind === 'array') return this.#close(at);
    if (inside === undefined && this.#topValues > 0 && this.#lastTopLine === this.#line) {
      throw this.#unexpected(byte, at, 'a new line before the next record');
    }
    if (byte === OPEN_ARRAY && inside?.kind !== 'array' && (inside !== undefined || this.#topValues === 0)) {
      this.#open.push({ kind: 'array', section: this.#section });
      this.#state = 'first';
      return at + 1;
    }
    const wraps =
      inside === undefined
        ? this.#shape !== 'records'
        : inside.kind === 'envelope' && WRAPPERS.has(this.#section ?? '');
    if (byte === OPEN_OBJECT && wraps) {
      this.#open.push({ kind: 'envelope' });
      this.#state = 'first key';
      return at + 1;
    }
    return this.#startCollecting('value', at);
  }

  #afterValue(byte: number, at: number): number {
    const inside = this.#open.at(-1)!;
    if (byte === COMMA) {
      this.#state = inside.kind === 'array' ? 'value' : 'key';
      return at + 1;
    }
    if (byte === (inside.kind === 'array' ? CLOSE_ARRAY : CLOSE_OBJECT)) return this.#close(at);
    throw this.#unexpected(byte, at, inside.kind === 'array' ? 'a comma or ]' : 'a comma or }');
  }

  #close(at: number): number {
    this.#open.pop();
    if (this.#open.length === 0) {
      this.#topValues++;
      this.#state = 'end';
    } else this.#state = 'after';
    return at + 1;
  }

  #startCollecting(what: 'value' | 'key', at: number): number {
    this.#collecting = what;
    this.#pieces = [];
    this.#collected = 0;
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    this.#startLine = this.#line;
    this.#startColumn = this.#column(at);
    return at;
  }

  /** Takes bytes of a record up to its end, which is where its own brackets and strings are closed. */
  #collect(chunk: Buffer, from: number): number {
    let at = from;
    let done = false;
    for (; at < chunk.length && !done; at++) {
      const byte = chunk[at]!;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) {
          this.#inString = false;
          done = this.#depth === 0;
        }
      } else if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth++;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        if (this.#depth === 0) break;
        done = --this.#depth === 0;
      } else if (this.#depth === 0 && (byte === COMMA || byte <= 32)) break;
      if (byte === NEWLINE) this.#newLine(at);
    }
    this.#pieces.push(chunk.subarray(from, at));
    this.#collected += at - from;
    if (this.#collected > RECORD_LIMIT) throw this.#tooLong();
    if (at < chunk.length || done) this.#finishValue();
    return at;
  }

  #finishValue(): void {
    const key = this.#collecting === 'key';
    const text = (this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces)).toString();
    this.#collecting = 'no';
    this.#pieces = [];
    const value = this.#parse(text);
    if (key) {
      this.#section = String(value);
      this.#state = 'colon';
      return;
    }
    const inside = this.#open.at(-1);
    this.#state = inside === undefined ? 'value' : 'after';
    if (inside === undefined) {
      this.#topValues++;
      this.#lastTopLine = this.#line;
    }
    if (inside?.kind !== 'envelope') this.#sink.value(value, inside?.section ?? null, this.#startLine);
    else if (this.#shape !== 'map') this.#sink.member?.(this.#section ?? '', value);
    else this.#sink.value({ id: this.#section, ...(value as object) }, null, this.#startLine);
  }

  #parse(text: string): unknown {
    try {
      return this.#read(text);
    } catch {
      const position = faultOffset(text);
      const before = text.slice(0, position);
      const lines = before.split('\n');
      const line = this.#startLine + lines.length - 1;
      const column = lines.length === 1 ? this.#startColumn + position : lines.at(-1)!.length + 1;
      throw this.#syntax('This is not valid JSON', line, column);
    }
  }

  #newLine(at: number): void {
    this.#line++;
    this.#lineStart = this.#offset + at + 1;
  }

  #column(at: number): number {
    return this.#offset + at - this.#lineStart + 1;
  }

  #unexpected(byte: number, at: number, expected: string): CxRoiError {
    const found = byte > 32 && byte < 127 ? `"${String.fromCharCode(byte)}"` : `byte ${byte}`;
    return this.#syntax(`There is ${found} where ${expected} should be`, this.#line, this.#column(at));
  }

  #syntax(message: string, line: number, column: number): CxRoiError {
    return new CxRoiError('input_syntax', `${message}.`, {
      location: { file: this.#file, line, column },
      hint: 'If this is not JSON, say so: --input-format csv.',
    });
  }

  #tooLong(): CxRoiError {
    return new CxRoiError('input_limit', `A record has more than ${RECORD_LIMIT} bytes.`, {
      location: { file: this.#file, line: this.#startLine, column: this.#startColumn },
      hint: 'Look for a bracket or a quote that opens here and is not closed.',
    });
  }
}
