import type { ChunkStore, ColumnType, NumericArray } from './columns.ts';

/** Few enough that a hundred parts of a table are filled at once in little memory. */
const BUFFER_VALUES = 1 << 12;

/** A column that is only added to and then read whole, as often as wanted: all but its end is put away. */
export class SpilledColumn<T extends NumericArray> {
  readonly #type: ColumnType<T>;
  readonly #store: ChunkStore;
  readonly #places: number[] = [];
  readonly #buffer: T;
  #buffered = 0;

  constructor(type: ColumnType<T>, store: ChunkStore) {
    this.#type = type;
    this.#store = store;
    this.#buffer = new type(BUFFER_VALUES);
  }

  push(value: number): void {
    this.#buffer[this.#buffered++] = value;
    if (this.#buffered < BUFFER_VALUES) return;
    this.#places.push(this.#store.put(this.#buffer));
    this.#buffered = 0;
  }

  read(): T {
    const full = this.#places.length * BUFFER_VALUES;
    const whole = new this.#type(full + this.#buffered);
    this.#places.forEach((place, i) => {
      this.#store.fetch(place, whole.subarray(i * BUFFER_VALUES, (i + 1) * BUFFER_VALUES));
    });
    whole.set(this.#buffer.subarray(0, this.#buffered), full);
    return whole;
  }
}
