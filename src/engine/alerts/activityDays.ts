import { ColumnBuilder } from '../../domain/columns.ts';

/** Days that count as recent. */
export const RECENT_DAYS = 30;

/** Days on which customers did something of their own accord: how many, and which of the last thirty. */
export class ActivityDays {
  readonly #first = new ColumnBuilder(Float64Array, Number.NaN);
  readonly #last = new ColumnBuilder(Float64Array, Number.NaN);
  /** Distinct days after the first. */
  readonly #repeats = new ColumnBuilder(Int32Array, 0);
  /** Bit k: active k days before the last active day. */
  readonly #recent = new ColumnBuilder(Int32Array, 0);

  first(row: number): number {
    return this.#first.get(row);
  }

  last(row: number): number {
    return this.#last.get(row);
  }

  /** x: distinct active days after the first. */
  repeats(row: number): number {
    return this.#repeats.get(row);
  }

  /** Of them, those among the `RECENT_DAYS` days that end with a day on or after the last active one. */
  recentRepeats(row: number, day: number): number {
    const behind = day - this.last(row);
    if (!(behind < RECENT_DAYS)) return 0;
    const inWindow = bitsBelow(RECENT_DAYS - behind);
    const firstInside = day - this.first(row) < RECENT_DAYS ? 1 : 0;
    return countBits(this.#recent.get(row) & inWindow) - firstInside;
  }

  /** Puts what is better known in place of what was counted; the recent days stay where they fit. */
  restore(row: number, { first, last, repeats }: { first: number; last: number; repeats: number }): void {
    if (this.last(row) !== last) this.#recent.set(row, 1);
    this.#first.set(row, first);
    this.#last.set(row, last);
    this.#repeats.set(row, repeats);
  }

  /** Forgets a customer. */
  clear(row: number): void {
    for (const column of [this.#first, this.#last, this.#repeats, this.#recent]) column.clear(row);
  }

  note(row: number, day: number): void {
    const last = this.last(row);
    if (Number.isNaN(last)) {
      this.#first.set(row, day);
      this.#last.set(row, day);
      this.#recent.set(row, 1);
    } else if (day > last) {
      const shift = day - last;
      const kept = shift < RECENT_DAYS ? (this.#recent.get(row) << shift) & bitsBelow(RECENT_DAYS) : 0;
      this.#recent.set(row, kept | 1);
      this.#last.set(row, day);
      this.#count(row);
    } else this.#noteEarlier(row, last - day);
  }

  /** A day that comes late: new unless it is marked, or so long ago that marks are gone and it is the first day. */
  #noteEarlier(row: number, daysBefore: number): void {
    const day = this.last(row) - daysBefore;
    if (day === this.first(row)) return;
    if (daysBefore < RECENT_DAYS) {
      const marks = this.#recent.get(row);
      if ((marks >>> daysBefore) & 1) return;
      this.#recent.set(row, marks | (1 << daysBefore));
    }
    if (day < this.first(row)) this.#first.set(row, day);
    this.#count(row);
  }

  #count(row: number): void {
    this.#repeats.set(row, this.#repeats.get(row) + 1);
  }
}

/** A mask of the lowest `count` bits, 0 ≤ count ≤ 30. */
function bitsBelow(count: number): number {
  return count <= 0 ? 0 : 2 ** count - 1;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
