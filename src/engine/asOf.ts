import type { Dataset } from '../domain/dataset.ts';
import { KIND } from '../domain/fields.ts';
import type { InteractionTable } from '../domain/interactions.ts';
import type { ScoreOptions } from '../domain/options.ts';
import type { Warning } from '../domain/results.ts';
import { dayOf, isoDate, MS_PER_DAY } from '../foundation/days.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { isAhead, type LateEnds, lateEnds } from './endsAhead.ts';
import { featuresAsOf } from './features/carried.ts';
import { seasonWarnings } from './features/suitable.ts';

/** The interactions of all customers, in one part or several. */
type Tables = Iterable<InteractionTable>;

/** Dates of customers, beside that of leaving, that say something has happened; renewal dates may lie ahead and do not count. */
const HAPPENED = ['created_at', 'first_order_at', 'last_order_at', 'last_activity_at'] as const;

/** A few latest events this long after all others are more likely typing errors than the present. */
const ISOLATED_DAYS = 365;
const FEW_DAYS = 8;

/** They do not move the as-of date where they are fewer than this share of all events. */
const STRAY = 0.01;

/** An as-of date this long after the last event of a log that is never so silent is more likely an old export. */
const SILENT_DAYS = 30;
const SILENT_GAPS = 10;

/**
 * The day the scores speak of: that of features, else `options.asOfDay`, else the latest event that has happened in the data, else null
 * (undated). Never the wall clock, so that the same files give the same bytes.
 * @throws input_unsuitable for a day before everything in the data
 */
export function resolveAsOf(
  dataset: Dataset,
  options: ScoreOptions,
  tables: Tables = [dataset.interactions],
): { asOfDay: number | null; warnings: Warning[] } {
  const counted = featuresAsOf(dataset);
  if (counted !== null) return { asOfDay: counted, warnings: seasonWarnings(dataset, counted) };
  const others = latestOthers(dataset, tables);
  const late = lateEndsOf(dataset, others);
  const ahead = late !== null && isAhead(late) ? late : null;
  const happened = withEnds(others, dataset, ahead);
  if (options.asOfDay !== null) {
    refuseBeforeAll(dataset, tables, options.asOfDay);
    return { asOfDay: options.asOfDay, warnings: silenceWarnings(happened, options.asOfDay) };
  }
  // Where nothing but unpaid renewals is dated, they are all there is to go by.
  const days = happened.length > 0 ? happened : latestOfAll(tables);
  const latest = days[0] ?? null;
  const stray = strayDays({ dataset, tables, ahead }, days);
  const gap = stray > 0 ? stray : (isolatedAfter(days)[0] ?? 0);
  const ofEnds =
    late === null || latest === null ? [] : endWarnings(late, latest, others[0]!, stray === 0 && holdsRows(tables));
  if (latest === null || gap === 0) return { asOfDay: latest, warnings: ofEnds };
  const asOfDay = days[stray]!;
  const stand = `on ${gap} day${gap === 1 ? '' : 's'} that stand${gap === 1 ? 's' : ''} ${days[gap - 1]! - days[gap]!} days after all others`;
  const message =
    stray === 0
      ? `the as-of date ${isoDate(latest)} comes from events ${stand}; if they are typing errors, give --as-of`
      : `the as-of date is ${isoDate(asOfDay)}: events ${stand} are taken for typing errors; if they are right, give --as-of ${isoDate(latest)}`;
  return { asOfDay, warnings: [{ code: 'as_of_isolated', message, count: gap }, ...ofEnds] };
}

/** `setDay`: whether ends that are too many to lie ahead have set the day, in data that hold more than customers. */
function endWarnings(late: LateEnds, latest: number, lastOther: number, setDay: boolean): Warning[] {
  if (isAhead(late)) return [aheadWarning(late, latest)];
  return setDay ? [lateWarning(late, lastOther)] : [];
}

function holdsRows(tables: Tables): boolean {
  for (const { rows } of tables) if (rows > 0) return true;
  return false;
}

function lateEndsOf(dataset: Dataset, others: readonly number[]): LateEnds | null {
  return lateEnds(dataset.customers.numbers.get('churned_at'), others, usualGap(others));
}

function aheadWarning({ count, lastDay }: LateEnds, asOfDay: number): Warning {
  const who = count === 1 ? '1 customer leaves' : `${count} customers leave`;
  const message = `${who} on a day after everything else in the data, the last on ${isoDate(lastDay)}: read as cancellations that are still to come, so the as-of date stays ${isoDate(asOfDay)} and they count as customers; if those days have passed, give --as-of ${isoDate(lastDay)}`;
  return { code: 'ends_ahead', message, count };
}

/** What has happened; ends that are still to come have not. */
interface Happened {
  readonly dataset: Dataset;
  readonly tables: Tables;
  readonly ahead: LateEnds | null;
}

/** Too many to be cancellations to come: the log is taken to end early. */
function lateWarning({ count, all, lastDay }: LateEnds, lastOther: number): Warning {
  const message = `${count} of the ${all} customers who left did so after everything else in the data, which ends on ${isoDate(lastOther)}; too many to be cancellations still to come, so the as-of date is the last of them, ${isoDate(lastDay)}, and the days in between count as silence; if they are still to come, give --as-of ${isoDate(lastOther)}`;
  return { code: 'ends_after_log', message, count };
}

