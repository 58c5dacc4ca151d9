import { CONTRACT_PERIODS } from './contractPeriods.ts';

/** How many times as much or as little still counts as alike, nearest first: the same, a new price, another size. */
const TIMES = [1, 1.1, 1.5, 3] as const;
/** Payments that tell; fewer may be chance. */
const LEAST = 3;
/** Those alike pay for one period when this share of them does. */
const AGREE = 0.8;

/** What is paid for known periods, by places in CONTRACT_PERIODS. Amounts in minor units, NaN where there is none. */
export class AlikePayers {
  readonly #paid: number[][] = CONTRACT_PERIODS.map(() => []);
  /** The same in ascending order, NaN last; made when first asked. */
  #sorted: readonly Float64Array[] | null = null;

  /** A payment for a known period; only before the first question. */
  add(minor: number, place: number): void {
    this.#paid[place]!.push(minor);
  }

  /** The period that those pay for who pay most nearly as much; -1 where they differ, or nobody pays about as much. */
  periodOf(minor: number): number {
    if (Number.isNaN(minor)) return agreed(this.#paid.map(({ length }) => length));
    this.#sorted ??= this.#paid.map((amounts) => Float64Array.from(amounts).sort());
    for (const times of TIMES) {
      const counts = this.#sorted.map((amounts) => countBetween(amounts, minor / times, minor * times));
      if (total(counts) >= LEAST) return agreed(counts);
    }
    return -1;
  }
}

/** How many of ascending amounts lie between two, both included. */
function countBetween(amounts: Float64Array, from: number, to: number): number {
  return countWhile(amounts, (minor) => minor <= to) - countWhile(amounts, (minor) => minor < from);
}

/** How many amounts come before the first for which something no longer holds. */
function countWhile(amounts: Float64Array, holds: (minor: number) => boolean): number {
  let [low, high] = [0, amounts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(amounts[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The period that nearly all are of, of enough of them; else -1. */
function agreed(counts: readonly number[]): number {
  const all = total(counts);
  const most = counts.indexOf(Math.max(...counts));
  return all >= LEAST && counts[most]! >= AGREE * all ? most : -1;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
