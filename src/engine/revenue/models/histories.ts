/** Purchase histories (x, t_x, T) with equal ones counted once, in the order of x, t_x, T. Times in any one unit. */
export interface GroupedHistories {
  /** Distinct values, ascending; the group columns below hold places in them. */
  readonly frequencies: Float64Array;
  readonly recencies: Float64Array;
  readonly ages: Float64Array;
  readonly x: Int32Array;
  readonly recency: Int32Array;
  readonly age: Int32Array;
  /** Customers with this history. */
  readonly count: Float64Array;
  readonly customers: number;
}

/** One column each of x, t_x and T; customers whose age is missing are left out. */
export interface HistoryColumns {
  readonly frequency: ArrayLike<number>;
  readonly recency: ArrayLike<number>;
  readonly age: ArrayLike<number>;
}

export function groupHistories({ frequency, recency, age }: HistoryColumns): GroupedHistories {
  const rows = knownRows(age);
  const column = (values: ArrayLike<number>) => distinct(Float64Array.from(rows, (row) => values[row]!));
  const [xs, ts, ages] = [column(frequency), column(recency), column(age)];
  const [xPlace, tPlace, agePlace] = [placesOf(xs), placesOf(ts), placesOf(ages)];
  // One number a history, so that equal ones meet in a plain numeric sort.
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    keys[i] = (xPlace(frequency[row]!) * ts.length + tPlace(recency[row]!)) * ages.length + agePlace(age[row]!);
  }
  keys.sort();
  const starts = firstOfEach(keys);
  const part = (of: (key: number) => number) => Int32Array.from(starts, (start) => of(keys[start]!));
  return {
    frequencies: xs,
    recencies: ts,
    ages,
    x: part((key) => Math.floor(key / (ts.length * ages.length))),
    recency: part((key) => Math.floor(key / ages.length) % ts.length),
    age: part((key) => key % ages.length),
    count: Float64Array.from(starts, (start, i) => (starts[i + 1] ?? keys.length) - start),
    customers: rows.length,
  };
}

function knownRows(age: ArrayLike<number>): Int32Array {
  const rows = new Int32Array(age.length);
  let known = 0;
  for (let row = 0; row < age.length; row++) if (age[row]! >= 0) rows[known++] = row;
  return rows.subarray(0, known);
}

/** The same histories with times divided by `unit`. */
export function inUnitsOf(unit: number, histories: GroupedHistories): GroupedHistories {
  const divided = (times: Float64Array) => times.map((time) => time / unit);
  return { ...histories, recencies: divided(histories.recencies), ages: divided(histories.ages) };
}

/** Every k-th group, so that about `groups` are left; for a first look at a large set. */
export function sampleGroups(histories: GroupedHistories, groups: number): GroupedHistories {
  const stride = Math.ceil(histories.count.length / groups);
  if (stride <= 1) return histories;
  const everyKth = <T extends Int32Array | Float64Array>(column: T) =>
    column.filter((_, place) => place % stride === 0) as T;
  const count = everyKth(histories.count);
  return {
    ...histories,
    x: everyKth(histories.x),
    recency: everyKth(histories.recency),
    age: everyKth(histories.age),
    count,
    customers: count.reduce((sum, n) => sum + n, 0),
  };
}

/** Longest observed age, the natural unit of time of a fit. */
export function longestAge(histories: GroupedHistories): number {
  return histories.ages[histories.ages.length - 1] ?? 0;
}

function distinct(values: Float64Array): Float64Array {
  const sorted = values.sort();
  return Float64Array.from(firstOfEach(sorted), (place) => sorted[place]!);
}

function firstOfEach(sorted: Float64Array): Int32Array {
  const places = new Int32Array(sorted.length);
  let found = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) places[found++] = i;
  return places.subarray(0, found);
}

const LARGEST_TABLE = 1 << 20;

/** Place of each value in the sorted list: a table for whole numbers (days, counts), else a map. */
function placesOf(values: Float64Array): (value: number) => number {
  const largest = values[values.length - 1] ?? 0;
  if (largest < LARGEST_TABLE && values.every((value) => value >= 0 && Number.isInteger(value))) {
    const table = new Int32Array(largest + 1);
    for (let place = 0; place < values.length; place++) table[values[place]!] = place;
    return (value) => table[value]!;
  }
  const places = new Map(Array.from(values, (value, place) => [value, place]));
  return (value) => places.get(value)!;
}
