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
  const rows = Array.from({ length: age.length }, (_, row) => row).filter((row) => age[row]! >= 0);
  const [xs, ts, ages] = [frequency, recency, age].map((column) =>
    distinct(Float64Array.from(rows, (row) => column[row]!)),
  );
  const [xIndex, tIndex, ageIndex] = [indexOf(xs!), indexOf(ts!), indexOf(ages!)];
  // One number a history, so that equal ones meet in a plain numeric sort.
  const keys = Float64Array.from(
    rows,
    (row) =>
      (xIndex.get(frequency[row]!)! * ts!.length + tIndex.get(recency[row]!)!) * ages!.length +
      ageIndex.get(age[row]!)!,
  ).sort();
  const places = firstOfEach(keys);
  const part = (of: (key: number) => number) => Int32Array.from(places, (place) => of(keys[place]!));
  return {
    frequencies: xs!,
    recencies: ts!,
    ages: ages!,
    x: part((key) => Math.floor(key / (ts!.length * ages!.length))),
    recency: part((key) => Math.floor(key / ages!.length) % ts!.length),
    age: part((key) => key % ages!.length),
    count: Float64Array.from(places, (place, i) => (places[i + 1] ?? keys.length) - place),
    customers: rows.length,
  };
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

function firstOfEach(sorted: Float64Array): number[] {
  const places: number[] = [];
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) places.push(i);
  return places;
}

function indexOf(values: Float64Array): Map<number, number> {
  return new Map(Array.from(values, (value, place) => [value, place]));
}
