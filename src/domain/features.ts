import type { BillingPeriod } from './fields.ts';
import type { Behaviour } from './options.ts';

/** Seam 2: what the models need, per customer, as columns in `customerIds` order. */

/** The interactions of customer i, in canonical order, are the rows `start[i] … end[i] − 1`. */
export interface Grouping {
  readonly start: Int32Array;
  readonly end: Int32Array;
}

export const STATUSES = ['active', 'churned', 'lapsed', 'unknown'] as const;
export type Status = (typeof STATUSES)[number];
/** Codes of `Lifecycle.status`: places in STATUSES. */
export const STATUS = { active: 0, churned: 1, lapsed: 2, unknown: 3 } as const satisfies Record<Status, number>;

/** When each customer came, left, and was last seen at risk. Day numbers, NaN where unknown. */
export interface Lifecycle {
  readonly behaviour: Behaviour;
  /** One aggregated row a customer without dates: tenure and a flag instead of a history. */
  readonly snapshot: boolean;
  /** Null for undated data. */
  readonly asOfDay: number | null;
  readonly status: Uint8Array;
  /** First day known: sign-up, else first purchase, else first event. */
  readonly startDay: Float64Array;
  /** Day of churn or lapse; NaN for those still here, and where nothing says when. */
  readonly endDay: Float64Array;
  /** Months from start to end or as-of (or as stated by a snapshot). */
  readonly tenureMonths: Float64Array;
  /** Days without purchase that count as lapse (transactional), else null. */
  readonly lapseWindowDays: number | null;
  /** Customers said to be gone, without a day: their `endDay` is when they were last heard of or paid for, or NaN. */
  readonly undatedLeavers?: number;
  /** Absent for shops, and where nothing in the data recurs. */
  readonly contracts?: Contracts;
}

/** What subscribers pay for at a time, and until when they have paid. Columns in customer order, NaN where unknown. */
export interface Contracts {
  /** What says so. */
  readonly from: 'renewals' | 'purchases' | 'renewal dates';
  /** The period of most contracts; null where none prevails. */
  readonly periodMonths: number | null;
  /** Share of the gaps between payments that are one such period. */
  readonly regularity: number;
  /** Each customer's own period: stated, shown by their payments, that of those who pay as much, or that of most. */
  readonly ownMonths: Float64Array;
  /** Day on which the period last paid for ends. */
  readonly paidUntilDay: Float64Array;
  /** Day from which on a payment that has not come means that the customer has left. */
  readonly goneDay: Float64Array;
  /** Null where renewal dates say what contracts run for. */
  readonly told: PeriodsTold | null;
}

/** How many customers' periods were told by anything but their own payments. */
export interface PeriodsTold {
  /** By a column of billing periods. */
  readonly stated: number;
  /** By customers who pay as much, where these pay for another period than most. */
  readonly likeOthers: readonly { readonly period: BillingPeriod; readonly customers: number }[];
  /** By the period of most, though nobody pays as much, or those who do pay for different periods. */
  readonly guessed: number;
  /** The period of most; null where none prevails. */
  readonly usual: BillingPeriod | null;
  /** Customers who paid at all. */
  readonly payers: number;
}

/** Money and rhythm of purchases, refunds netted on their purchase's date (METHODS 1). Amounts in minor units. */
export interface PurchaseHistory {
  /** Purchases that were not fully refunded. */
  readonly orders: Int32Array;
  /** NaN where none of the orders has an amount. */
  readonly grossMinor: Float64Array;
  /** All refunds, matched and unmatched, positive. */
  readonly refundsMinor: Float64Array;
  /** The part of `refundsMinor` that matched no purchase. */
  readonly unmatchedRefundsMinor: Float64Array;
  readonly firstDay: Float64Array;
  readonly lastDay: Float64Array;
  /** x: repeat purchase days, those after the first. */
  readonly frequency: Int32Array;
  /** t_x: days from first to last purchase day. */
  readonly recencyDays: Float64Array;
  /** T: days from first purchase to as-of. */
  readonly ageDays: Float64Array;
  /** z̄: mean net spend of repeat purchase days with an amount above zero, minor units; NaN with none. */
  readonly meanRepeatSpendMinor: Float64Array;
  /** Number of days behind `meanRepeatSpendMinor`. */
  readonly spendDays: Int32Array;
  /** Repeat purchase days whose amount is known, be it zero. */
  readonly pricedDays: Int32Array;
  /** 1 where nobody could say which orders stand, though it is known what was paid; absent: everybody's are known. */
  readonly unsettled?: Uint8Array;
}

/** Purchase histories as they were known on a day, and what was bought from then to the as-of day. Columns as above. */
export interface Calibration {
  readonly splitDay: number;
  readonly firstDay: Float64Array;
  readonly lastDay: Float64Array;
  readonly frequency: Float64Array;
  /** Purchase days after the split. */
  readonly daysAfter: Float64Array;
}
