import type { Dataset } from '../domain/dataset.ts';
import { KIND } from '../domain/fields.ts';
import type { ScoreOptions } from '../domain/options.ts';
import type { Warning } from '../domain/results.ts';
import { dayOf, isoDate } from '../foundation/days.ts';

/** Dates of customers that say something has happened; renewal dates may lie ahead and do not count. */
const HAPPENED = ['created_at', 'first_order_at', 'last_order_at', 'last_activity_at', 'churned_at'] as const;

/** A latest event this long after all others is more likely a typing error than the present. */
const ISOLATED_DAYS = 180;

/**
 * The day the scores speak of: `options.asOfDay`, else the latest event that has happened in the data, else null
 * (undated). Never the wall clock, so that the same files give the same bytes.
 */
export function resolveAsOf(dataset: Dataset, options: ScoreOptions): { asOfDay: number | null; warnings: Warning[] } {
  if (options.asOfDay !== null) return { asOfDay: options.asOfDay, warnings: [] };
  const latest = latestTwoDays(eventTimes(dataset));
  if (latest === null) return { asOfDay: null, warnings: [] };
  const [last, before] = latest;
  const isolated = before !== null && last - before > ISOLATED_DAYS;
  const warning: Warning = {
    code: 'as_of_isolated',
    message: `the as-of date ${isoDate(last)} comes from one event ${last - before!} days after every other; if it is a typing error, give --as-of`,
    count: 1,
  };
  return { asOfDay: last, warnings: isolated ? [warning] : [] };
}

function* eventTimes(dataset: Dataset): Iterable<number> {
  const { timeMs, kind, rows } = dataset.interactions;
  for (let row = 0; row < rows; row++) if (kind[row] !== KIND.renewal) yield timeMs[row]!;
  for (const field of HAPPENED) yield* dataset.customers.numbers.get(field) ?? [];
}

/** The latest day and the latest one before it (null when there is only one day). */
function latestTwoDays(timesMs: Iterable<number>): [number, number | null] | null {
  let last = Number.NEGATIVE_INFINITY;
  let before = Number.NEGATIVE_INFINITY;
  for (const timeMs of timesMs) {
    const day = dayOf(timeMs);
    if (day > last) {
      before = last;
      last = day;
    } else if (day < last && day > before) before = day;
  }
  if (last === Number.NEGATIVE_INFINITY) return null;
  return [last, before === Number.NEGATIVE_INFINITY ? null : before];
}
