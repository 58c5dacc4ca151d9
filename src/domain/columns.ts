/** Growable columns: values arrive in any order of fields, memory grows in chunks, nothing is copied to double. */

const CHUNK_BITS = 16;
const CHUNK_ROWS = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_ROWS - 1;

export type NumericArray = Float64Array | Float32Array | Int32Array | Uint16Array | Uint8Array | Int8Array;

/** Anything indexable by row that holds one number a row. */
export interface ColumnType<T extends NumericArray> {
  new (length: number): T;
  readonly BYTES_PER_ELEMENT: number;
}

/** One column under construction; rows never set read as `missing`. */
export class ColumnBuilder<T extends NumericArray> {
  readonly #type: ColumnType<T>;
  readonly #missing: number;
  readonly #chunks: T[] = [];
  /** One array that the first chunks are parts of; null where none was reserved. */
  #reserved: T | null = null;

  constructor(type: ColumnType<T>, missing: number) {
    this.#type = type;
    this.#missing = missing;
  }

  /** Whether any row was ever set. */
  get used(): boolean {
    return this.#chunks.length > 0;
  }

  /**
   * Makes room for about so many rows in one piece, which need not be copied in the end and goes back to the machine
   * whole. What is never set takes no memory. Only before the first value.
   */
  reserve(rows: number): void {
    if (!this.used) this.#reserved = new this.#type(Math.ceil(rows / CHUNK_ROWS) * CHUNK_ROWS);
  }

  set(row: number, value: number): void {
    const index = row >>> CHUNK_BITS;
    while (this.#chunks.length <= index) this.#chunks.push(this.#nextChunk());
    this.#chunks[index]![row & CHUNK_MASK] = value;
  }

  /** Sets the rows from `row` on to the first `count` values. */
  setAll(row: number, values: NumericArray, count: number): void {
    for (let done = 0; done < count; ) {
      const at = row + done;
      const room = CHUNK_ROWS - (at & CHUNK_MASK);
      const part = Math.min(room, count - done);
      // Setting the first of them makes the chunk.
      this.set(at, values[done]!);
      this.#chunks[at >>> CHUNK_BITS]!.set(values.subarray(done, done + part), at & CHUNK_MASK);
      done += part;
    }
  }

  /** Makes a row missing again. */
  clear(row: number): void {
    const chunk = this.#chunks[row >>> CHUNK_BITS];
    if (chunk !== undefined) chunk[row & CHUNK_MASK] = this.#missing;
  }

  get(row: number): number {
    return this.#chunks[row >>> CHUNK_BITS]?.[row & CHUNK_MASK] ?? this.#missing;
  }

  /** One array of `rows` values; the chunks are let go as they are copied. The builder is empty afterwards. */
  seal(rows: number): T {
    const reserved = this.#reserved;
    this.#reserved = null;
    if (reserved !== null && rows <= reserved.length) {
      if (this.#missing !== 0) reserved.fill(this.#missing, Math.min(rows, this.#chunks.length * CHUNK_ROWS), rows);
      this.#chunks.length = 0;
      return reserved.subarray(0, rows) as T;
    }
    const whole = new this.#type(rows);
    if (this.#missing !== 0) whole.fill(this.#missing);
    for (let start = 0; start < rows && this.#chunks.length > 0; start += CHUNK_ROWS) {
      const chunk = this.#chunks.shift()!;
      whole.set(rows - start < CHUNK_ROWS ? chunk.subarray(0, rows - start) : chunk, start);
    }
    this.#chunks.length = 0;
    return whole;
  }

  /** One array with the values of the rows named, in the order named. The builder is empty afterwards. */
  sealOrdered(order: Int32Array): T {
    // Rows are drawn from one flat array: by chunks every look-up would cost twice.
    const arrived = this.seal(order.length);
    const whole = new this.#type(order.length);
    for (let i = 0; i < order.length; i++) whole[i] = arrived[order[i]!]!;
    return whole;
  }

  #nextChunk(): T {
    const start = this.#chunks.length * CHUNK_ROWS;
    const reserved = this.#reserved;
    const within = reserved !== null && start + CHUNK_ROWS <= reserved.length;
    const chunk = within ? (reserved.subarray(start, start + CHUNK_ROWS) as T) : new this.#type(CHUNK_ROWS);
    if (this.#missing !== 0) chunk.fill(this.#missing);
    return chunk;
  }
}
