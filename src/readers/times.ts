import type { DateOrder } from '../domain/reading.ts';
import { dayNumber, MS_PER_DAY } from '../foundation/days.ts';
import { namedDate, yearOf } from './namedDates.ts';
import type { Zone } from './zones.ts';

/** Days from the epoch of spreadsheets (1899-12-30, so that their 1900-03-01 and later are right) to 1970-01-01. */
const SPREADSHEET_EPOCH_DAYS = 25_569;

/** What a column of bare numbers counts. */
export type NumericTime = 'spreadsheet days' | 'epoch seconds' | 'epoch milliseconds';

export interface TimeFormat {
  /** Order of day, month and year where the year does not come first; null: such dates are not read. */
  readonly order: DateOrder | null;
  readonly numeric: NumericTime | null;
  /** Zone of times without one. A date without a time is a calendar day and has no zone. */
  readonly zone: Zone;
}

/** What a cell tells about how the times of its column are written. */
export type TimeEvidence = 'dmy' | 'mdy' | 'either order' | NumericTime | 'none';

/** A day above 12 tells the order; a dot means that the day comes first; bare numbers tell by their size. */
export function timeEvidence(text: string): TimeEvidence {
  // What most cells are: the year comes first.
  if (/^\d{4}-/.test(text)) return 'none';
  const trimmed = withoutGaps(text.trim());
  if (/^\d+(?:[.,]\d+)?$/.test(trimmed)) return numericEvidence(trimmed);
  const parts = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/.exec(trimmed);
  if (parts === null) return 'none';
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  if (first > 31 || second > 31 || first === 0 || second === 0) return 'none';
  if (parts[2] === '.' || (first > 12 && second <= 12)) return 'dmy';
  if (second > 12 && first <= 12) return 'mdy';
  return first === second ? 'none' : 'either order';
}

/** `12. 3. 2024` and `2024年3月12日` without what their languages put between the numbers. */
function withoutGaps(text: string): string {
  const spaced = text.replace(/^(\d{1,4})\.\s+(\d{1,2})\.\s+(?=\d)/, '$1.$2.');
  return spaced.replace(/^(\d{4})[年년]\s*(\d{1,2})[月월]\s*(\d{1,2})[日일]/, '$1-$2-$3');
}

function numericEvidence(text: string): TimeEvidence {
  const value = Number(text.replace(',', '.'));
  if (COMPACT.test(text) || COMPACT_TIME.test(text)) return 'none';
  if (value >= 1e11 && value < YEAR_2200_MS) return 'epoch milliseconds';
  if (value >= 1e8 && value < YEAR_2200_MS / 1000) return 'epoch seconds';
  return value >= 10_000 && value < 100_000 ? 'spreadsheet days' : 'none';
}

