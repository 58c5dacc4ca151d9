import { dayOf } from '../foundation/days.ts';

/** Dates of leaving that have not come yet. */
export interface EndsAhead {
  readonly count: number;
  readonly firstDay: number;
  readonly lastDay: number;
}

/** Later than everything else by more than a week and by several of the usual gaps between days with events. */
const LEAST_DAYS = 7;
const GAPS = 5;
/** Where more than this share of those who left did so later, it is the log that ends early. */
const FEW = 0.1;

/**
 * Exports of subscriptions hold cancellations at the end of a period that is still running: days of leaving later than
 * anything else that happened. `latestOthers`: the latest days of everything else, the last first. Null where there are
 * none, or too many to be that.
 */
export function endsAhead(
  churnedAtMs: Iterable<number> | undefined,
  latestOthers: readonly number[],
  usualGapDays: number,
): EndsAhead | null {
  const last = latestOthers[0];
  if (churnedAtMs === undefined || last === undefined) return null;
  const from = last + Math.max(LEAST_DAYS, GAPS * usualGapDays) + 1;
  let [all, count, firstDay, lastDay] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const timeMs of churnedAtMs) {
    if (Number.isNaN(timeMs)) continue;
    all++;
    const day = dayOf(timeMs);
    if (day < from) continue;
    count++;
    firstDay = Math.min(firstDay, day);
    lastDay = Math.max(lastDay, day);
  }
  return count > 0 && count <= FEW * all ? { count, firstDay, lastDay } : null;
}
