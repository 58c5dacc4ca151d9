import { type Lifecycle, STATUS } from '../../domain/features.ts';
import { calendarMonth } from '../../foundation/months.ts';
import { sumPresent } from '../../foundation/sums.ts';
import type { Books } from './books.ts';

/** In which months of the books each customer was one, as places from the books' first month on; `from` > `to` for never. */
export interface Presence {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Customers present in each month. */
  readonly customers: Int32Array;
}

export function presenceIn({ firstMonth, lastMonth }: Books, { status, startDay, endDay }: Lifecycle): Presence {
  const months = lastMonth - firstMonth + 1;
  const from = new Int32Array(status.length);
  const to = new Int32Array(status.length).fill(-1);
  const change = new Int32Array(months + 1);
  for (let i = 0; i < status.length; i++) {
    const start = calendarMonth(startDay[i]!) - firstMonth;
    if (status[i] === STATUS.unknown || Number.isNaN(start)) continue;
    const end = Number.isNaN(endDay[i]!) ? months - 1 : calendarMonth(endDay[i]!) - firstMonth;
    from[i] = Math.max(0, start);
    to[i] = Math.min(months - 1, end);
    if (from[i]! > to[i]!) continue;
    change[from[i]!]!++;
    change[to[i]! + 1]!--;
  }
  let present = 0;
  const customers = change.subarray(0, months).map((by) => (present += by));
  return { from, to, customers };
}

/** Money of a month, borne evenly by the customers present in it. */
export interface MonthShare {
  /** From the books' first month on. */
  readonly place: number;
  readonly spentMinor: number;
  readonly customers: number;
}

/** Money by month, shared out evenly among the customers present in each; months without customers are charged to nobody. */
export class EvenShares {
  readonly #presence: Presence;
  /** Share of one customer up to and including each month, from a place before the first. */
  readonly #upTo: Float64Array;
  readonly #spentMinor: Float64Array;
  readonly #totalMinor: number;

  constructor(presence: Presence, spentMinor: Float64Array) {
    this.#presence = presence;
    this.#spentMinor = spentMinor;
    this.#totalMinor = sumPresent(spentMinor);
    this.#upTo = new Float64Array(spentMinor.length + 1);
    spentMinor.forEach((minor, place) => {
      const present = presence.customers[place]!;
      this.#upTo[place + 1] = this.#upTo[place]! + (present > 0 ? minor / present : 0);
    });
  }

  /** What `since` adds up, month by month. */
  monthsOf(row: number): readonly MonthShare[] {
    const { from, to, customers } = this.#presence;
    const length = Math.max(0, to[row]! - from[row]! + 1);
    const all = Array.from({ length }, (_, k) => from[row]! + k);
    return all.map((place) => ({ place, spentMinor: this.#spentMinor[place]!, customers: customers[place]! }));
  }

  get totalMinor(): number {
    return this.#totalMinor;
  }

  /** Share of the customer in a row of the months from a place on; 0 for one who was not there. */
  since(place: number, row: number): number {
    const from = Math.max(place, this.#presence.from[row]!);
    const to = this.#presence.to[row]!;
    return from > to ? 0 : this.#upTo[to + 1]! - this.#upTo[from]!;
  }
}
