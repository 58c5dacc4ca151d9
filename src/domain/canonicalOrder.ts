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

  // Most logs come in order of time, so most customers need no sort: their times alone show it.
  const times = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) times[i] = keys.timeMs.get(order[i]!);
  const compare = comparison(keys);
  for (let i = 0; i < customers; i++) {
    if (!ascends(times, start[i]!, start[i + 1]!)) sortRange(order, start[i]!, start[i + 1]!, compare);
  }
  return { order, start };
}

type Compare = (a: number, b: number) => number;

const INSERTION_LIMIT = 16;

function sortRange(order: Int32Array, from: number, to: number, compare: Compare): void {
  if (to - from > INSERTION_LIMIT) {
    order.subarray(from, to).sort(compare);
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const row = order[i]!;
    let j = i - 1;
    while (j >= from && compare(order[j]!, row) > 0) {
      order[j + 1] = order[j]!;
      j--;
    }
    order[j + 1] = row;
  }
}

function ascends(values: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (!(values[i - 1]! < values[i]!)) return false;
  return true;
}

/** Order of two rows of one customer; rows that compare equal hold the same content. */
function comparison({ timeMs, kind, codes, numbers }: OrderKeys): Compare {
  return (a, b) => {
    const byTime = timeMs.get(a) - timeMs.get(b);
    if (byTime !== 0) return byTime;
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
