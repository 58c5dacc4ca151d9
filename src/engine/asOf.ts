import type { Dataset } from '../domain/dataset.ts';
import { KIND } from '../domain/fields.ts';
import type { ScoreOptions } from '../domain/options.ts';
import type { Warning } from '../domain/results.ts';
import { dayOf, isoDate } from '../foundation/days.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { featuresAsOf } from './features/carried.ts';
import { seasonWarnings } from './features/suitable.ts';

/** Dates of customers that say something has happened; renewal dates may lie ahead and do not count. */
const HAPPENED = ['created_at', 'first_order_at', 'last_order_at', 'last_activity_at', 'churned_at'] as const;

/** A few latest events this long after all others are more likely typing errors than the present. */
const ISOLATED_DAYS = 365;
const FEW_DAYS = 8;

/**
 * The day the scores speak of: that of features, else `options.asOfDay`, else the latest event that has happened in the data, else null
 * (undated). Never the wall clock, so that the same files give the same bytes.
 * @throws input_unsuitable for a day before everything in the data
 */
export function resolveAsOf(dataset: Dataset, options: ScoreOptions): { asOfDay: number | null; warnings: Warning[] } {
  const counted = featuresAsOf(dataset);
  if (counted !== null) return { asOfDay: counted, warnings: seasonWarnings(dataset, counted) };
  if (options.asOfDay !== null) {
    refuseBeforeAll(dataset, options.asOfDay);
    return { asOfDay: options.asOfDay, warnings: [] };
  }
  const happened = latestDays(eventTimes(dataset));
  // Where nothing but unpaid renewals is dated, they are all there is to go by.
  const days = happened.length > 0 ? happened : latestDays(dataset.interactions.timeMs);
  const asOfDay = days[0] ?? null;
  const gap = isolatedAfter(days);
  if (asOfDay === null || gap === 0) return { asOfDay, warnings: [] };
  const warning: Warning = {
    code: 'as_of_isolated',
    message: `the as-of date ${isoDate(asOfDay)} comes from events on ${gap} day${gap === 1 ? '' : 's'} that stand ${days[gap - 1]! - days[gap]!} days after all others; if they are typing errors, give --as-of`,
    count: gap,
  };
  return { asOfDay, warnings: [warning] };
}

/** By a day before all events nothing has happened, so that no figure could be given, nor the right reason for none. */
function refuseBeforeAll(dataset: Dataset, asOfDay: number): void {
  let first = Number.POSITIVE_INFINITY;
  for (const timeMs of eventTimes(dataset)) if (timeMs < first) first = timeMs;
  const firstDay = first === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : dayOf(first);
  if (asOfDay >= firstDay) return;
  const message = `nothing in the data has happened by ${isoDate(asOfDay)}: it begins on ${isoDate(firstDay)}`;
  throw new CxRoiError('input_unsuitable', message, { hint: `give --as-of ${isoDate(firstDay)} or a later day` });
}

/** How many of the latest days stand apart from the rest; on a yearly grid long gaps are no oddity. */
function isolatedAfter(days: readonly number[]): number {
  const gaps = days.slice(1).map((day, i) => days[i]! - day);
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)] ?? 0;
  return gaps.findIndex((gap) => gap > Math.max(ISOLATED_DAYS, 2 * usual)) + 1;
}

function* eventTimes(dataset: Dataset): Iterable<number> {
  const { timeMs, kind, rows, columns } = dataset.interactions;
  for (let row = 0; row < rows; row++) {
    // A renewal that was paid is a purchase; one without an amount may be due.
    if (kind[row] !== KIND.renewal || (columns.amountMinor?.[row] ?? 0) > 0) yield timeMs[row]!;
  }
  for (const field of HAPPENED) yield* dataset.customers.numbers.get(field) ?? [];
}

/** The latest days on which anything happened, the last first. */
function latestDays(timesMs: Iterable<number>): readonly number[] {
  const days: number[] = [];
  for (const timeMs of timesMs) {
    const day = dayOf(timeMs);
    if (!(day > (days.length < FEW_DAYS ? Number.NEGATIVE_INFINITY : days[FEW_DAYS - 1]!)) || days.includes(day))
      continue;
    days.push(day);
    days.sort((a, b) => b - a);
    days.length = Math.min(days.length, FEW_DAYS);
  }
  return days;
}
