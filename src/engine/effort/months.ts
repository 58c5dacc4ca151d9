import { type Lifecycle, STATUS } from '../../domain/features.ts';
import { DAYS_PER_MONTH } from '../../foundation/days.ts';

/** First day of the month of tenure k (0-based) of a customer who came on `startDay`: floor(30.4375·k) days later. */
export function monthStart(startDay: number, month: number): number {
  return startDay + Math.floor(DAYS_PER_MONTH * month);
}

/** A month still running at the as-of day counts as one at risk once half of it has been observed. */
const LEAST_OBSERVED_SHARE = 0.5;

/**
 * One row per customer-month at risk (METHODS 3.1), by customer and then month. Left-truncated: months wholly before
 * anything was observed are not at risk.
 */
export interface CustomerMonths {
  readonly rows: number;
  /** 1, or how many months a row stands for where leaving means having stopped to buy (purchasePeriods.ts). */
  readonly monthsPerRow: number;
  readonly asOfDay: number;
  /** Rows of customer i: `start[i]` … `start[i+1] − 1`. */
  readonly start: Int32Array;
  readonly customer: Int32Array;
  /** Month of tenure, 0-based. */
  readonly month: Int32Array;
  readonly startDay: Int32Array;
  /** 1 where the customer left in this month. */
  readonly event: Uint8Array;
}

export interface MonthRules {
  readonly lifecycle: Lifecycle;
  readonly asOfDay: number;
  /** First day on which contacts could have been seen. */
  readonly observedFromDay: number;
}

export function customerMonths(rules: MonthRules): CustomerMonths {
  const customers = rules.lifecycle.startDay.length;
  const start = new Int32Array(customers + 1);
  const first = new Int32Array(customers);
  for (let i = 0; i < customers; i++) {
    const [from, to] = monthsAtRisk(rules, i);
    first[i] = from;
    start[i + 1] = start[i]! + to - from;
  }
  const rows = start[customers]!;
  const months = {
    rows,
    monthsPerRow: 1,
    asOfDay: rules.asOfDay,
    start,
    customer: new Int32Array(rows),
    month: new Int32Array(rows),
    startDay: new Int32Array(rows),
    event: new Uint8Array(rows),
  };
  for (let i = 0; i < customers; i++) {
    for (let row = start[i]!, month = first[i]!; row < start[i + 1]!; row++, month++) {
      months.customer[row] = i;
      months.month[row] = month;
      months.startDay[row] = monthStart(rules.lifecycle.startDay[i]!, month);
    }
    markEvent(rules, months, i);
  }
  return months;
}

/** Months [from, to) in which customer i was at risk and seen; empty where dates or the fate are unknown. */
function monthsAtRisk({ lifecycle, asOfDay, observedFromDay }: MonthRules, i: number): readonly [number, number] {
  const startDay = lifecycle.startDay[i]!;
  const endDay = lifecycle.endDay[i]!;
  const status = lifecycle.status[i]!;
  // Someone known to have left, but not when, was at risk for a time that nothing tells.
  const undated = status !== STATUS.active && Number.isNaN(endDay);
  if (Number.isNaN(startDay) || status === STATUS.unknown || undated) return [0, 0];
  const lastDay = Math.min(asOfDay, Number.isNaN(endDay) ? asOfDay : endDay);
  if (lastDay < startDay) return [0, 0];
  const from = Math.max(0, monthOn(startDay, observedFromDay));
  let to = monthOn(startDay, lastDay) + 1;
  const length = monthStart(startDay, to) - monthStart(startDay, to - 1);
  const observedShare = (asOfDay + 1 - monthStart(startDay, to - 1)) / length;
  if (observedShare < LEAST_OBSERVED_SHARE) to--;
  return [from, Math.max(from, to)];
}

/** The month of tenure that a day falls in (negative before the start). */
function monthOn(startDay: number, day: number): number {
  let month = Math.floor((day - startDay) / DAYS_PER_MONTH);
  while (monthStart(startDay, month + 1) <= day) month++;
  while (monthStart(startDay, month) > day) month--;
  return month;
}

function markEvent({ lifecycle, asOfDay }: MonthRules, months: CustomerMonths, i: number): void {
  const last = months.start[i + 1]! - 1;
  if (last < months.start[i]!) return;
  const endDay = lifecycle.endDay[i]!;
  const nextStart = monthStart(lifecycle.startDay[i]!, months.month[last]! + 1);
  if (endDay <= asOfDay && endDay < nextStart) months.event[last] = 1;
}
