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

/**
 * The day so many calendar months after another: the same day of the month, else the month's last (31 January and one
 * month: 28 or 29 February).
 */
export function addMonths(day: number, months: number): number {
  const month = calendarMonth(day);
  return dayWithin(month + months, day - firstDayOf(month));
}

/**
 * Calendar months from one day to another, not negative: the whole ones, and of the month begun the share that has
 * passed. From a day to its anniversary are twelve, leap year or not. NaN for a missing day.
 */
export function monthsBetween(fromDay: number, toDay: number): number {
  if (!(toDay > fromDay)) return Number.isNaN(toDay - fromDay) ? Number.NaN : 0;
  const first = calendarMonth(fromDay);
  const dayOfMonth = fromDay - firstDayOf(first);
  let months = calendarMonth(toDay) - first;
  if (dayWithin(first + months, dayOfMonth) > toDay) months--;
  const begun = dayWithin(first + months, dayOfMonth);
  return months + (toDay - begun) / (dayWithin(first + months + 1, dayOfMonth) - begun);
}

/** The day so far (from 0) into a month, at most its last. */
function dayWithin(month: number, daysIn: number): number {
  return Math.min(firstDayOf(month) + daysIn, firstDayOf(month + 1) - 1);
}

/** `2024-02`. */
export function isoMonth(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}
