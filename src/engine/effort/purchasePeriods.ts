import { ColumnBuilder } from '../../domain/columns.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { type Grouping, STATUS } from '../../domain/features.ts';
import { KIND } from '../../domain/fields.ts';
import { DAYS_PER_MONTH, dayOf } from '../../foundation/days.ts';
import { type CustomerMonths, type MonthRules, monthStart } from './months.ts';

/** How busy a customer was at the start of each row: what a purchase model knows of them (frequency, recency, age). */
export interface PurchaseActivity {
  /** ln of purchase days a month so far. */
  readonly logRate: Float64Array;
  /** ln(1 + days since the last purchase). */
  readonly logRecency: Float64Array;
  /** Purchases missed since then, at the customer's own rate. */
  readonly missed: Float64Array;
}

export interface PurchasePeriods {
  readonly months: CustomerMonths;
  readonly activity: PurchaseActivity;
}

interface PeriodRules extends MonthRules {
  readonly dataset: Dataset;
  readonly grouping: Grouping;
  readonly lapseWindowDays: number;
}

/**
 * Where leaving means having stopped to buy, a row is a period as long as the lapse window, in whole months. At risk are
 * those who bought in the period before; the event is buying nothing in the period itself. So who is at risk and how hard
 * it was are both known before the period begins, everything after the last purchase counts, and nobody is at risk only
 * because they will buy again (docs/methods/retention.md). A customer's rows end with the first silent period, or with
 * the last that has been seen whole.
 */
export function purchasePeriods(rules: PeriodRules): PurchasePeriods {
  const monthsPerRow = Math.max(1, Math.ceil(rules.lapseWindowDays / DAYS_PER_MONTH));
  const customers = rules.lifecycle.startDay.length;
  const start = new Int32Array(customers + 1);
  const rows = new PeriodRows();
  for (let i = 0; i < customers; i++) {
    if (rules.lifecycle.status[i] !== STATUS.unknown) addPeriods(rules, i, monthsPerRow, rows);
    start[i + 1] = rows.length;
  }
  return rows.seal({ monthsPerRow, asOfDay: rules.asOfDay, start });
}

interface PeriodRow {
  readonly customer: number;
  readonly month: number;
  readonly startDay: number;
  readonly silent: boolean;
  /** Purchase days a month before the period, and days since the last of them. */
  readonly rate: number;
  readonly recencyDays: number;
}

/** Rows under construction, as columns: a large shop has millions. */
class PeriodRows {
  length = 0;
  readonly #customer = new ColumnBuilder(Int32Array, 0);
  readonly #month = new ColumnBuilder(Int32Array, 0);
  readonly #startDay = new ColumnBuilder(Int32Array, 0);
  readonly #event = new ColumnBuilder(Uint8Array, 0);
  readonly #rate = new ColumnBuilder(Float64Array, 0);
  readonly #recencyDays = new ColumnBuilder(Float64Array, 0);

  push({ customer, month, startDay, silent, rate, recencyDays }: PeriodRow): void {
    const row = this.length++;
    this.#customer.set(row, customer);
    this.#month.set(row, month);
    this.#startDay.set(row, startDay);
    this.#event.set(row, silent ? 1 : 0);
    this.#rate.set(row, rate);
    this.#recencyDays.set(row, recencyDays);
  }

  seal(frame: Pick<CustomerMonths, 'monthsPerRow' | 'asOfDay' | 'start'>): PurchasePeriods {
    const rows = this.length;
    const rate = this.#rate.seal(rows);
    const recencyDays = this.#recencyDays.seal(rows);
    return {
      months: {
        ...{ ...frame, rows },
        customer: this.#customer.seal(rows),
        month: this.#month.seal(rows),
        startDay: this.#startDay.seal(rows),
        event: this.#event.seal(rows),
      },
      activity: {
        logRate: rate.map(Math.log),
        logRecency: recencyDays.map(Math.log1p),
        missed: recencyDays.map((days, row) => (rate[row]! * days) / DAYS_PER_MONTH),
      },
    };
  }
}

function addPeriods(rules: PeriodRules, customer: number, monthsPerRow: number, rows: PeriodRows): void {
  const days = purchaseDays(rules, customer);
  const signUp = rules.lifecycle.startDay[customer]!;
  if (days.length === 0 || Number.isNaN(signUp)) return;
  const first = rows.length;
  let [before, bought] = [0, 0];
  for (let month = monthsPerRow; ; month += monthsPerRow) {
    const startDay = monthStart(signUp, month);
    const nextDay = monthStart(signUp, month + monthsPerRow);
    if (nextDay > rules.asOfDay + 1) return;
    const earlier = before;
    while (before < days.length && days[before]! < startDay) before++;
    bought = before;
    while (bought < days.length && days[bought]! < nextDay) bought++;
    const atRisk = before > earlier;
    if (!atRisk && rows.length > first) return;
    if (!atRisk || nextDay <= rules.observedFromDay) continue;
    const ageMonths = (startDay - days[0]!) / DAYS_PER_MONTH;
    const silent = bought === before;
    const rate = before / Math.max(1, ageMonths);
    rows.push({ customer, month, startDay, silent, rate, recencyDays: startDay - days[before - 1]! });
    if (silent) return;
  }
}

/** Days with a purchase up to the as-of day, each once, in order. */
function purchaseDays({ dataset: { interactions }, grouping, asOfDay }: PeriodRules, customer: number): number[] {
  const days: number[] = [];
  for (let row = grouping.start[customer]!; row < grouping.end[customer]!; row++) {
    const day = dayOf(interactions.timeMs[row]!);
    if (interactions.kind[row] === KIND.purchase && day <= asOfDay && day !== days[days.length - 1]) days.push(day);
  }
  return days;
}
