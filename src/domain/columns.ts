/** Growable columns: values arrive in any order of fields, memory grows in chunks, nothing is copied to double. */

const CHUNK_BITS = 16;
const CHUNK_ROWS = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_ROWS - 1;

export type NumericArray = Float64Array | Float32Array | Int32Array | Int16Array | Uint16Array | Uint8Array | Int8Array;

/** Anything indexable by row that holds one number a row. */
export interface ColumnType<T extends NumericArray> {
  new (length: number): T;
  readonly BYTES_PER_ELEMENT: number;
}

/** Where numbers go that memory has no room for. */
export interface ChunkStore {
  /** Puts numbers away, in the place of others of that many bytes where one is given. Returns their place. */
  put(values: NumericArray, place?: number): number;
  /** Fills an array with the numbers of a place. */
  fetch(place: number, into: NumericArray): void;
}

/** Chunks of a column that stay in memory where the others are put away. */
const RESIDENT_CHUNKS = 3;

/** One column under construction; rows never set read as `missing`. */
export class ColumnBuilder<T extends NumericArray> {
  readonly #type: ColumnType<T>;
  readonly #missing: number;
  /** Null for a chunk that was put away. */
  readonly #chunks: (T | null)[] = [];
  #store: ChunkStore | null = null;
  /** Where chunks were put before, and those in memory, the longest there first; of no use without a store. */
  readonly #places: (number | undefined)[] = [];
  readonly #resident: number[] = [];
  /** Chunks that were fetched and not changed since. */
  readonly #unchanged = new Set<number>();
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

  /** From now on all but the latest chunks are kept there. Only before the first value. */
  putAwayIn(store: ChunkStore): void {
    this.#store = store;
  }

  set(row: number, value: number): void {
    const index = row >>> CHUNK_BITS;
    while (this.#chunks.length <= index) this.#addChunk();
    const chunk = this.#chunks[index] ?? this.#fetched(index);
    if (this.#store !== null) this.#unchanged.delete(index);
    chunk[row & CHUNK_MASK] = value;
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
    if (row >>> CHUNK_BITS < this.#chunks.length) this.set(row, this.#missing);
  }

  get(row: number): number {
    const index = row >>> CHUNK_BITS;
    if (index >= this.#chunks.length) return this.#missing;
    return (this.#chunks[index] ?? this.#fetched(index))[row & CHUNK_MASK]!;
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
    for (let index = 0; index * CHUNK_ROWS < rows && index < this.#chunks.length; index++) {
      const start = index * CHUNK_ROWS;
      const chunk = this.#chunks[index] ?? this.#fetched(index);
      whole.set(rows - start < CHUNK_ROWS ? chunk.subarray(0, rows - start) : chunk, start);
      if (this.#store === null) this.#chunks[index] = null;
    }
    this.#chunks.length = 0;
    this.#places.length = 0;
    this.#resident.length = 0;
    this.#unchanged.clear();
    return whole;
  }

  #addChunk(): void {
    const index = this.#chunks.length;
    this.#chunks.push(this.#nextChunk());
    if (this.#store !== null) this.#keep(index, this.#store);
  }

  #fetched(index: number): T {
    const store = this.#store!;
    const chunk = new this.#type(CHUNK_ROWS);
    store.fetch(this.#places[index]!, chunk);
    this.#chunks[index] = chunk;
    this.#unchanged.add(index);
    this.#keep(index, store);
    return chunk;
  }

  /** Puts the chunk away that came before all others, so that one more has room. */
  #keep(index: number, store: ChunkStore): void {
    this.#resident.push(index);
    if (this.#resident.length <= RESIDENT_CHUNKS) return;
    const oldest = this.#resident.shift()!;
    if (!this.#unchanged.delete(oldest)) this.#places[oldest] = store.put(this.#chunks[oldest]!, this.#places[oldest]);
    this.#chunks[oldest] = null;
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
