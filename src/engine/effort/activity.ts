import type { Dataset } from '../../domain/dataset.ts';
import type { Grouping } from '../../domain/features.ts';
import { KIND } from '../../domain/fields.ts';
import { dayOf } from '../../foundation/days.ts';
import type { CustomerMonths } from './months.ts';

const YEAR_DAYS = 365;

/**
 * Purchases in the year before each month's start. Busy customers both buy and contact more, so where leaving means
 * having stopped to buy, effort must be compared among the equally busy.
 */
export function purchasesBefore({ interactions }: Dataset, grouping: Grouping, months: CustomerMonths): Uint16Array {
  const counts = new Uint16Array(months.rows);
  for (let i = 0; i + 1 < months.start.length; i++) {
    const days: number[] = [];
    for (let k = grouping.start[i]!; k < grouping.start[i + 1]!; k++) {
      const row = grouping.order[k]!;
      if (interactions.kind[row] === KIND.purchase) days.push(dayOf(interactions.timeMs[row]!));
    }
    let [from, to] = [0, 0];
    for (let row = months.start[i]!; row < months.start[i + 1]!; row++) {
      const start = months.startDay[row]!;
      while (to < days.length && days[to]! < start) to++;
      while (from < to && days[from]! < start - YEAR_DAYS) from++;
      counts[row] = Math.min(to - from, 65_535);
    }
  }
  return counts;
}
