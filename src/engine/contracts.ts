import type { Contracts } from '../domain/features.ts';
import { KIND } from '../domain/fields.ts';
import { DAYS_PER_MONTH, dayOf } from '../foundation/days.ts';
import { addMonths, monthsBetween } from '../foundation/months.ts';
import { dataEndDay } from './asOf.ts';
import { CONTRACT_PERIODS } from './contractPeriods.ts';
import { ownPeriods } from './ownPeriods.ts';
import { mostCommon, type PaymentGaps, type PaymentLog, paymentGaps } from './paymentGaps.ts';

/** Payments recur when this share of their gaps are contract periods; one prevails when as many are that one. */
const PREVAILS = 0.8;
/** Gaps that tell; below, a rhythm may be chance. */
const MIN_GAPS = 12;
/** A shop is a subscription by its rhythm alone only where next to nobody ever skips a period. */
const REGULAR = 0.9;
const MIN_REGULAR_CUSTOMERS = 20;

/**
 * What customers' renewals, or else their purchases, say of the periods they pay for; renewal dates where the log has
 * neither. Null where nothing recurs.
 */
export function contractsOf(log: PaymentLog, startDay: Float64Array): Contracts | null {
  const { kind } = log.dataset.interactions;
  const from = kind.includes(KIND.renewal) ? 'renewals' : kind.includes(KIND.purchase) ? 'purchases' : null;
  const paid = from === null ? null : fromPayments(log, from);
  return paid ?? fromRenewalDates(log, startDay);
}

/**
 * Whether purchases recur as only contracts do: nine of ten gaps are one and the same period, of twenty customers or
 * more who bought three times.
 */
export class PurchaseRhythm {
  readonly #gaps = new Int32Array(CONTRACT_PERIODS.length + 1);
  #regularCustomers = 0;
  #payers = 0;
  #statedPayers = 0;

  /** The purchases of some customers. */
  add(log: PaymentLog): void {
    const { gaps, regularCustomers, payers, statedPayers } = paymentGaps(log, 'purchases');
    for (let place = 0; place < gaps.length; place++) this.#gaps[place]! += gaps[place]!;
    this.#regularCustomers += regularCustomers;
    this.#payers += payers;
    this.#statedPayers += statedPayers;
  }

  /** Whether nearly all who paid say for what period. */
  get isStated(): boolean {
    return this.#statedPayers > 0 && this.#statedPayers >= PREVAILS * this.#payers;
  }

  get isOfContracts(): boolean {
    const most = mostCommon(this.#gaps);
    const all = this.#gaps.reduce((sum, count) => sum + count, 0);
    return most >= 0 && this.#regularCustomers >= MIN_REGULAR_CUSTOMERS && this.#gaps[most]! >= REGULAR * all;
  }
}

function fromPayments(log: PaymentLog, from: 'renewals' | 'purchases'): Contracts | null {
  const paid = paymentGaps(log, from);
  const { most, all, regularity } = usualPeriod(paid);
  const isStated = paid.statedPayers > 0 && paid.statedPayers >= PREVAILS * paid.payers;
  const ofNoPeriod = paid.gaps[CONTRACT_PERIODS.length]!;
  if (!isStated && (most < 0 || all < MIN_GAPS || all - ofNoPeriod < PREVAILS * all)) return null;
  const prevails = regularity >= PREVAILS;
  const { places, told } = ownPeriods(log, paid, prevails ? most : -1);
  const byCustomer = (values: readonly number[]) => Float64Array.from(places, (place) => values[place] ?? Number.NaN);
  const grace = byCustomer(CONTRACT_PERIODS.map((_, place) => paid.lateness.graceDays(place)));
  const paidUntilDay = paid.lastDay.map((day, row) => (places[row]! < 0 ? Number.NaN : endOfPeriod(day, places[row]!)));
  return {
    from,
    periodMonths: prevails ? CONTRACT_PERIODS[most]!.months : null,
    regularity,
    ownMonths: byCustomer(CONTRACT_PERIODS.map((period) => period.months)),
    paidUntilDay,
    goneDay: paidUntilDay.map((day, row) => day + grace[row]!),
    told,
  };
}

/** The period of most gaps, or of most statements where nobody paid twice; its share of them; -1 and 0 for none. */
function usualPeriod({ gaps, stated }: PaymentGaps) {
  let counts = gaps;
  if (!gaps.some((count) => count > 0)) {
    counts = new Int32Array(gaps.length);
    for (const place of stated) if (place >= 0) counts[place]!++;
  }
  const most = mostCommon(counts);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return { most, all, regularity: most < 0 ? 0 : counts[most]! / all };
}

/** The day on which a period paid for on a day ends: by the calendar, but for weeks. */
function endOfPeriod(day: number, place: number): number {
  const { months, days } = CONTRACT_PERIODS[place]!;
  return Number.isInteger(months) ? addMonths(day, months) : day + days;
}

/** Months that a renewal date may be off a whole number of periods after the start. */
const OFF_PERIOD_MONTHS = 0.25;
/** A renewal date gone by may be waiting for its successor. */
const DATE_GRACE_DAYS = 61;

/**
 * Renewal dates a whole number of years (half-years, quarters, months) after the start say what contracts run for. The
 * column is as of the end of the data: on an earlier day, all that was known is the end of the term that ran then.
 */
function fromRenewalDates({ dataset, asOfDay }: PaymentLog, startDay: Float64Array): Contracts | null {
  const dates = dataset.customers.numbers.get('renewal_date')?.map(dayOf);
  if (dates === undefined || asOfDay === null) return null;
  const spans = dates.map((day, row) => (day - startDay[row]!) / DAYS_PER_MONTH).filter((span) => span > 0);
  const off = (span: number, months: number) => Math.abs(span - months * Math.max(1, Math.round(span / months)));
  const share = (months: number) =>
    spans.filter((span) => off(span, months) <= OFF_PERIOD_MONTHS).length / spans.length;
  const lengths = CONTRACT_PERIODS.map(({ months }) => months).filter((months) => months >= 1);
  const found = lengths.reverse().find((months) => share(months) >= PREVAILS);
  if (found === undefined || spans.length < MIN_GAPS) return null;
  const isPast = asOfDay < (dataEndDay(dataset) ?? asOfDay);
  const paidUntilDay = isPast ? dates.map((day) => endOfTermOn(asOfDay, day, found)) : dates;
  return {
    from: 'renewal dates',
    periodMonths: found,
    regularity: share(found),
    ownMonths: dates.map((day) => (Number.isNaN(day) ? Number.NaN : found)),
    paidUntilDay,
    goneDay: paidUntilDay.map((day) => day + DATE_GRACE_DAYS),
    told: null,
  };
}

/** A later term's last day taken back by whole terms to that of the term which ran on a day. */
function endOfTermOn(day: number, endDay: number, months: number): number {
  const later = Math.floor(monthsBetween(day, endDay) / months);
  const end = addMonths(endDay, -later * months);
  return later > 0 && end <= day ? addMonths(endDay, (1 - later) * months) : end;
}
