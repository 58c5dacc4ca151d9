import { COST, COST_CATEGORIES, type CostCategory, type CostTable } from '../../domain/costs.ts';
import type { Warning } from '../../domain/results.ts';
import { dayOf } from '../../foundation/days.ts';
import { calendarMonth, isoMonth } from '../../foundation/months.ts';
import { CompensatedSum, sumPresent } from '../../foundation/sums.ts';

/** The ledger of costs by calendar month, minor units. Its months are those from its first row to its last. */
export interface Books {
  readonly firstMonth: number;
  readonly lastMonth: number;
  /** What was spent in each month on a category, from the first month on; null where the ledger has no row of it. */
  byMonth(category: CostCategory): Float64Array | null;
  /**
   * 1 for each month of which the ledger tells what was spent on a category. A ledger that is kept by the month says it of the
   * months that have a row; one of yearly or quarterly rows, of all of them.
   */
  tells(category: CostCategory): Uint8Array;
  /** The same of acquisition by channel, folded to lower case; '' for rows that name none. */
  readonly acquisitionByChannel: ReadonlyMap<string, Float64Array>;
  readonly warnings: readonly Warning[];
}

/**
 * Months are whole: a ledger may date a month's costs on its first or on its last day, so the as-of day's month counts, and
 * later months do not. Null where no file is a ledger, or nothing in the data is dated.
 */
export function booksOf(costs: CostTable, asOfDay: number | null): Books | null {
  if (costs.rows === 0 || asOfDay === null) return null;
  const months = Float64Array.from(costs.timeMs, (timeMs) => calendarMonth(dayOf(timeMs)));
  const lastOfAll = calendarMonth(asOfDay);
  const counted = Int32Array.from(months.keys()).filter((row) => months[row]! <= lastOfAll);
  const late = costs.rows - counted.length;
  if (counted.length === 0) return null;
  // Rows stand in the order of time.
  const firstMonth = months[counted[0]!]!;
  const lastMonth = months[counted.at(-1)!]!;
  const sums = sumsOf(costs, months, counted, { firstMonth, lastMonth });
  const bad = COST_CATEGORIES.filter((category) => sumPresent(sums.byCategory[COST[category]] ?? []) < 0);
  return {
    firstMonth,
    lastMonth,
    byMonth: (category) => (bad.includes(category) ? null : sums.byCategory[COST[category]]!),
    tells: (category) => toldMonths(sums.rows[COST[category]]!),
    acquisitionByChannel: bad.includes('acquisition') ? new Map() : sums.byChannel,
    warnings: [...lateWarning(late), ...bad.map(negativeWarning)],
  };
}

interface Span {
  readonly firstMonth: number;
  readonly lastMonth: number;
}

function sumsOf(costs: CostTable, months: Float64Array, rows: Int32Array, { firstMonth, lastMonth }: Span) {
  const length = lastMonth - firstMonth + 1;
  const newSums = () => Array.from({ length }, () => new CompensatedSum());
  const byCategory = COST_CATEGORIES.map((): CompensatedSum[] | null => null);
  const rowsOf = COST_CATEGORIES.map(() => new Uint8Array(length));
  const byChannel = new Map<string, CompensatedSum[]>();
  for (const row of rows) {
    const month = months[row]! - firstMonth;
    const category = costs.category[row]!;
    byCategory[category] ??= newSums();
    rowsOf[category]![month] = 1;
    byCategory[category][month]!.add(costs.amountMinor[row]!);
    if (category !== COST.acquisition) continue;
    const code = costs.channel[row]!;
    const name = code < 0 ? '' : foldedChannel(costs.channels.text(code));
    const channel = byChannel.get(name) ?? newSums();
    byChannel.set(name, channel);
    channel[month]!.add(costs.amountMinor[row]!);
  }
  const values = (sums: readonly CompensatedSum[]) => Float64Array.from(sums, (sum) => sum.value);
  return {
    rows: rowsOf,
    byCategory: byCategory.map((sums) => (sums === null ? null : values(sums))),
    byChannel: new Map([...byChannel].map(([name, sums]) => [name, values(sums)] as const)),
  };
}

/** Months with a row where most follow one another, else all of them. */
function toldMonths(rows: Uint8Array): Uint8Array {
  const places = [...rows.keys()].filter((place) => rows[place] === 1);
  const steps = places.slice(1).map((place, i) => place - places[i]!);
  const monthly = 2 * steps.filter((step) => step === 1).length > steps.length;
  return monthly ? rows : new Uint8Array(rows.length).fill(1);
}

/** The months that are not told, runs of them together: `2021-05 to 2022-12, 2023-03`. */
export function monthsUntold({ firstMonth }: Pick<Books, 'firstMonth'>, told: Uint8Array): string {
  const runs: string[] = [];
  for (let from = 0; from < told.length; from++) {
    if (told[from] === 1) continue;
    let to = from;
    while (told[to + 1] === 0) to++;
    const [first, last] = [isoMonth(firstMonth + from), isoMonth(firstMonth + to)];
    runs.push(first === last ? first : `${first} to ${last}`);
    from = to;
  }
  return runs.length > SHOWN_RUNS ? `${runs.slice(0, SHOWN_RUNS).join(', ')}, …` : runs.join(', ');
}

const SHOWN_RUNS = 4;

/** The books and the customers may write a channel in different ways. */
export function foldedChannel(name: string): string {
  return name.trim().toLowerCase();
}

function lateWarning(count: number): Warning[] {
  if (count === 0) return [];
  const message = 'costs dated after the month of the as-of day are left out';
  return [{ code: 'costs_after_as_of', message, count }];
}

function negativeWarning(category: CostCategory): Warning {
  return {
    code: 'costs_negative',
    message: `the ledger's ${category} costs add up to less than nothing and are left out: write costs as positive amounts, credits as negative ones`,
    count: 1,
  };
}