const DATE = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})\.?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
/** `YYYYMMDDhhmm` and `YYYYMMDDhhmmss`: milliseconds that look like them are of some days of 1976 or of the year 2600. */
const COMPACT_TIME = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?$/;
/** What is beyond it is no count of seconds or milliseconds, however large its numbers. */
const YEAR_2200_MS = Date.UTC(2200, 0, 1);
const TIME = /^(\d{1,2})(?:[:.h](\d{2}))?(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?\.?\s*(?:m\.?)?(?:uhr)?$/i;
const ZONE = /\s*(?:(z|utc|gmt)|([+-])(\d{2}):?(\d{2})?)$/i;

/** Reads the cells of one time column to epoch milliseconds; NaN for a cell that is no time. */
export class TimeReader {
  readonly #format: TimeFormat;
  #lastText = '';
  #lastTime = Number.NaN;

  constructor(format: TimeFormat) {
    this.#format = format;
  }

  read(text: string): number {
    if (text === this.#lastText) return this.#lastTime;
    let wall = isoWallTime(text);
    if (Number.isNaN(wall)) wall = this.#readOther(text.trim());
    else if (text.length === ISO_WITHOUT_ZONE) wall = this.#format.zone.toInstant(wall);
    this.#lastText = text;
    this.#lastTime = wall;
    return wall;
  }

  #readOther(text: string): number {
    const { numeric, order, zone } = this.#format;
    const isNumber = numeric !== null && /^-?\d+(?:[.,]\d+)?$/.test(text);
    if (isNumber && !COMPACT_TIME.test(text)) return fromNumber(text, numeric);
    const compact = /^(\d{8})(?:[T ]?(\d{2})(\d{2})(\d{2})?(Z)?)?$/.exec(text);
    if (compact !== null && compact[2] !== undefined) {
      return this.#readOther(`${compact[1]} ${compact[2]}:${compact[3]}:${compact[4] ?? '00'}${compact[5] ?? ''}`);
    }
    const plain = withoutGaps(text);
    const cut = plain.search(/[T\s,]/);
    const day = dayOfDate(cut < 0 ? plain : plain.slice(0, cut), order);
    if (Number.isNaN(day)) return timeWithName(text, zone);
    if (cut < 0) return day * MS_PER_DAY;
    let clock = plain.slice(cut + 1).trim();
    const zoned = ZONE.exec(clock);
    if (zoned !== null) clock = clock.slice(0, zoned.index);
    const wall = day * MS_PER_DAY + clockMs(clock);
    return zoned === null ? zone.toInstant(wall) : wall - offsetMs(zoned);
  }
}

const ISO_DATE = 10;
const ISO_WITHOUT_ZONE = 19;

/**
 * `YYYY-MM-DD`, or `YYYY-MM-DD HH:MM:SS` (a `T` for the space, a `Z` behind) by its character codes; NaN for any other
 * form.
 */
function isoWallTime(text: string): number {
  const length = text.length;
  const zulu = length === ISO_WITHOUT_ZONE + 1 && text.charCodeAt(ISO_WITHOUT_ZONE) === 90;
  if (length !== ISO_DATE && length !== ISO_WITHOUT_ZONE && !zulu) return Number.NaN;
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const day = dayNumber(year, twoDigits(text, 5), twoDigits(text, 8));
  if (length === ISO_DATE) return day * MS_PER_DAY;
  const gap = text.charCodeAt(10);
  if ((gap !== 32 && gap !== 84) || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return Number.NaN;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  if (!(hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60)) return Number.NaN;
  return day * MS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** A negative number that no sum of digits makes good where there are no two digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -100_000;
}

function fromNumber(text: string, numeric: NumericTime): number {
  const value = Number(text.replace(',', '.'));
  if (numeric === 'epoch milliseconds') return value;
  if (numeric === 'epoch seconds') return Math.round(value * 1000);
  return Math.round((value - SPREADSHEET_EPOCH_DAYS) * MS_PER_DAY);
}

/** UTC day number of a date in digits; NaN when it is none or when its order is not known. */
function dayOfDate(text: string, order: DateOrder | null): number {
  const compact = COMPACT.exec(text);
  if (compact !== null) return dayNumber(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const parts = DATE.exec(text);
  if (parts === null) return Number.NaN;
  const [first, second, third] = [parts[1]!, parts[3]!, parts[4]!];
  if (first.length === 4) return dayNumber(Number(first), Number(second), Number(third));
  if (first.length === 3 || third.length === 3 || third.length === 1) return Number.NaN;
  if (order === 'ymd' && third.length === 2) return dayNumber(yearOf(first), Number(second), Number(third));
  if (order !== 'dmy' && order !== 'mdy') return Number.NaN;
  const [day, month] = order === 'dmy' ? [first, second] : [second, first];
  return dayNumber(yearOf(third), Number(month), Number(day));
}

/** The instant of a date with the name of its month, such as `5 Jan 2024 10:30`; NaN for anything else. */
function timeWithName(text: string, zone: Zone): number {
  const date = namedDate(text);
  if (date === null) return Number.NaN;
  if (date.rest === '') return date.day * MS_PER_DAY;
  const zoned = ZONE.exec(date.rest);
  const wall = date.day * MS_PER_DAY + clockMs(zoned === null ? date.rest : date.rest.slice(0, zoned.index));
  return zoned === null ? zone.toInstant(wall) : wall - offsetMs(zoned);
}

/** Milliseconds since midnight of a clock time; NaN when it is none. */
function clockMs(text: string): number {
  const parts = TIME.exec(text);
  if (parts === null) return Number.NaN;
  const half = parts[5]?.toLowerCase();
  let hour = Number(parts[1]);
  if (half !== undefined && (hour < 1 || hour > 12)) return Number.NaN;
  if (half !== undefined) hour = (hour % 12) + (half === 'p' ? 12 : 0);
  else if (parts[2] === undefined) return Number.NaN;
  const [minute, second] = [Number(parts[2] ?? 0), Number(parts[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const fraction = Math.floor(Number(`0.${parts[4] ?? '0'}`) * 1000);
  return ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
}

function offsetMs(zoned: RegExpExecArray): number {
  if (zoned[1] !== undefined) return 0;
  const minutes = Number(zoned[3]) * 60 + Number(zoned[4] ?? 0);
  return (zoned[2] === '-' ? -minutes : minutes) * 60_000;
}
