import { dayOf } from '../foundation/days.ts';

/** Dates of leaving later than anything else in the data. */
export interface LateEnds {
  readonly count: number;
  /** Of so many who left at all. */
  readonly all: number;
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
 * anything else that happened, and few of them.
 */
export function isAhead({ count, all }: LateEnds): boolean {
  return count <= FEW * all;
}

/** `latestOthers`: the latest days of everything else, the last first. Null where nobody leaves later. */
export function lateEnds(
  churnedAtMs: Iterable<number> | undefined,
  latestOthers: readonly number[],
  usualGapDays: number,
): LateEnds | null {
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
  return count > 0 ? { count, all, firstDay, lastDay } : null;
}
