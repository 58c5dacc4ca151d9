import type { AlertChange } from '../../domain/alertsReport.ts';
import { ColumnBuilder } from '../../domain/columns.ts';
import type { CustomerEvent } from '../../domain/events.ts';
import { dayOf } from '../../foundation/days.ts';
import { type AlertBook, tellAlert } from './alertBook.ts';
import type { CustomerStates } from './customerStates.ts';
import { alertsOn } from './evaluate.ts';
import type { AlertRule } from './rules/rule.ts';
import { RULES } from './rules/rules.ts';

/** An event so far ahead of all others is a typing error, and would make everybody overdue. */
const MOST_DAYS_AHEAD = 365;
/** New customers beyond this are not followed, so that a stream of strangers cannot fill the memory. */
const MOST_CUSTOMERS = 2_000_000;

/** What an event did; refused events leave the state as it was. */
export type Accepted =
  | { readonly refused: null; readonly newcomer: boolean; readonly changes: readonly AlertChange[] }
  | { readonly refused: 'ahead' | 'full' };

/**
 * Follows customers event by event. The clock is the latest day seen, never the wall's. An event brings its own customer up
 * to date at once; the first event of a day brings everybody, so that what time alone raises or ends is told on days on which
 * anything happens. On every day the alerts that stand are those of a report on the same history.
 */
export class Follower {
  readonly #states: CustomerStates;
  readonly #book: AlertBook;
  /** Bit k: the customer has an alert of rule k. */
  readonly #standing = new ColumnBuilder(Uint8Array, 0);
  #day: number;

  /** The states as of `day`; null for undated data. What stands on that day is taken for told. */
  constructor(states: CustomerStates, book: AlertBook, day: number | null) {
    this.#states = states;
    this.#book = book;
    this.#day = day ?? Number.NEGATIVE_INFINITY;
    if (day === null) return;
    for (let row = 0; row < states.customers; row++) this.#standing.set(row, maskOf(alertsOn(states, row, day)));
  }

  get customers(): number {
    return this.#states.customers;
  }

  /** How many alerts stand. */
  get standing(): number {
    let count = 0;
    for (let row = 0; row < this.customers; row++) {
      for (let rest = this.#standing.get(row); rest !== 0; rest &= rest - 1) count++;
    }
    return count;
  }

  accept(customerId: string, event: CustomerEvent): Accepted {
    const day = dayOf(event.timeMs);
    if (Number.isFinite(this.#day) && day > this.#day + MOST_DAYS_AHEAD) return { refused: 'ahead' };
    const known = this.#states.find(customerId);
    if (known < 0 && this.customers >= MOST_CUSTOMERS) return { refused: 'full' };
    const changes: AlertChange[] = [];
    const row = known < 0 ? this.#states.add(customerId, day) : known;
    if (day > this.#day) this.#turnTo(day, row, changes);
    this.#states.advance(row, day);
    this.#states.apply(row, event);
    this.#compare(row, changes);
    return { refused: null, newcomer: known < 0, changes };
  }

  /** A new day begins: everybody is looked at, but for the customer whose event is still to be taken in. */
  #turnTo(day: number, except: number, changes: AlertChange[]): void {
    this.#day = day;
    for (let row = 0; row < this.customers; row++) {
      if (row === except) continue;
      this.#states.advance(row, day);
      this.#compare(row, changes);
    }
  }

  #compare(row: number, changes: AlertChange[]): void {
    const raised = alertsOn(this.#states, row, this.#day);
    const [before, now] = [this.#standing.get(row), maskOf(raised)];
    if (before === now) return;
    this.#standing.set(row, now);
    const customerId = this.#states.ids.text(row);
    for (const one of raised) {
      if (before & bitOf(one.rule)) continue;
      changes.push({ change: 'new', alert: tellAlert(this.#book, row, customerId, one) });
    }
    for (const rule of RULES) {
      if (before & ~now & bitOf(rule)) changes.push({ change: 'gone', code: rule.code, group: rule.group, customerId });
    }
  }
}

function bitOf(rule: AlertRule): number {
  return 1 << RULES.indexOf(rule);
}

function maskOf(raised: readonly { readonly rule: AlertRule }[]): number {
  return raised.reduce((mask, { rule }) => mask | bitOf(rule), 0);
}
