import type { Dataset } from '../domain/dataset.ts';
import type { Contracts, Grouping } from '../domain/features.ts';
import { KIND } from '../domain/fields.ts';
import { DAYS_PER_MONTH, dayOf } from '../foundation/days.ts';
import { CONTRACT_PERIODS, periodOfGap } from './contractPeriods.ts';

/** Payments recur when this share of the gaps between them is a contract period, and one prevails when it is one and the same. */
const PREVAILS = 0.8;
/** Gaps that tell; below, a rhythm may be chance. */
const MIN_GAPS = 12;
/** A shop is a subscription by its rhythm alone only where next to nobody ever skips a period. */
const REGULAR = 0.9;
const MIN_REGULAR_CUSTOMERS = 20;

interface Log {
  readonly dataset: Dataset;
  readonly grouping: Grouping;
  readonly asOfDay: number | null;
}

/**
 * What customers' renewals, or else their purchases, say of the periods they pay for; renewal dates where the log has
 * neither. Null where nothing recurs.
 */
export function contractsOf(log: Log, startDay: Float64Array): Contracts | null {
  const { kind } = log.dataset.interactions;
  const from = kind.includes(KIND.renewal) ? 'renewals' : kind.includes(KIND.purchase) ? 'purchases' : null;
  const paid = from === null ? null : fromPayments(log, from);
  return paid ?? fromRenewalDates(log, startDay);
}

/**
 * Whether purchases recur as only contracts do: nine of ten gaps are one and the same period, of twenty customers or
 * more who bought three times.
 */
export function recursLikeContracts(log: Log): boolean {
  const { gaps, regularCustomers } = countGaps(log, 'purchases');
  const [most, all] = prevailing(gaps);
  return most >= 0 && regularCustomers >= MIN_REGULAR_CUSTOMERS && gaps[most]! >= REGULAR * all;
}

function fromPayments(log: Log, from: 'renewals' | 'purchases'): Contracts | null {
  const { gaps, own, lastDay } = countGaps(log, from);
  const [most, all] = prevailing(gaps);
  const ofNoPeriod = gaps[CONTRACT_PERIODS.length]!;
  if (most < 0 || all < MIN_GAPS || all - ofNoPeriod < PREVAILS * all) return null;
  const prevails = gaps[most]! >= PREVAILS * all;
  const ownMonths = Float64Array.from(own, (place, row) => {
    const known = place >= 0 ? place : prevails && !Number.isNaN(lastDay[row]!) ? most : -1;
    return known < 0 ? Number.NaN : CONTRACT_PERIODS[known]!.months;
  });
  return {
    from,
    periodMonths: prevails ? CONTRACT_PERIODS[most]!.months : null,
    regularity: gaps[most]! / all,
    ownMonths,
    paidUntilDay: lastDay.map((day, row) => day + Math.round(ownMonths[row]! * DAYS_PER_MONTH)),
  };
}

/** Gaps by period (those of no period last), each customer's own period or -1, and the day of their last payment. */
function countGaps({ dataset, grouping, asOfDay }: Log, from: 'renewals' | 'purchases') {
  const { timeMs, kind } = dataset.interactions;
  const customers = grouping.start.length - 1;
  const gaps = new Int32Array(CONTRACT_PERIODS.length + 1);
  const own = new Int8Array(customers).fill(-1);
  const lastDay = new Float64Array(customers).fill(Number.NaN);
  const until = asOfDay ?? Number.POSITIVE_INFINITY;
  const mine = new Int32Array(gaps.length);
  let regularCustomers = 0;
  for (let customer = 0; customer < customers; customer++) {
    mine.fill(0);
    let count = 0;
    let last = Number.NaN;
    for (let k = grouping.start[customer]!; k < grouping.start[customer + 1]!; k++) {
      const row = grouping.order[k]!;
      const day = dayOf(timeMs[row]!);
      // What a contract begins with is a purchase; beside renewals later ones are extras.
      const pays = kind[row] === KIND.renewal || (kind[row] === KIND.purchase && (from === 'purchases' || count === 0));
      if (day > until) break;
      if (!pays || day === last) continue;
      if (count++ > 0) mine[(periodOfGap(day - last) + gaps.length) % gaps.length]!++;
      last = day;
    }
    lastDay[customer] = last;
    if (count < 2) continue;
    const [most, all] = prevailing(mine);
    if (most >= 0 && 2 * mine[most]! > all) own[customer] = most;
    if (count > 2 && most >= 0 && mine[most] === all) regularCustomers++;
    for (let i = 0; i < gaps.length; i++) gaps[i]! += mine[i]!;
  }
  return { gaps, own, lastDay, regularCustomers };
}

/** The period of most gaps, -1 for none, and how many gaps there are. */
function prevailing(gaps: Int32Array): [most: number, all: number] {
  let most = -1;
  for (let i = 0; i < CONTRACT_PERIODS.length; i++) if (gaps[i]! > (most < 0 ? 0 : gaps[most]!)) most = i;
  return [most, gaps.reduce((sum, count) => sum + count, 0)];
}

/** Months that a renewal date may be off a whole number of periods after the start. */
const OFF_PERIOD_MONTHS = 0.25;

/** Renewal dates a whole number of years (half-years, quarters, months) after the start say what contracts run for. */
function fromRenewalDates({ dataset, asOfDay }: Log, startDay: Float64Array): Contracts | null {
  const dates = dataset.customers.numbers.get('renewal_date')?.map(dayOf);
  if (dates === undefined || asOfDay === null) return null;
  const months = dates.map((day, row) => (day - startDay[row]!) / DAYS_PER_MONTH).filter((length) => length > 0);
  if (months.length < MIN_GAPS) return null;
  const whole = (length: number) =>
    months.filter((span) => Math.abs(span - length * Math.max(1, Math.round(span / length))) <= OFF_PERIOD_MONTHS)
      .length;
  const lengths = CONTRACT_PERIODS.map((period) => period.months).filter((length) => length >= 1);
  const found = lengths.reverse().find((length) => whole(length) >= PREVAILS * months.length);
  if (found === undefined) return null;
  return {
    from: 'renewal dates',
    periodMonths: found,
    regularity: whole(found) / months.length,
    ownMonths: dates.map((day) => (Number.isNaN(day) ? Number.NaN : found)),
    paidUntilDay: dates,
  };
}
