import type { CustomerText } from '../domain/customers.ts';
import type { Dataset } from '../domain/dataset.ts';
import { DAYS_PER_YEAR, isoDate } from '../foundation/days.ts';
import { compareCodeUnits } from '../foundation/text.ts';

/** The group of the customer in a row; null for customers that nothing places. */
export type GroupOf = (row: number) => string | null;

/** Groups by a text of the customers file; null where no file has it. */
export function textGroups({ customers }: Dataset, field: CustomerText): GroupOf | null {
  const column = customers.texts.get(field);
  if (column === undefined) return null;
  return (row) => {
    const code = column.codes[row]!;
    return code < 0 ? null : column.dictionary.text(code);
  };
}

/** Beyond these years of history quarters are too many to read. */
const QUARTERS_UP_TO_YEARS = 3;

/** The period of a day: a quarter, or a year in a long history of these start days; null for undated data. */
export function cohortPeriods(startDay: Float64Array): ((day: number) => string | null) | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const day of startDay) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  if (!(first <= last)) return null;
  const byYear = last - first > QUARTERS_UP_TO_YEARS * DAYS_PER_YEAR;
  // Many customers begin on few days.
  const known = new Map<number, string | null>();
  return (day) => {
    let period = known.get(day);
    if (period === undefined) {
      period = periodOf(day, byYear);
      known.set(day, period);
    }
    return period;
  };
}

function periodOf(day: number, byYear: boolean): string | null {
  const date = isoDate(day);
  if (date === null || byYear) return date === null ? null : date.slice(0, 4);
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** Groups by quarter or year of sign-up or first purchase; null for undated data. */
export function cohortGroups(startDay: Float64Array): GroupOf | null {
  const periodOf = cohortPeriods(startDay);
  return periodOf === null ? null : (row) => periodOf(startDay[row]!);
}

/** Code-unit order, those that nothing places last. */
export function compareGroups(a: string | null, b: string | null): number {
  return Number(a === null) - Number(b === null) || compareCodeUnits(a ?? '', b ?? '');
}
