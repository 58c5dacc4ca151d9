/** What customers differ in from the start. */
export interface Levels {
  readonly count: number;
  /** Of each customer. */
  readonly code: Uint8Array;
}

/** Customers with a tenure and a status. */
export interface Lives {
  /** Whose life it is. */
  readonly rows: readonly number[];
  /** Tenure in months, when they left or up to now. */
  readonly exit: Float64Array;
  /** 1 where they left. */
  readonly event: Uint8Array;
  /** Tenure in months from which on they are looked at; absent: from the start. */
  readonly entry?: Float64Array;
}

/** By level and then by month of tenure, the last month standing for all from it on. */
export interface TimeAtRisk {
  readonly levels: number;
  readonly months: number;
  /** Customers who left. */
  readonly left: Float64Array;
  /** Customer-months. */
  readonly exposure: Float64Array;
}

export function timeAtRisk({ rows, exit, event, entry }: Lives, levels: Levels, lastMonth: number): TimeAtRisk {
  const months = lastMonth + 1;
  const [left, exposure] = [new Float64Array(levels.count * months), new Float64Array(levels.count * months)];
  for (let i = 0; i < rows.length; i++) {
    const [from, to, first] = [entry?.[i] ?? 0, exit[i]!, levels.code[rows[i]!]! * months];
    for (let month = Math.min(lastMonth, Math.floor(from)); month <= lastMonth && month < to; month++) {
      const end = month === lastMonth ? to : Math.min(to, month + 1);
      exposure[first + month]! += Math.max(0, end - Math.max(from, month));
    }
    // Who leaves as a month ends was here for the whole of it.
    if (event[i] === 1) left[first + Math.max(0, Math.min(lastMonth, Math.ceil(to) - 1))]! += 1;
  }
  return { levels: levels.count, months, left, exposure };
}

/** Σ over levels of a column, each weighed, by month. */
export function byMonth({ levels, months }: TimeAtRisk, of: Float64Array, weights?: Float64Array): Float64Array {
  const sum = new Float64Array(months);
  for (let level = 0; level < levels; level++) {
    const weight = weights?.[level] ?? 1;
    for (let month = 0; month < months; month++) sum[month]! += weight * of[level * months + month]!;
  }
  return sum;
}

/** Σ over months of a column, each weighed, by level. */
export function byLevel({ levels, months }: TimeAtRisk, of: Float64Array, weights?: Float64Array): Float64Array {
  const sum = new Float64Array(levels);
  for (let level = 0; level < levels; level++) {
    for (let month = 0; month < months; month++) sum[level]! += (weights?.[month] ?? 1) * of[level * months + month]!;
  }
  return sum;
}
