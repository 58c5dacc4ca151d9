import { dayNumber, MS_PER_DAY } from './days.ts';

/** Calendar months as whole numbers: twelve times the year, and the months of it that have passed. */

/** The calendar month (UTC) of a day number; NaN for a missing day. */
export function calendarMonth(day: number): number {
  const date = new Date(day * MS_PER_DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Day number of the month's first day. */
export function firstDayOf(month: number): number {
  return dayNumber(Math.floor(month / 12), (month % 12) + 1, 1);
}

/** `2024-02`. */
export function isoMonth(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}
