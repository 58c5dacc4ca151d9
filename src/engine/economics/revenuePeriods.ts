import { type Lifecycle, STATUS } from '../../domain/features.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import { DAYS_PER_MONTH } from '../../foundation/days.ts';
import { addMonths } from '../../foundation/months.ts';
import type { Analysis } from '../analyse.ts';
import { statedMonthlyRevenue } from '../revenue/monthlyRevenue.ts';
import { purchasesBetween } from '../revenue/purchases.ts';
import { recurringPrice } from '../revenue/recurringPrice.ts';

/** What the customers of a fixed opening cohort paid before and after a day. Minor units, in customer order. */
export interface RevenuePeriods {
  /** prices: monthly prices on two days · revenue: what was bought in two periods of equal length. */
  readonly basis: 'prices' | 'revenue';
  /** The day that parts both: the cohort opens, or its second period begins. */
  readonly splitDay: number;
  readonly months: number;
  /** NaN for customers who are not of the cohort. */
  readonly before: Float64Array;
  /** 0 for those who had left, or bought nothing. */
  readonly after: Float64Array;
  /** Whether the data would show that a price changed. */
  readonly changesKnown: boolean;
}

export type PeriodsOrReason = RevenuePeriods | { readonly reason: ReasonCode };

const LEAST_DAYS = 60;

/**
 * Subscribers by their prices a year ago and today, where the data say how prices changed or hold no payments to go by;
 * everybody else by what they bought in two equal periods.
 */
export function revenuePeriods(analysis: Analysis): PeriodsOrReason {
  const { asOfDay, lifecycle, purchases } = analysis;
  if (asOfDay === null) return { reason: 'no_dates' };
  const prices = lifecycle.behaviour === 'subscription' ? pricePeriods(analysis, asOfDay) : null;
  if (prices !== null && (purchases === null || ('basis' in prices && prices.changesKnown))) return prices;
  return purchases === null ? { reason: 'no_purchase_dates' } : boughtPeriods(analysis, asOfDay);
}

/**
 * Monthly prices a year ago and today, as the log dates them (changes of plan, recurring revenue on events, invoices), else as
 * the customers file states them. Whose first dated price is younger than a year is not of the cohort: what they paid
 * before is not known.
 */
function pricePeriods({ dataset, grouping, lifecycle }: Analysis, asOfDay: number): PeriodsOrReason {
  const stated = statedMonthlyRevenue(dataset).minor;
  const dated = recurringPrice(dataset, grouping, lifecycle.contracts ?? null);
  const splitDay = addMonths(asOfDay, -12);
  const before = new Float64Array(stated.length).fill(Number.NaN);
  const after = new Float64Array(stated.length);
  let [changesKnown, anyPrice] = [false, false];
  for (let i = 0; i < stated.length; i++) {
    const last = dated.at(i, asOfDay);
    const isDated = !Number.isNaN(last);
    changesKnown ||= isDated;
    anyPrice ||= isDated || !Number.isNaN(stated[i]!);
    const opening = isDated ? dated.at(i, splitDay) : stated[i]!;
    if (!wasThere(lifecycle, i, splitDay) || !(opening > 0)) continue;
    before[i] = opening;
    after[i] = lifecycle.status[i] === STATUS.churned ? 0 : Math.max(0, isDated ? last : stated[i]!);
  }
  if (!anyPrice) return { reason: 'no_revenue' };
  if (before.every((minor) => Number.isNaN(minor))) return { reason: 'no_opening_cohort' };
  return { basis: 'prices', splitDay, months: 12, before, after, changesKnown };
}

/** A customer of that day; not one who left on a day that nobody knows. */
function wasThere({ status, startDay, endDay }: Lifecycle, i: number, day: number): boolean {
  if (status[i] === STATUS.unknown || !(startDay[i]! <= day)) return false;
  return status[i] === STATUS.churned ? endDay[i]! > day : true;
}

/** A third of the history, a year at most: who had come before the first of two such periods, and bought in it. */
function boughtPeriods({ dataset, grouping, lifecycle }: Analysis, asOfDay: number): PeriodsOrReason {
  let first = Number.POSITIVE_INFINITY;
  for (const day of lifecycle.startDay) if (day < first) first = day;
  const days = Math.floor((asOfDay - first) / 3);
  if (!(days >= LEAST_DAYS)) return { reason: 'no_opening_cohort' };
  const yearAgo = addMonths(asOfDay, -12);
  const years = days >= asOfDay - yearAgo;
  const splitDay = years ? yearAgo : asOfDay - days;
  const openDay = years ? addMonths(asOfDay, -24) : splitDay - days;
  const earlier = purchasesBetween(dataset, grouping, { afterDay: openDay, untilDay: splitDay, asOfDay });
  const later = purchasesBetween(dataset, grouping, { afterDay: splitDay, untilDay: asOfDay, asOfDay });
  const before = earlier.netMinor.map((minor, i) => {
    const left = lifecycle.behaviour === 'subscription' && lifecycle.endDay[i]! <= splitDay;
    return lifecycle.startDay[i]! <= openDay && !left && minor > 0 ? minor : Number.NaN;
  });
  if (before.every((minor) => Number.isNaN(minor))) return { reason: 'no_opening_cohort' };
  const months = years ? 12 : days / DAYS_PER_MONTH;
  return { basis: 'revenue', splitDay, months, before, after: later.netMinor, changesKnown: true };
}
