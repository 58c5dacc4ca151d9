import type { ValueType } from '../../domain/fields.ts';
import type { ColumnFormat } from '../formats.ts';
import { literal } from './sql.ts';

/**
 * What DuckDB may turn into numbers: cells of a few strict forms, for which its arithmetic gives the very double that
 * the exact reader gives. Any other cell ends the query with an error that names its column.
 */

/** A column of the query's relation and its place in the file. */
export interface Cell {
  readonly sql: string;
  readonly index: number;
}

export const UNFIT_MARK = 'cx-roi unfit';

/** An expression that ends the query, saying which column did. */
function unfit({ index }: Cell): string {
  return `error(${literal(`${UNFIT_MARK} ${index}.`)})`;
}

interface NumberKind {
  readonly type: ValueType;
  /** Whether it may be below zero. */
  readonly signed: boolean;
}

/** Minor units, a number, a count or a fraction as a double; NaN for a blank cell. */
export function numberSql(
  cell: Cell,
  { type, signed }: NumberKind,
  { decimal, inPercent }: Pick<ColumnFormat, 'decimal' | 'inPercent'>,
): string {
  const plain = decimal === ',' ? `replace(${cell.sql}, ',', '.')` : cell.sql;
  const value = `CAST(${plain} AS DOUBLE)`;
  const fits = (fraction: string) => matches(cell, `${signed ? '-?' : ''}\\d{1,12}${decimal === null ? '' : fraction}`);
  const mark = decimal === ',' ? ',' : '\\.';
  const general = fits(`(${mark}\\d{1,6})?`);
  const atMost = (most: number) => `${general} AND TRY_CAST(${plain} AS DOUBLE) <= ${most}`;
  switch (type) {
    case 'money':
      return chosen(cell, [
        // Doubles hold these hundredths so nearly that rounding finds the whole number.
        [fits(`(${mark}\\d{1,2})?`), `round(${value} * 100) + 0.0`],
        [general, `CAST(${plain} || 'e2' AS DOUBLE) + 0.0`],
      ]);
    case 'rate':
      return inPercent
        ? chosen(cell, [[atMost(100), `CAST(${plain} || 'e-2' AS DOUBLE) + 0.0`]])
        : chosen(cell, [[atMost(1), `${value} + 0.0`]]);
    case 'count':
      return chosen(cell, [[matches(cell, `\\d{1,12}${decimal === null ? '' : `(${mark}0{1,6})?`}`), value]]);
    default:
      return chosen(cell, [[general, `${value} + 0.0`]]);
  }
}

const YEAR = '(19\\d{2}|2\\d{3})';
const DATE = `${YEAR}-\\d{2}-\\d{2}`;
const MINUTES = '([01]\\d|2[0-3]):[0-5]\\d';
const SECONDS = `${MINUTES}:[0-5]\\d`;
const ZONE = '(Z|[+-]\\d{2}:?\\d{2})';

/** Epoch milliseconds as a double, of wall-clock time where `localTimeSql` says so. */
export function timeSql(cell: Cell, { dateOrder, numericTime }: ColumnFormat): string {
  const { sql } = cell;
  return chosen(cell, [
    [matches(cell, `${DATE}[ T]${SECONDS}Z?`), timestampMs(cell, sql)],
    [matches(cell, DATE), timestampMs(cell, sql)],
    [matches(cell, `${DATE}[ T]${MINUTES}(:[0-5]\\d(\\.\\d{1,9})?)?${ZONE}?`), partsMs(cell)],
    ...(dateOrder === 'dmy' || dateOrder === 'mdy' ? [orderedMs(cell, dateOrder)] : []),
    ...(numericTime === 'epoch seconds'
      ? [[matches(cell, '[1-6]?\\d{9}'), `CAST(${sql} AS DOUBLE) * 1000`] as Case]
      : []),
    ...(numericTime === 'epoch milliseconds'
      ? [[matches(cell, '[1-6]\\d{12}'), `CAST(${sql} AS DOUBLE)`] as Case]
      : []),
  ]);
}

