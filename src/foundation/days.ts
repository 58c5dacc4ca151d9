/** Calendar arithmetic on UTC day numbers (days since 1970-01-01) and epoch milliseconds. No clock, no zone. */

export const MS_PER_DAY = 86_400_000;
/** A month is 365.25/12 days everywhere but where the calendar is named. */
export const DAYS_PER_MONTH = 365.25 / 12;
export const DAYS_PER_YEAR = 365.25;

/** The UTC day number that an instant falls on. */
export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / MS_PER_DAY);
}

/** ISO calendar date (`2024-02-29`) of a UTC day number; null for a missing (NaN) day. */
export function isoDate(day: number): string | null {
  if (!Number.isFinite(day)) return null;
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** `isoDate` for a caller with many rows and few different days: each day is turned into text once. */
export function isoDates(): (day: number) => string | null {
  const known = new Map<number, string | null>();
  return (day) => {
    let text = known.get(day);
    if (text === undefined) {
      text = isoDate(day);
      known.set(day, text);
    }
    return text;
  };
}

/**
 * UTC day number of a proleptic Gregorian date, or NaN when there is no such day (30 February).
 * Years 0 to 9999, month and day 1-based.
 */
export function dayNumber(year: number, month: number, day: number): number {
  if (!(year >= 0 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) {
    return Number.NaN;
  }
  // Days from civil: shift the year to start in March, so that the leap day comes last (Hinnant 2013).
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : MONTH_LENGTHS[month - 1]!;
}
