import type { Dataset } from '../domain/dataset.ts';
import type { Grouping } from '../domain/features.ts';
import { KIND } from '../domain/fields.ts';
import { UNKNOWN } from '../domain/interactions.ts';
import { dayOf } from '../foundation/days.ts';
import { CONTRACT_PERIODS, Lateness, periodOfGap } from './contractPeriods.ts';

export interface PaymentLog {
  readonly dataset: Dataset;
  readonly grouping: Grouping;
  readonly asOfDay: number | null;
}

/** Columns per customer; -1 and NaN where there is none. */
export interface PaymentGaps {
  /** Gaps by period, those of none last. */
  readonly gaps: Int32Array;
  /** The period of more than half of a customer's gaps. */
  readonly own: Int8Array;
  /** The period that the last payment says it is for. */
  readonly stated: Int8Array;
  readonly lastDay: Float64Array;
  /** What was paid on the first and on the last day, minor units. */
  readonly firstMinor: Float64Array;
  readonly lastMinor: Float64Array;
  readonly lateness: Lateness;
  /** Customers with three payments or more, all of one period. */
  readonly regularCustomers: number;
  /** Customers who paid, and those of them whose last payment states its period. */
  readonly payers: number;
  readonly statedPayers: number;
}

/** The gaps between the days on which customers paid, up to the as-of day, in one pass, and what was paid on them. */
export function paymentGaps(log: PaymentLog, from: 'renewals' | 'purchases'): PaymentGaps {
  const customers = log.grouping.start.length;
  const unknown = () => new Float64Array(customers).fill(Number.NaN);
  const gaps = new Int32Array(CONTRACT_PERIODS.length + 1);
  const [own, stated] = [new Int8Array(customers).fill(-1), new Int8Array(customers).fill(-1)];
  const [lastDay, firstMinor, lastMinor] = [unknown(), unknown(), unknown()];
  const lateness = new Lateness();
  const mine = new Int32Array(gaps.length);
  const paid = new Payments(log, from);
  let [regularCustomers, payers, statedPayers] = [0, 0, 0];
  for (let customer = 0; customer < customers; customer++) {
    const { days, minor } = paid.of(customer);
    if (days.length === 0) continue;
    payers++;
    [lastDay[customer], firstMinor[customer], lastMinor[customer]] = [days.at(-1)!, minor[0]!, minor.at(-1)!];
    stated[customer] = paid.stated;
    if (paid.stated >= 0) statedPayers++;
    own[customer] = countGaps(mine, days);
    for (let i = 0; i < gaps.length; i++) gaps[i]! += mine[i]!;
    if (own[customer]! < 0) continue;
    for (let i = 1; i < days.length; i++) lateness.note(own[customer]!, days[i]! - days[i - 1]!);
    if (days.length > 2 && mine[own[customer]!] === days.length - 1) regularCustomers++;
  }
  return { gaps, own, stated, lastDay, firstMinor, lastMinor, lateness, regularCustomers, payers, statedPayers };
}

/** Counts the gaps between a customer's days by period; the period of more than half of them, else -1. */
function countGaps(mine: Int32Array, days: readonly number[]): number {
  mine.fill(0);
  for (let i = 1; i < days.length; i++) {
    const place = periodOfGap(days[i]! - days[i - 1]!);
    mine[place < 0 ? CONTRACT_PERIODS.length : place]!++;
  }
  const most = mostCommon(mine);
  return most < 0 || 2 * mine[most]! <= days.length - 1 ? -1 : most;
}

/** What one customer after the other paid, day by day. */
class Payments {
  readonly days: number[] = [];
  /** Paid on each of them; NaN where no payment of the day has an amount. */
  readonly minor: number[] = [];
  /** The period that the last payment states, or -1. */
  stated = -1;
  readonly #log: PaymentLog;
  readonly #from: 'renewals' | 'purchases';

  constructor(log: PaymentLog, from: 'renewals' | 'purchases') {
    this.#log = log;
    this.#from = from;
  }

  /** What a contract begins with is a purchase; beside renewals later ones are extras. */
  of(customer: number): this {
    const { dataset, grouping, asOfDay } = this.#log;
    const { timeMs, kind } = dataset.interactions;
    const { days } = this;
    days.length = this.minor.length = 0;
    this.stated = -1;
    for (let row = grouping.start[customer]!; row < grouping.end[customer]!; row++) {
      const buys = kind[row] === KIND.purchase && (this.#from === 'purchases' || days.length === 0);
      if (!buys && kind[row] !== KIND.renewal) continue;
      const day = dayOf(timeMs[row]!);
      if (asOfDay !== null && day > asOfDay) break;
      this.#take(row, day);
    }
    return this;
  }

  #take(row: number, day: number): void {
    const { amountMinor, billingPeriod } = this.#log.dataset.interactions.columns;
    const { days, minor } = this;
    const amount = amountMinor?.[row] ?? Number.NaN;
    const stated = billingPeriod?.[row] ?? UNKNOWN;
    if (day !== days.at(-1)) {
      days.push(day);
      minor.push(amount);
      this.stated = -1;
    } else if (!Number.isNaN(amount)) minor[minor.length - 1] = (minor.at(-1) || 0) + amount;
    if (stated !== UNKNOWN) this.stated = stated;
  }
}

/** The period of most gaps, -1 for none. */
export function mostCommon(gaps: Int32Array): number {
  let most = -1;
  for (let i = 0; i < CONTRACT_PERIODS.length; i++) if (gaps[i]! > (most < 0 ? 0 : gaps[most]!)) most = i;
  return most;
}
