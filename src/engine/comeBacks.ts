import type { Dataset } from '../domain/dataset.ts';
import type { Grouping, Lifecycle } from '../domain/features.ts';
import { KIND } from '../domain/fields.ts';
import type { Warning } from '../domain/results.ts';
import { DAYS_PER_MONTH, dayOf } from '../foundation/days.ts';
import { counted, plainNumber } from '../foundation/words.ts';
import { quantileOfSorted } from '../math/quantile.ts';

interface Ground {
  readonly dataset: Dataset;
  readonly grouping: Grouping;
  readonly lifecycle: Lifecycle;
}

/** A payment that is a few weeks late after a cancellation may be one taken back. */
const AWAY_DAYS = 31;
/** A customer in a hundred moves no curve. */
const SOME = 0.01;

/**
 * Subscribers who cancelled, were away and paid again: a stay runs from the first day to the last, so that the time away
 * counts as here. How many, and how long in the middle.
 */
export function comeBackWarnings({ dataset, grouping, lifecycle }: Ground): Warning[] {
  if (lifecycle.behaviour !== 'subscription' || !dataset.interactions.kind.includes(KIND.cancellation)) return [];
  const customers = dataset.customerIds.length;
  const away = Float64Array.from({ length: customers }, (_, i) => daysAway({ dataset, grouping, lifecycle }, i))
    .filter((days) => days > 0)
    .sort();
  if (away.length === 0 || away.length < SOME * customers) return [];
  const months = counted(Math.round(quantileOfSorted(away, 0.5) / DAYS_PER_MONTH), 'month');
  const who = away.length === 1 ? 'cancelled, was away and paid' : 'cancelled, were away and paid';
  const message = `of ${plainNumber(customers)} customers, ${plainNumber(away.length)} ${who} again (away ${months}, the median): a stay runs from the first day to the last, so that the time away counts as here, and the share that stays is above the share that pays in any one month`;
  return [{ code: 'customers_returned', message, count: away.length }];
}

/** Days between cancelling, or what was paid for having run out, and the next payment, over all times that is more than a month. */
function daysAway({ dataset, grouping, lifecycle }: Ground, customer: number): number {
  const { kind, timeMs } = dataset.interactions;
  const ownDays = (lifecycle.contracts?.ownMonths[customer] || 0) * DAYS_PER_MONTH;
  let [away, paidUntil, cancelled] = [0, Number.NEGATIVE_INFINITY, Number.NaN];
  for (let row = grouping.start[customer]!; row < grouping.end[customer]!; row++) {
    const day = dayOf(timeMs[row]!);
    if (lifecycle.asOfDay !== null && day > lifecycle.asOfDay) break;
    if (kind[row] === KIND.cancellation) cancelled = day;
    if (kind[row] !== KIND.purchase && kind[row] !== KIND.renewal) continue;
    const days = day - Math.max(cancelled, paidUntil);
    if (days > AWAY_DAYS) away += days;
    [paidUntil, cancelled] = [day + ownDays, Number.NaN];
  }
  return away;
}
