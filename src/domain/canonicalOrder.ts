import { compareCodeUnits } from '../foundation/text.ts';
import type { StringDictionary } from './dictionary.ts';

/** Anything that gives one number a row. */
interface Readable {
  get(row: number): number;
}

/** What two rows of one customer are compared by, in this order. */
export interface OrderKeys {
  readonly timeMs: Readable;
  readonly kind: Readable;
  /** Compared by their texts: codes are given in order of arrival. */
  readonly codes: readonly { readonly column: Readable; readonly dictionary: StringDictionary }[];
  readonly numbers: readonly Readable[];
}

export interface CanonicalOrder {
  /** Rows as they arrived, in the order they shall have. */
  readonly order: Int32Array;
  /** Rows of customer i come to stand at `start[i]` … `start[i + 1] − 1`. */
  readonly start: Int32Array;
  /** The times of the rows, in that order. */
  readonly timeMs: Float64Array;
}

/**
 * Rows by customer, and within a customer by time and then every remaining field, so that no figure can depend on the
 * order of rows or files. A counting sort by customer, then a small sort inside each.
 */
export function canonicalOrder(customer: Int32Array, customers: number, keys: OrderKeys): CanonicalOrder {
  const start = new Int32Array(customers + 1);
  for (let row = 0; row < customer.length; row++) start[customer[row]! + 1]!++;
  for (let i = 0; i < customers; i++) start[i + 1]! += start[i]!;
  const next = start.slice(0, -1);
  const order = new Int32Array(customer.length);
  for (let row = 0; row < customer.length; row++) order[next[customer[row]!]!++] = row;

  const timeMs = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) timeMs[i] = keys.timeMs.get(order[i]!);
  const byTime = new TimeSort(order, timeMs);
  const compare = comparison(keys);
  for (let i = 0; i < customers; i++) {
    const [from, to] = [start[i]!, start[i + 1]!];
    // Most logs come in order of time, so most customers need no sort: their times alone show it.
    if (ascends(timeMs, from, to)) continue;
    byTime.sort(from, to);
    sortTied(order, timeMs, { from, to }, compare);
  }
  return { order, start, timeMs };
}

const INSERTION_LIMIT = 24;

/** Sorts rows and their times by time. */
class TimeSort {
  readonly #order: Int32Array;
  readonly #timeMs: Float64Array;
  #keys = new Float64Array(1 << 10);
  #rows = new Int32Array(1 << 10);

  constructor(order: Int32Array, timeMs: Float64Array) {
    this.#order = order;
    this.#timeMs = timeMs;
  }

  sort(from: number, to: number): void {
    const count = to - from;
    if (count <= INSERTION_LIMIT) this.#insert(from, to);
    else if (!this.#sortByKeys(from, count)) this.#sortByComparison(from, count);
  }

  #insert(from: number, to: number): void {
    const [order, timeMs] = [this.#order, this.#timeMs];
    for (let i = from + 1; i < to; i++) {
      const [row, time] = [order[i]!, timeMs[i]!];
      let j = i - 1;
      for (; j >= from && timeMs[j]! > time; j--) {
        order[j + 1] = order[j]!;
        timeMs[j + 1] = timeMs[j]!;
      }
      order[j + 1] = row;
      timeMs[j + 1] = time;
    }
  }

  /** By whole numbers that hold both the time and the place, which sort without a comparison; false where none can. */
  #sortByKeys(from: number, count: number): boolean {
    const timeMs = this.#timeMs;
    let [least, most] = [timeMs[from]!, timeMs[from]!];
    for (let i = from; i < from + count; i++) {
      const time = timeMs[i]!;
      if (!Number.isInteger(time)) return false;
      if (time < least) least = time;
      if (time > most) most = time;
    }
    if ((most - least + 1) * count > Number.MAX_SAFE_INTEGER) return false;
    this.#takeRows(from, count);
    const keys = this.#keys.subarray(0, count);
    for (let place = 0; place < count; place++) keys[place] = (timeMs[from + place]! - least) * count + place;
    keys.sort();
    for (let i = 0; i < count; i++) {
      const place = keys[i]! % count;
      this.#order[from + i] = this.#rows[place]!;
      timeMs[from + i] = (keys[i]! - place) / count + least;
    }
    return true;
  }

  #sortByComparison(from: number, count: number): void {
    this.#takeRows(from, count);
    const times = this.#timeMs.slice(from, from + count);
    const places = Int32Array.from({ length: count }, (_, place) => place).sort((a, b) => times[a]! - times[b]!);
    for (let i = 0; i < count; i++) {
      this.#order[from + i] = this.#rows[places[i]!]!;
      this.#timeMs[from + i] = times[places[i]!]!;
    }
  }

  #takeRows(from: number, count: number): void {
    if (this.#keys.length < count) {
      this.#keys = new Float64Array(count * 2);
      this.#rows = new Int32Array(count * 2);
    }
    this.#rows.set(this.#order.subarray(from, from + count));
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}

type Compare = (a: number, b: number) => number;

/** Sorts rows of one time by everything else they hold. */
function sortTied(order: Int32Array, timeMs: Float64Array, { from, to }: Range, compare: Compare): void {
  for (let begin = from; begin < to; ) {
    let end = begin + 1;
    while (end < to && timeMs[end] === timeMs[begin]) end++;
    if (end - begin > 1) order.subarray(begin, end).sort(compare);
    begin = end;
  }
}

function ascends(values: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (!(values[i - 1]! < values[i]!)) return false;
  return true;
}

/** Order of two rows of one customer at one time; rows that compare equal hold the same content. */
function comparison({ kind, codes, numbers }: OrderKeys): Compare {
  return (a, b) => {
    const byKind = kind.get(a) - kind.get(b);
    if (byKind !== 0) return byKind;
    for (const { column, dictionary } of codes) {
      const [x, y] = [column.get(a), column.get(b)];
      if (x !== y) return x < 0 ? -1 : y < 0 ? 1 : compareCodeUnits(dictionary.text(x), dictionary.text(y));
    }
    for (const column of numbers) {
      const order = compareWithMissing(column.get(a), column.get(b));
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Missing (NaN) first, then by value. */
function compareWithMissing(a: number, b: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  return Number.isNaN(b) ? 1 : a - b;
}
