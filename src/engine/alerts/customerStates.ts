import { ColumnBuilder } from '../../domain/columns.ts';
import { InternedStrings } from '../../domain/dictionary.ts';
import type { CustomerEvent } from '../../domain/events.ts';
import { KIND } from '../../domain/fields.ts';
import { NO } from '../../domain/interactions.ts';
import { dayOf } from '../../foundation/days.ts';
import { ActivityDays } from './activityDays.ts';
import { CaseBook } from './caseBook.ts';
import { EffortLevels } from './effortLevels.ts';
import type { Yardsticks } from './yardsticks.ts';

/** An unresolved case that has been quiet for longer than this is no news. */
export const STALE_CASE_DAYS = 90;

/** So long before its date a renewal is that of this date. */
const RENEWED_AHEAD_DAYS = 7;

/** Kinds that a customer does of their own accord; contacts are trouble, renewals and marketing are not theirs. */
const OWN_ACCORD: ReadonlySet<number> = new Set([KIND.purchase, KIND.visit, KIND.referral]);

/**
 * What alerts need to know of every customer, as columns, brought forward event by event. Each customer's state rests on
 * their own events alone, so events of different customers may come in any order; those of one customer in order of time,
 * or late (see `CaseBook` and `ActivityDays` for what a late one changes; what was concluded before stands).
 */
export class CustomerStates {
  readonly ids = new InternedStrings();
  readonly cases: CaseBook;
  readonly levels = new EffortLevels();
  readonly purchases = new ActivityDays();
  readonly activity = new ActivityDays();
  readonly yardsticks: Yardsticks;
  readonly #renewalDay = new ColumnBuilder(Float64Array, Number.NaN);
  /** Day on which the customer left; NaN for those still here, −Infinity for those who left nobody knows when. */
  readonly #goneDay = new ColumnBuilder(Float64Array, Number.NaN);

  constructor(yardsticks: Yardsticks) {
    this.yardsticks = yardsticks;
    this.cases = new CaseBook(yardsticks, STALE_CASE_DAYS);
  }

  get customers(): number {
    return this.ids.size;
  }

  /** A customer's row, −1 for one never heard of. */
  find(customerId: string): number {
    return this.ids.find(customerId);
  }

  /** Begins to follow a customer who came on a day; the row. */
  add(customerId: string, startDay: number): number {
    const row = this.ids.intern(customerId);
    this.begin(row, startDay);
    return row;
  }

  /** The same in a row of the caller's choice; who comes with a history up to a day needs no older past than that day looks at. */
  begin(row: number, startDay: number, knownTo?: number): void {
    const { observedFromDay } = this.yardsticks;
    const from = Number.isNaN(startDay) ? observedFromDay : Math.max(startDay, observedFromDay);
    if (Number.isFinite(from)) this.levels.begin(row, from, knownTo);
  }

  /** Forgets a customer, so that another may have the row. */
  clear(row: number): void {
    for (const part of [this.cases, this.levels, this.purchases, this.activity]) part.clear(row);
    this.#renewalDay.clear(row);
    this.#goneDay.clear(row);
  }

  renewalDay(row: number): number {
    return this.#renewalDay.get(row);
  }

  setRenewal(row: number, day: number): void {
    this.#renewalDay.set(row, day);
  }

  setGone(row: number, day: number): void {
    this.#goneDay.set(row, day);
  }

  /** Whether the customer has left by a day. */
  hasLeft(row: number, day: number): boolean {
    return this.#goneDay.get(row) <= day;
  }

  /** Whether nothing was bought for the lapse window. */
  hasLapsed(row: number, day: number): boolean {
    const { lapseWindowDays } = this.yardsticks;
    return lapseWindowDays !== null && this.purchases.last(row) + lapseWindowDays < day;
  }

  /** Brings a customer's past up to the start of a day, before anything of that day is taken in. */
  advance(row: number, day: number): void {
    this.levels.advance(row, day, (due) => this.cases.effortAt(row, due));
  }

  /** Takes in one event of a customer whose past was brought up to its day. */
  apply(row: number, event: CustomerEvent): void {
    const day = dayOf(event.timeMs);
    if (OWN_ACCORD.has(event.kind)) this.activity.note(row, day);
    switch (event.kind) {
      case KIND.support:
        if (event.inbound === NO) return;
        this.cases.prune(row, day);
        this.cases.contact(row, event);
        return;
      case KIND.survey:
        this.cases.answer(row, event);
        return;
      case KIND.purchase:
        this.purchases.note(row, day);
        this.#isHere(row, day);
        return;
      case KIND.renewal:
        // The one that was due; an earlier one of a contract renewed often is another.
        if (day >= this.renewalDay(row) - RENEWED_AHEAD_DAYS) this.setRenewal(row, Number.NaN);
        this.#isHere(row, day);
        return;
      case KIND.cancellation:
        if (!this.hasLeft(row, day)) this.#goneDay.set(row, day);
    }
  }

  /** Who buys or renews after leaving is back; who left nobody knows when is so by the customers file, which stands. */
  #isHere(row: number, day: number): void {
    const gone = this.#goneDay.get(row);
    if (Number.isFinite(gone) && gone <= day) this.#goneDay.set(row, Number.NaN);
  }
}
