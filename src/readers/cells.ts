import type { ColumnBuilder } from '../domain/columns.ts';
import type { StringDictionary } from '../domain/dictionary.ts';
import type { ValueType } from '../domain/fields.ts';
import { UNKNOWN } from '../domain/interactions.ts';
import { DAYS_PER_MONTH } from '../foundation/days.ts';
import { billingPeriodOf } from './billingWords.ts';
import type { ColumnFormat } from './formats.ts';
import type { TimeUnit } from './headers.ts';
import { detached, isNoId, trimmed } from './text.ts';
import { flagOf } from './words.ts';

/** Writes one cell, never blank, into a column; false when it cannot be read. */
export type CellSetter = (row: number, text: string) => boolean;

type AnyColumn = Pick<ColumnBuilder<Float64Array>, 'set'>;

/** A column of numbers; `scale` turns the header's unit into ours. */
export function numberSetter(column: AnyColumn, read: (text: string) => number): CellSetter {
  return (row, text) => {
    const value = read(text);
    if (Number.isNaN(value)) return false;
    column.set(row, value);
    return true;
  };
}

/** A column that other columns of the same row add to. */
export function addingSetter(
  column: Pick<ColumnBuilder<Float64Array>, 'get' | 'set'>,
  read: (text: string) => number,
): CellSetter {
  return (row, text) => {
    const value = read(text);
    if (Number.isNaN(value)) return false;
    const before = column.get(row);
    column.set(row, Number.isNaN(before) ? value : before + value);
    return true;
  };
}

/** A column of few words is looked up here; one of many (ids) goes to the dictionary, which alone holds them all. */
const REMEMBERED_WORDS = 1024;

/** Ids as codes; false for a word that says that there is none. */
export function idSetter(column: AnyColumn, dictionary: StringDictionary): CellSetter {
  const set = textSetter(column, dictionary);
  return (row, text) => !isNoId(text) && set(row, text);
}

/** A column of texts as dictionary codes. */
export function textSetter(column: AnyColumn, dictionary: StringDictionary): CellSetter {
  const known = new Map<string, number>();
  let few = true;
  return (row, text) => {
    let code = few ? known.get(text) : undefined;
    if (code === undefined) {
      code = dictionary.intern(trimmed(text));
      if (few) known.set(detached(text), code);
      few = few && known.size < REMEMBERED_WORDS;
    }
    column.set(row, code);
    return true;
  };
}

/** A column of tri-state flags; `meaning` gives UNKNOWN for a word it does not know. */
export function flagSetter(column: AnyColumn, meaning: (text: string) => number): CellSetter {
  return (row, text) => {
    const value = meaning(text);
    if (value === UNKNOWN) return false;
    column.set(row, value);
    return true;
  };
}

/** The reader of a cell of a type to the number its column holds; NaN for a cell that is none. */
export function readerOf(type: ValueType, format: ColumnFormat): (text: string) => number {
  switch (type) {
    case 'time':
      return (text) => inTheAge(format.time(text));
    case 'money':
      return (text) => format.money(text);
    case 'rate':
      return (text) => atMostAll(format.rate(text));
    case 'count':
      return (text) => countOf(format.number(text));
    case 'flag':
      return (text) => presentCode(flagOf(text));
    case 'billing period':
      return (text) => presentCode(billingPeriodOf(text));
    default:
      return (text) => format.number(text);
  }
}

/**
 * Before it nobody kept customers in files: such a day is a typing error or a blank one (0001-01-01, 1753-01-01), as is
 * 1900-01-01, from which databases and spreadsheets count.
 */
const FIRST_MS = Date.UTC(1900, 0, 2);

/** The farthest that a clock on a wall is from UTC, and what all are set by. */
const FARTHEST_ZONE_MS = 14 * 3_600_000;
const QUARTER_HOUR_MS = 900_000;

/** A time as it is; NaN for one that no customer had, and for 0 of a clock that counts from 1970. */
export function inTheAge(timeMs: number): number {
  return timeMs >= FIRST_MS && !isZeroSomewhere(timeMs) ? timeMs : Number.NaN;
}

/** Whether it is midnight of 1970-01-01 on the clock of some zone. */
function isZeroSomewhere(timeMs: number): boolean {
  return Math.abs(timeMs) <= FARTHEST_ZONE_MS && timeMs % QUARTER_HOUR_MS === 0;
}

function countOf(value: number): number {
  return value >= 0 && Number.isInteger(value) ? value : Number.NaN;
}

/** A share of revenue: nobody keeps more of it than all. */
function atMostAll(rate: number): number {
  return rate <= 1 ? rate : Number.NaN;
}

/** A count, of which a yes is one and a no none. */
export function countOrFlag(count: (text: string) => number): (text: string) => number {
  return (text) => {
    const value = count(text);
    return Number.isNaN(value) ? presentCode(flagOf(text)) : value;
  };
}

function presentCode(code: number): number {
  return code === UNKNOWN ? Number.NaN : code;
}

/** Seconds in a unit of handling time. */
export function secondsIn(unit: TimeUnit): number {
  return { seconds: 1, minutes: 60, hours: 3600, days: 86_400, weeks: 604_800, months: 2_629_800, years: 31_557_600 }[
    unit
  ];
}

/** Months in a unit of tenure. */
export function monthsIn(unit: TimeUnit): number {
  return secondsIn(unit) / (DAYS_PER_MONTH * 86_400);
}

/** A duration in seconds: a number in the header's unit, or `1:02:03`. NaN when it is neither. */
export function readSeconds(text: string, format: ColumnFormat, secondsInUnit: number): number {
  const clock = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/.exec(text.trim());
  if (clock !== null) {
    // h:mm:ss, or m:ss where only two parts stand (h:mm when the header counts hours).
    const [first, second] = [Number(clock[1]), Number(clock[2])];
    if (clock[3] !== undefined) return first * 3600 + second * 60 + Number(clock[3]);
    return secondsInUnit === 3600 ? first * 3600 + second * 60 : first * 60 + second;
  }
  const value = format.number(text) * secondsInUnit;
  return value >= 0 ? value : Number.NaN;
}

const A_TIME = 'a date or time such as 2024-02-29 or 2024-02-29T14:30:00Z';

/** Years before the age, and those that clocks begin to count in. */
const BLANK_YEAR = /(?<!\d)(0\d{3}|1[0-8]\d{2}|1900|1969|1970)(?!\d)|^\s*0\s*$/;

/** What a cell of a type should have looked like, for messages. */
export function expectedOf(type: ValueType, text: string): string {
  return type === 'time' && BLANK_YEAR.test(text) ? `${A_TIME}, after 1900-01-01 and not 1970-01-01` : EXPECTED[type];
}

const EXPECTED: Readonly<Record<ValueType, string>> = {
  id: 'an id',
  text: 'text',
  time: A_TIME,
  money: 'an amount such as 1234.50',
  number: 'a number such as 12.5',
  count: 'a whole number such as 3',
  rate: 'a rate of at most 100%, such as 0.4 or 40%',
  flag: 'yes or no',
  minutes: 'a duration such as 12.5 or 0:12:30',
  'billing period': 'what is paid for at a time: a week, two weeks, a month, a quarter, half a year or a year',
  kind: 'a kind of interaction such as purchase, refund or support',
  'cost category': 'what was paid for: acquisition, retention, service or programme',
  currency: 'a currency code such as EUR',
};
