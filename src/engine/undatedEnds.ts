import { type Contracts, STATUS } from '../domain/features.ts';
import { KIND } from '../domain/fields.ts';
import { dayOf } from '../foundation/days.ts';
import type { PaymentLog } from './paymentGaps.ts';

export interface UndatedEnd {
  readonly status: number;
  /** NaN where nothing says when. */
  readonly endDay: number;
}

/** What need not come from the customer: it goes on after they have left. */
const FROM_US: ReadonlySet<number> = new Set([KIND.marketing, KIND.refund]);

/**
 * When customers left of whom the files say that they are gone, but not since when: when what they last paid for ran
 * out, else when they were last heard of. On a day before the data end, whoever was heard of or had paid for longer was
 * still here.
 */
export class UndatedEnds {
  readonly #log: PaymentLog;
  readonly #contracts: Contracts | null;
  readonly #lastDayOfAll: number;

  constructor(log: PaymentLog, contracts: Contracts | null) {
    this.#log = log;
    this.#contracts = contracts;
    const { timeMs, rows } = log.dataset.interactions;
    let last = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < rows; row++) if (timeMs[row]! > last) last = timeMs[row]!;
    this.#lastDayOfAll = dayOf(last);
  }

  of(customer: number): UndatedEnd {
    const { asOfDay } = this.#log;
    const seen = this.#lastSeen(customer);
    const paidUntil = this.#contracts?.paidUntilDay[customer] ?? Number.NaN;
    if (asOfDay === null) return { status: STATUS.churned, endDay: Number.NaN };
    const isPast = this.#lastDayOfAll > asOfDay;
    if (seen > asOfDay || (isPast && paidUntil > asOfDay)) return { status: STATUS.active, endDay: Number.NaN };
    return { status: STATUS.churned, endDay: Math.min(Number.isNaN(paidUntil) ? seen : paidUntil, asOfDay) };
  }

  /** Day of the customer's last sign of life, whenever; NaN for none. */
  #lastSeen(customer: number): number {
    const { dataset, grouping } = this.#log;
    const { kind, timeMs } = dataset.interactions;
    const { numbers } = dataset.customers;
    let seen = Number.NaN;
    for (let row = grouping.end[customer]! - 1; row >= grouping.start[customer]!; row--) {
      if (FROM_US.has(kind[row]!)) continue;
      seen = dayOf(timeMs[row]!);
      break;
    }
    for (const field of ['last_order_at', 'last_activity_at'] as const) {
      const day = dayOf(numbers.get(field)?.[customer] ?? Number.NaN);
      if (!(day <= seen) && !Number.isNaN(day)) seen = day;
    }
    return seen;
  }
}