/** How many of the latest days stand apart and hold next to no event. */
function strayDays({ dataset, tables, ahead }: Happened, days: readonly number[]): number {
  const isolated = isolatedAfter(days);
  if (isolated.length === 0) return 0;
  const later = isolated.map(() => 0);
  let all = 0;
  const count = (timeMs: number) => {
    if (Number.isNaN(timeMs)) return;
    all++;
    for (const [i, gap] of isolated.entries()) if (dayOf(timeMs) > days[gap]!) later[i]!++;
  };
  visitOthers(dataset, tables, count);
  visitEnds(dataset, ahead, count);
  return isolated.findLast((_, i) => later[i]! <= STRAY * all) ?? 0;
}

/** The last day on which anything has happened in the data, whatever day is asked about; null for undated data. */
export function dataEndDay(dataset: Dataset, tables: Tables = [dataset.interactions]): number | null {
  const others = latestOthers(dataset, tables);
  const late = lateEndsOf(dataset, others);
  const ahead = late !== null && isAhead(late) ? late : null;
  const days = withEnds(others, dataset, ahead);
  return days[strayDays({ dataset, tables, ahead }, days)] ?? null;
}

/** What a file does not hold looks like customers who do nothing. */
function silenceWarnings(days: readonly number[], asOfDay: number): Warning[] {
  const last = days[0];
  if (last === undefined || !(asOfDay - last > Math.max(SILENT_DAYS, SILENT_GAPS * usualGap(days)))) return [];
  const message = `nothing has happened in the data in the ${asOfDay - last} days before the as-of date, which counts as silence of every customer; if the files merely end on ${isoDate(last)}, leave --as-of out`;
  return [{ code: 'as_of_after_data', message, count: 1 }];
}

/** By a day before all events nothing has happened, so that no figure could be given, nor the right reason for none. */
function refuseBeforeAll(dataset: Dataset, tables: Tables, asOfDay: number): void {
  let first = Number.POSITIVE_INFINITY;
  const lower = (timeMs: number) => {
    if (timeMs < first) first = timeMs;
  };
  visitOthers(dataset, tables, lower);
  visitEnds(dataset, null, lower);
  const firstDay = first === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : dayOf(first);
  if (asOfDay >= firstDay) return;
  const message = `nothing in the data has happened by ${isoDate(asOfDay)}: it begins on ${isoDate(firstDay)}`;
  throw new CxRoiError('input_unsuitable', message, { hint: `give --as-of ${isoDate(firstDay)} or a later day` });
}

/** How many of the latest days stand apart from the rest, fewest first; on a yearly grid long gaps are no oddity. */
function isolatedAfter(days: readonly number[]): readonly number[] {
  const least = Math.max(ISOLATED_DAYS, 2 * usualGap(days));
  return gapsOf(days).flatMap((gap, i) => (gap > least ? [i + 1] : []));
}

function gapsOf(days: readonly number[]): number[] {
  return days.slice(1).map((day, i) => days[i]! - day);
}

function usualGap(days: readonly number[]): number {
  const gaps = gapsOf(days);
  return gaps.sort((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)] ?? 0;
}

type Visit = (timeMs: number) => void;

/** Everything that has happened but leaving. */
function visitOthers(dataset: Dataset, tables: Tables, visit: Visit): void {
  for (const { timeMs, kind, rows, columns } of tables) {
    for (let row = 0; row < rows; row++) {
      // A renewal that was paid is a purchase; one without an amount may be due.
      if (kind[row] !== KIND.renewal || (columns.amountMinor?.[row] ?? 0) > 0) visit(timeMs[row]!);
    }
  }
  for (const field of HAPPENED) dataset.customers.numbers.get(field)?.forEach(visit);
}

/** Ends that are not still to come. */
function visitEnds(dataset: Dataset, ahead: LateEnds | null, visit: Visit): void {
  dataset.customers.numbers.get('churned_at')?.forEach((end) => {
    if (ahead === null || dayOf(end) < ahead.firstDay) visit(end);
  });
}

function latestOthers(dataset: Dataset, tables: Tables): readonly number[] {
  const latest = new LatestDays();
  visitOthers(dataset, tables, (timeMs) => latest.add(timeMs));
  return latest.days;
}

function withEnds(others: readonly number[], dataset: Dataset, ahead: LateEnds | null): readonly number[] {
  const latest = new LatestDays(others);
  visitEnds(dataset, ahead, (timeMs) => latest.add(timeMs));
  return latest.days;
}

function latestOfAll(tables: Tables): readonly number[] {
  const latest = new LatestDays();
  for (const { timeMs } of tables) for (const time of timeMs) latest.add(time);
  return latest.days;
}

/** The latest days on which anything happened, the last first. */
class LatestDays {
  readonly days: number[];
  /** The first instant that is news. */
  #fromMs = Number.NEGATIVE_INFINITY;

  constructor(days: readonly number[] = []) {
    this.days = [...days];
    this.#settle();
  }

  add(timeMs: number): void {
    if (!(timeMs >= this.#fromMs)) return;
    const day = dayOf(timeMs);
    if (this.days.includes(day)) return;
    this.days.push(day);
    this.days.sort((a, b) => b - a);
    this.#settle();
  }

  #settle(): void {
    this.days.length = Math.min(this.days.length, FEW_DAYS);
    if (this.days.length === FEW_DAYS) this.#fromMs = (this.days[FEW_DAYS - 1]! + 1) * MS_PER_DAY;
  }
}
