import { STATUS } from '../domain/features.ts';
import type { ValueGroup, ValueShare } from '../domain/results.ts';
import { DAYS_PER_YEAR, isoDate } from '../foundation/days.ts';
import { toUnits } from '../foundation/money.ts';
import { CompensatedSum } from '../foundation/sums.ts';
import { compareCodeUnits } from '../foundation/text.ts';
import { valueByGroup } from './revenue/valueByGroup.ts';
import type { Wings } from './wings.ts';

type Part = Pick<Wings, 'dataset' | 'lifecycle' | 'revenue'>;

/** Where customers are told apart by segment; empty where no file does. */
export function valueBySegment(wings: Part): ValueGroup[] {
  const segment = wings.dataset.customers.texts.get('segment');
  if (segment === undefined) return [];
  return valueGroups(wings, (row) => {
    const code = segment.codes[row]!;
    return code < 0 ? null : segment.dictionary.text(code);
  });
}

/** Beyond these years of history quarters are too many to read. */
const QUARTERS_UP_TO_YEARS = 3;

/** By quarter of sign-up or first purchase, by year in a long history; empty for undated data. */
export function valueByCohort(wings: Part): ValueGroup[] {
  const { startDay } = wings.lifecycle;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const day of startDay) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  if (!(first <= last)) return [];
  const byYear = last - first > QUARTERS_UP_TO_YEARS * DAYS_PER_YEAR;
  return valueGroups(wings, (row) => {
    const date = isoDate(startDay[row]!);
    if (date === null || byYear) return date === null ? null : date.slice(0, 4);
    return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
  });
}

/** Groups in code-unit order, the customers that nothing places last; together they are the portfolio. */
function valueGroups({ lifecycle: { status }, revenue }: Part, keyOf: (row: number) => string | null): ValueGroup[] {
  const counts = new Map<string | null, { customers: number; active: number }>();
  for (let row = 0; row < status.length; row++) {
    const key = keyOf(row);
    const count = counts.get(key) ?? { customers: 0, active: 0 };
    counts.set(key, count);
    count.customers++;
    if (status[row] === STATUS.active) count.active++;
  }
  // Texts of files are never empty, so the empty one is free to stand for none.
  const values = new Map(valueByGroup(revenue, (row) => keyOf(row) ?? '').map((value) => [value.group, value]));
  const known = revenue.portfolio.expected.value !== null;
  const keys = [...counts.keys()].sort(
    (a, b) => Number(a === null) - Number(b === null) || compareCodeUnits(a ?? '', b ?? ''),
  );
  return keys.map((key) => {
    const value = known ? values.get(key ?? '') : undefined;
    const units = (minor: number | undefined) => (minor === undefined ? null : toUnits(minor));
    return {
      key,
      ...counts.get(key)!,
      expected: units(value?.expectedMinor),
      low: units(value?.lowMinor),
      high: units(value?.highMinor),
    };
  });
}

/** A share of the customers that is less than one of them is none. */
const SPREAD_SHARES = [0.01, 0.05, 0.1, 0.2, 0.5] as const;

/** Who holds how much: customers by expected value, highest first. Those of unknown value are left out. */
export function spreadOf({ revenue }: Pick<Part, 'revenue'>): ValueShare[] {
  if (revenue.portfolio.expected.value === null) return [];
  const values = revenue.expected.values.filter((value) => !Number.isNaN(value)).sort();
  const sum = new CompensatedSum();
  for (const value of values) sum.add(value);
  const whole = sum.value;
  if (!(whole > 0)) return [];
  const held = new CompensatedSum();
  let taken = 0;
  return SPREAD_SHARES.filter((share) => share * values.length >= 1).map((customersShare) => {
    const customers = Math.round(customersShare * values.length);
    for (; taken < customers; taken++) held.add(values[values.length - 1 - taken]!);
    return { customersShare, customers, valueShare: Math.min(1, held.value / whole) };
  });
}
