import { DAYS_PER_MONTH } from '../foundation/days.ts';

/** A length that contracts are paid for, and how many days an invoice may be off it. */
export interface ContractPeriod {
  readonly months: number;
  readonly days: number;
  readonly toleranceDays: number;
}

const period = (days: number, toleranceDays: number): ContractPeriod => ({
  months: days / DAYS_PER_MONTH,
  days,
  toleranceDays,
});
const monthly = (months: number, toleranceDays: number): ContractPeriod => ({
  months,
  days: months * DAYS_PER_MONTH,
  toleranceDays,
});

/** The BILLING_PERIODS, in their order; tolerances hold calendar months of 28 to 31 days, weekends and late payers, and do not overlap. */
export const CONTRACT_PERIODS: readonly ContractPeriod[] = [
  period(7, 1),
  period(14, 2),
  monthly(1, 5),
  monthly(3, 7),
  monthly(6, 12),
  monthly(12, 20),
];

/** Place of the period that a gap between payments stands for, or -1. */
export function periodOfGap(days: number): number {
  return CONTRACT_PERIODS.findIndex(({ days: length, toleranceDays }) => Math.abs(days - length) <= toleranceDays);
}

/** However punctual payments are, a weekend may lie between. */
export const WEEKEND_DAYS = 3;
/** No payment is waited for longer than half its period or two months. */
const LONGEST_WAIT_DAYS = 61;
/** Only a payment in a hundred comes later than a payment is waited for. */
const LATE = 0.01;

/** How late payments come that do come: days after they were due, by period. */
export class Lateness {
  readonly #counts = CONTRACT_PERIODS.map(() => new Int32Array(LONGEST_WAIT_DAYS + 1));

  /** A gap between two payments of a customer who pays for that period. */
  note(place: number, gapDays: number): void {
    const late = Math.max(0, Math.round(gapDays - CONTRACT_PERIODS[place]!.days));
    if (late <= longestWait(place)) this.#counts[place]![late]!++;
  }

  /** Days after the due day until a payment that has not come is given up. */
  graceDays(place: number): number {
    const counts = this.#counts[place]!;
    const most = longestWait(place);
    const all = counts.reduce((sum, count) => sum + count, 0);
    if (all === 0) return most;
    let later = LATE * all;
    let day = most;
    while (day > 0 && counts[day]! <= later) later -= counts[day--]!;
    return Math.min(most, Math.max(day, WEEKEND_DAYS));
  }
}

function longestWait(place: number): number {
  return Math.floor(Math.min(CONTRACT_PERIODS[place]!.days / 2, LONGEST_WAIT_DAYS));
}
