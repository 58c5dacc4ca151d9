import { dayNumber, MS_PER_DAY } from '../foundation/days.ts';
import { inTheAge } from './cells.ts';
import type { ColumnFormat } from './formats.ts';
import { monthNamed } from './namedDates.ts';

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})$/;
const MONTH_FIRST = /^(\d{1,2})[-/.](\d{4})$/;
const NAMED = /^(\p{L}{3,12})\.?[\s-]+(\d{4})$/u;

/** The day of a cost: a date or time, or a whole month (`2024-01`, `01/2024`, `Jan 2024`), which stands for its first day; NaN for none. */
export function costDay(text: string, format: ColumnFormat): number {
  return inTheAge(dayOrMonth(text, (day) => format.time(day)));
}

/** Epoch milliseconds of a whole month's first day, else of what `readTime` makes of the text. */
export function dayOrMonth(text: string, readTime: (text: string) => number): number {
  const month = monthStart(text.trim());
  return Number.isNaN(month) ? readTime(text) : month;
}

/** Epoch milliseconds; NaN for a text that names no month. */
function monthStart(text: string): number {
  const [yearFirst, monthFirst, named] = [YEAR_FIRST.exec(text), MONTH_FIRST.exec(text), NAMED.exec(text)];
  if (yearFirst !== null) return startOf(Number(yearFirst[1]), Number(yearFirst[2]));
  if (monthFirst !== null) return startOf(Number(monthFirst[2]), Number(monthFirst[1]));
  if (named !== null) return startOf(Number(named[2]), monthNamed(named[1]!));
  return Number.NaN;
}

function startOf(year: number, month: number): number {
  return dayNumber(year, month, 1) * MS_PER_DAY;
}
