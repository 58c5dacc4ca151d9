import type { Dataset } from '../domain/dataset.ts';
import type { Grouping } from '../domain/features.ts';
import { KIND } from '../domain/fields.ts';
import { dayOf } from '../foundation/days.ts';
import { CONTRACT_PERIODS, Lateness, periodOfGap } from './contractPeriods.ts';

export interface PaymentLog {
  readonly dataset: Dataset;
  readonly grouping: Grouping;
  readonly asOfDay: number | null;
}

export interface PaymentGaps {
  /** Gaps by period, those of none last. */
  readonly gaps: Int32Array;
  /** The period of most gaps, -1 for none, and how many gaps there are. */
  readonly most: number;
  readonly all: number;
  /** Per customer: the period of more than half of their gaps or -1, and the day of the last payment or NaN. */
  readonly own: Int8Array;
  readonly lastDay: Float64Array;
  readonly lateness: Lateness;
  /** Customers with three payments or more, all of one period. */
  readonly regularCustomers: number;
}

/** The gaps between the days on which customers paid, up to the as-of day, in one pass. */
export function paymentGaps(log: PaymentLog, from: 'renewals' | 'purchases'): PaymentGaps {
  const customers = log.grouping.start.length;
  const gaps = new Int32Array(CONTRACT_PERIODS.length + 1);
  const own = new Int8Array(customers).fill(-1);
  const lastDay = new Float64Array(customers).fill(Number.NaN);
  const lateness = new Lateness();
  const mine = new Int32Array(gaps.length);
  const days: number[] = [];
  let regularCustomers = 0;
  for (let customer = 0; customer < customers; customer++) {
    collectDays(days, log, customer, from);
    lastDay[customer] = days.at(-1) ?? Number.NaN;
    if (days.length < 2) continue;
    mine.fill(0);
    for (let i = 1; i < days.length; i++) {
      const place = periodOfGap(days[i]! - days[i - 1]!);
      mine[place < 0 ? CONTRACT_PERIODS.length : place]!++;
    }
    for (let i = 0; i < gaps.length; i++) gaps[i]! += mine[i]!;
    const most = mostCommon(mine);
    if (most < 0 || 2 * mine[most]! <= days.length - 1) continue;
    own[customer] = most;
    for (let i = 1; i < days.length; i++) lateness.note(most, days[i]! - days[i - 1]!);
    if (days.length > 2 && mine[most] === days.length - 1) regularCustomers++;
  }
  const all = gaps.reduce((sum, count) => sum + count, 0);
  return { gaps, most: mostCommon(gaps), all, own, lastDay, lateness, regularCustomers };
}

/** Days on which a customer paid. What a contract begins with is a purchase; beside renewals later ones are extras. */
function collectDays(days: number[], { dataset, grouping, asOfDay }: PaymentLog, customer: number, from: string): void {
  const { timeMs, kind } = dataset.interactions;
  days.length = 0;
  for (let row = grouping.start[customer]!; row < grouping.end[customer]!; row++) {
    const buys = kind[row] === KIND.purchase && (from === 'purchases' || days.length === 0);
    if (!buys && kind[row] !== KIND.renewal) continue;
    const day = dayOf(timeMs[row]!);
    if (asOfDay !== null && day > asOfDay) return;
    if (day !== days.at(-1)) days.push(day);
  }
}

/** The period of most gaps, -1 for none. */
export function mostCommon(gaps: Int32Array): number {
  let most = -1;
  for (let i = 0; i < CONTRACT_PERIODS.length; i++) if (gaps[i]! > (most < 0 ? 0 : gaps[most]!)) most = i;
  return most;
}
