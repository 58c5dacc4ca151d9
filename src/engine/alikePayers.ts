import { CONTRACT_PERIODS } from './contractPeriods.ts';

/** How many times as much or as little still counts as alike, nearest first: the same, a new price, another size. */
const TIMES = [1, 1.1, 1.5, 3] as const;
/** Payments that tell; fewer may be chance. */
const LEAST = 3;
/** Those alike pay for one period when this share of them does. */
const AGREE = 0.8;

/** What is known of a payment: its amount in minor units (NaN where it has none), and its place in CONTRACT_PERIODS. */
export interface KnownPayment {
  readonly minor: number;
  readonly place: number;
}

/** Customers who are known to pay for a period, by what they pay. */
export class AlikePayers {
  readonly #minor: Float64Array;
  /** By period: payments of it among the first 0, 1, 2, … in the order of amounts. */
  readonly #before: readonly Int32Array[];
  readonly #all: Int32Array;

  constructor(known: readonly KnownPayment[]) {
    const priced = known.filter(({ minor }) => !Number.isNaN(minor)).sort((a, b) => a.minor - b.minor);
    this.#minor = Float64Array.from(priced, ({ minor }) => minor);
    this.#before = CONTRACT_PERIODS.map((_, place) => countsBefore(priced, place));
    this.#all = Int32Array.from(CONTRACT_PERIODS, (_, place) => known.filter((each) => each.place === place).length);
  }

  /** The period that those pay for who pay most nearly as much; -1 where they differ, or nobody pays so much. */
  periodOf(minor: number): number {
    if (Number.isNaN(minor)) return agreed(this.#all);
    for (const times of TIMES) {
      const from = this.#below(minor / times, false);
      const to = this.#below(minor * times, true);
      if (to - from >= LEAST) return agreed(this.#before.map((counts) => counts[to]! - counts[from]!));
    }
    return -1;
  }

  /** How many amounts are below one, or not above it. */
  #below(minor: number, orEqual: boolean): number {
    let [low, high] = [0, this.#minor.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#minor[middle]! < minor || (orEqual && this.#minor[middle] === minor)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function countsBefore(priced: readonly KnownPayment[], place: number): Int32Array {
  const counts = new Int32Array(priced.length + 1);
  for (let i = 0; i < priced.length; i++) counts[i + 1] = counts[i]! + (priced[i]!.place === place ? 1 : 0);
  return counts;
}

/** The period that nearly all are of, of enough of them; else -1. */
function agreed(counts: ArrayLike<number>): number {
  let [all, most] = [0, 0];
  for (let place = 0; place < counts.length; place++) {
    all += counts[place]!;
    if (counts[place]! > counts[most]!) most = place;
  }
  return all >= LEAST && counts[most]! >= AGREE * all ? most : -1;
}
