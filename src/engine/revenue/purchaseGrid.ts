import type { PurchaseHistory } from '../../domain/features.ts';
import { DAYS_PER_MONTH, DAYS_PER_YEAR, MS_PER_DAY } from '../../foundation/days.ts';

/** A grid needs some opportunities to be one. */
const MIN_OPPORTUNITIES = 3;

/**
 * Days between opportunities of the yearly or monthly grid that all purchases sit on: every first and last purchase on the same day of the year, or of
 * the month. Null when they do not, or when there are too few opportunities to tell.
 */
export function purchaseGrid({ firstDay, lastDay, ageDays }: PurchaseHistory): number | null {
  const [dates, daysOfMonth] = [new Set<string>(), new Set<string>()];
  let longest = 0;
  for (let row = 0; row < firstDay.length; row++) {
    if (Number.isNaN(firstDay[row]!)) continue;
    for (const day of [firstDay[row]!, lastDay[row]!]) {
      const date = new Date(day * MS_PER_DAY).toISOString();
      dates.add(date.slice(5, 10));
      daysOfMonth.add(date.slice(8, 10));
    }
    if (daysOfMonth.size > 1) return null;
    longest = Math.max(longest, ageDays[row]!);
  }
  const periodDays = dates.size === 1 ? DAYS_PER_YEAR : DAYS_PER_MONTH;
  return Math.round(longest / periodDays) >= MIN_OPPORTUNITIES ? periodDays : null;
}
