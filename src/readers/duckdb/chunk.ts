import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api';

type Bindings = typeof import('@duckdb/node-bindings');

/** Bytes of a text's entry: its length, then the text itself if it is short, else its beginning and an address. */
const ENTRY_BYTES = 16;
/** The longest text whose bytes stand in its entry, zeros behind them. */
export const INLINE_BYTES = 12;
/** The most rows that a chunk has. */
export const MOST_ROWS = 2048;

/** The three bytes of U+FEFF. */
const BYTE_ORDER_MARK = 0xbfbbef;

/** Some thousand rows of a query, as views on DuckDB's own memory: gone with the next chunk. */
export class Chunk {
  readonly rows: number;
  readonly #chunk: DuckDBDataChunk;
  readonly #bindings: Bindings;

  constructor(chunk: DuckDBDataChunk, bindings: Bindings) {
    this.#chunk = chunk;
    this.#bindings = bindings;
    this.rows = chunk.rowCount;
    if (this.rows > MOST_ROWS) throw new Error(`a chunk of ${this.rows} rows`);
  }

  /** A column of doubles, none of them null. */
  doubles(column: number): Float64Array {
    const { buffer, byteOffset } = this.#data(column, 8);
    return new Float64Array(buffer, byteOffset, this.rows);
  }

  /** A column of 64-bit numbers, none of them null, as their low and high halves. */
  halves(column: number): Uint32Array {
    const { buffer, byteOffset } = this.#data(column, 8);
    return new Uint32Array(buffer, byteOffset, this.rows * 2);
  }

  texts(column: number): Texts {
    const vector = this.#bindings.data_chunk_get_vector(this.#chunk.chunk, column);
    const validity = this.#bindings.vector_get_validity(vector, Math.ceil(this.rows / 64) * 8) as Uint8Array | null;
    return new Texts(this.#data(column, ENTRY_BYTES), validity, () => this.#chunk.getColumnVector(column));
  }

  #data(column: number, bytes: number): Uint8Array {
    const vector = this.#bindings.data_chunk_get_vector(this.#chunk.chunk, column);
    return this.#bindings.vector_get_data(vector, this.rows * bytes);
  }
}

/** A column of texts. */
export class Texts {
  readonly bytes: Uint8Array;
  /** Four a row. */
  readonly words: Int32Array;
  /** A bit a row, 0 for null; null where no row is. */
  readonly validity: Uint8Array | null;
  readonly #items: () => DuckDBVector;

  constructor(bytes: Uint8Array, validity: Uint8Array | null, items: () => DuckDBVector) {
    this.bytes = bytes;
    this.words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    this.validity = validity;
    this.#items = items;
  }

  isNull(row: number): boolean {
    return this.validity !== null && ((this.validity[row >>> 3]! >>> (row & 7)) & 1) === 0;
  }

  /** Where the bytes of a short text begin. */
  start(row: number): number {
    return row * ENTRY_BYTES + 4;
  }

  text(row: number): string {
    const text = this.#items().getItem(row) as string;
    // The package takes a leading U+FEFF for a mark of the byte order.
    const marked = this.words[row * 4]! >= 3 && (this.words[row * 4 + 1]! & 0xffffff) === BYTE_ORDER_MARK;
    return marked ? `\ufeff${text}` : text;
  }
}