/** 1 where a time that `timeSql` takes is of the clock on the wall, 0 where it is an instant or a calendar day. */
export function localTimeSql({ sql }: Cell): string {
  const instant = `regexp_matches(${sql}, '${ZONE}$') OR NOT contains(${sql}, ':')`;
  return `CASE WHEN ${sql} IS NULL OR ${instant} THEN 0 ELSE 1 END`;
}

/** 64 bits that tell the ids of rows apart; 0 for a blank one. */
export function idSql(cell: Cell): string {
  // White space around an id is no part of it, so that ids with some could be one.
  const clean = matches(cell, '[!-~]([ -~]*[!-~])?');
  return `CASE WHEN ${cell.sql} IS NULL THEN 0 WHEN ${clean} THEN hash(${cell.sql}) ELSE ${unfit(cell)} END`;
}

type Case = readonly [condition: string, value: string];

function chosen(cell: Cell, cases: readonly Case[]): string {
  const whens = cases.map(([condition, value]) => `WHEN ${condition} THEN ${value}`).join(' ');
  return `CASE WHEN ${cell.sql} IS NULL THEN CAST('nan' AS DOUBLE) ${whens} ELSE ${unfit(cell)} END`;
}

function matches({ sql }: Cell, pattern: string): string {
  return `regexp_full_match(${sql}, ${literal(pattern)})`;
}

function timestampMs(cell: Cell, text: string): string {
  return `COALESCE(CAST(epoch_ms(TRY_CAST(${text} AS TIMESTAMP)) AS DOUBLE), ${unfit(cell)})`;
}

/** `2024-02-29T14:30`, with seconds, their fraction and an offset where they stand. */
function partsMs(cell: Cell): string {
  const { sql } = cell;
  const whole = (from: number) => `CAST(substr(${sql}, ${from}, 2) AS DOUBLE)`;
  const group = (pattern: string, number: number) => `regexp_extract(${sql}, ${literal(pattern)}, ${number})`;
  const seconds = `CASE WHEN substr(${sql}, 17, 1) = ':' THEN ${whole(18)} ELSE 0 END`;
  const digits = group('\\.(\\d+)', 1);
  const fraction = `floor(CAST('0.' || CASE WHEN ${digits} = '' THEN '0' ELSE ${digits} END AS DOUBLE) * 1000)`;
  const clock = `((${whole(12)} * 60 + ${whole(15)}) * 60 + ${seconds}) * 1000 + ${fraction}`;
  const offset = '([+-])(\\d{2}):?(\\d{2})$';
  const minutes = `(CAST(${group(offset, 2)} AS DOUBLE) * 60 + CAST(${group(offset, 3)} AS DOUBLE))`;
  const ahead = `CASE ${group(offset, 1)} WHEN '+' THEN ${minutes} WHEN '-' THEN -${minutes} ELSE 0 END`;
  return `${timestampMs(cell, `left(${sql}, 10)`)} + ${clock} - (${ahead}) * 60000`;
}

/** `29/02/2024` or `2/29/2024 14:30`: day, month and year with one of three marks between them. */
function orderedMs(cell: Cell, order: 'dmy' | 'mdy'): Case {
  const marks = ['/', '.', '-'];
  const clock = '( ([01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?)?';
  const dates = marks.map((mark) => `\\d{1,2}[${mark}]\\d{1,2}[${mark}]${YEAR}`);
  const formats = marks.flatMap((mark) => {
    const date = (order === 'dmy' ? ['%d', '%m', '%Y'] : ['%m', '%d', '%Y']).join(mark);
    return [date, `${date} %H:%M`, `${date} %H:%M:%S`].map(literal);
  });
  const time = `try_strptime(${cell.sql}, [${formats.join(', ')}])`;
  return [matches(cell, `(${dates.join('|')})${clock}`), `COALESCE(CAST(epoch_ms(${time}) AS DOUBLE), ${unfit(cell)})`];
}
