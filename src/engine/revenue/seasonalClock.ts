import type { PurchaseHistory } from '../../domain/features.ts';
import { MS_PER_DAY } from '../../foundation/days.ts';

/** A clock that runs fast where a season makes everybody buy more; its months have index 1 on average. */
export interface SeasonalClock {
  /** January to December. */
  readonly index: readonly number[];
  /** Reading on a day; differences of readings are the time that purchase models live in. */
  at(day: number): number;
}

const MONTHS = 12;
/** Two whole seasons: the ratio to a centred twelve-month average exists for every calendar month. */
const MIN_MONTHS = 24;

/**
 * Seasonal index of repeat purchases by ratio to the centred twelve-month moving average, so that growth and decline
 * within the years do not pass for a season (classical decomposition; Macaulay 1931). `counts` are purchases by day from
 * `fromDay` on; only whole months are used. Null with fewer than two seasons, or where a month saw no purchase at all.
 */
export function seasonalClock(counts: Float64Array, fromDay: number): SeasonalClock | null {
  const months = wholeMonths(counts, fromDay);
  if (months.length < MIN_MONTHS) return null;
  const sums = Array.from({ length: MONTHS }, () => ({ ratio: 0, seen: 0 }));
  for (let i = MONTHS / 2; i + MONTHS / 2 < months.length; i++) {
    let average = (months[i - MONTHS / 2]!.perDay + months[i + MONTHS / 2]!.perDay) / 2;
    for (let k = 1 - MONTHS / 2; k < MONTHS / 2; k++) average += months[i + k]!.perDay;
    const sum = sums[months[i]!.month]!;
    if (!(average > 0)) return null;
    sum.ratio += (months[i]!.perDay * MONTHS) / average;
    sum.seen++;
  }
  const ratios = sums.map(({ ratio, seen }) => ratio / seen);
  if (!ratios.every((ratio) => ratio > 0)) return null;
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / MONTHS;
  return clockOf(
    ratios.map((ratio) => ratio / mean),
    fromDay,
  );
}

/**
 * How much better the year before, month for month, tells when people bought in the last twelve months than the growth
 * between the two does: Σ n·ln(share by the year before / share by even growth). Null with fewer than 24 whole months.
 * A shop that has just begun grows unevenly, fails this, and keeps to the calendar.
 */
export function recurrenceGain(counts: Float64Array, fromDay: number): number | null {
  const months = wholeMonths(counts, fromDay);
  if (months.length < MIN_MONTHS) return null;
  const before = months.slice(-MIN_MONTHS, -MONTHS);
  const last = months.slice(-MONTHS);
  const paceOf = (some: typeof months) => some.reduce((sum, { perDay }) => sum + perDay, 0);
  const growth = (paceOf(last) / paceOf(before)) ** (1 / MONTHS);
  const even = last.map((_, i) => growth ** i);
  const shareOf = (pace: readonly number[]) => {
    const total = pace.reduce((sum, one, i) => sum + one * last[i]!.days, 0);
    return (i: number) => pace[i]! / total;
  };
  const [byYear, byGrowth] = [shareOf(before.map(({ perDay }) => perDay)), shareOf(even)];
  return last.reduce((gain, { perDay, days }, i) => {
    return gain + (perDay > 0 ? perDay * days * Math.log(byYear(i) / byGrowth(i)) : 0);
  }, 0);
}

function monthOf(day: number): number {
  return new Date(day * MS_PER_DAY).getUTCMonth();
}

interface Month {
  readonly month: number;
  readonly days: number;
  readonly perDay: number;
}

/** Purchases per day of each whole calendar month, in order. */
function wholeMonths(counts: Float64Array, fromDay: number): Month[] {
  const months: Month[] = [];
  let [total, days] = [0, 0];
  for (let i = 0; i < counts.length; i++) {
    total += counts[i]!;
    days++;
    const day = fromDay + i;
    if (monthOf(day + 1) === monthOf(day)) continue;
    months.push({ month: monthOf(day), days, perDay: total / days });
    [total, days] = [0, 0];
  }
  // The first month may have begun before the first day.
  return new Date(fromDay * MS_PER_DAY).getUTCDate() === 1 ? months : months.slice(1);
}

function clockOf(index: readonly number[], originDay: number): SeasonalClock {
  const readings = [0];
  return {
    index,
    at(day) {
      const whole = Math.floor(day) - originDay;
      if (whole < 0) return day - originDay;
      while (readings.length <= whole) {
        readings.push(readings.at(-1)! + index[monthOf(originDay + readings.length - 1)]!);
      }
      return readings[whole]! + (day - Math.floor(day)) * index[monthOf(originDay + whole)]!;
    },
  };
}

/** The same histories with recency and age read off a seasonal clock. */
export function bySeasonalClock(purchases: PurchaseHistory, clock: SeasonalClock, asOfDay: number): PurchaseHistory {
  const { firstDay, lastDay } = purchases;
  const known = (row: number) => !Number.isNaN(firstDay[row]!);
  const now = clock.at(asOfDay);
  return {
    ...purchases,
    recencyDays: lastDay.map((day, row) => (known(row) ? clock.at(day) - clock.at(firstDay[row]!) : 0)),
    ageDays: firstDay.map((day) => (Number.isNaN(day) ? Number.NaN : now - clock.at(day))),
  };
}
