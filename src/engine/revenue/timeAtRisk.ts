import { lastReliableMonth } from './retentionCurve.ts';

/** What customers differ in from the start. */
export interface Levels {
  readonly count: number;
  /** Of each customer. */
  readonly code: Uint8Array;
}

/** Everybody with a tenure and a status: whose it is, tenure in months, and whether it has ended. */
export interface Lives {
  readonly rows: readonly number[];
  readonly exit: Float64Array;
  readonly event: Uint8Array;
}

/** By month of tenure, the last one all beyond the months that are reliably observed. */
export interface TimeAtRisk {
  readonly months: number;
  /** Customers who left in each month. */
  readonly left: Float64Array;
  /** Customer-months of each level in each month, by level and then by month; and all who left of each level. */
  readonly exposure: Float64Array;
  readonly leftOfLevel: Float64Array;
}

export function timeAtRisk({ rows, exit, event }: Lives, { count, code }: Levels): TimeAtRisk {
  const reliable = lastReliableMonth({ exit, event });
  const months = reliable + 1;
  const [left, leftOfLevel] = [new Float64Array(months), new Float64Array(count)];
  const exposure = new Float64Array(count * months);
  for (let i = 0; i < rows.length; i++) {
    const level = code[rows[i]!]!;
    const tenure = exit[i]!;
    const whole = Math.min(reliable, Math.floor(tenure));
    for (let month = 0; month < whole; month++) exposure[level * months + month]! += 1;
    exposure[level * months + whole]! += tenure - whole;
    if (event[i] !== 1) continue;
    // Who leaves as a month ends was here for the whole of it.
    left[tenure === whole && whole > 0 ? whole - 1 : whole]! += 1;
    leftOfLevel[level]! += 1;
  }
  return { months, left, exposure, leftOfLevel };
}

/** Σ_l r_l·E_l by month. */
export function weighted({ months, exposure }: TimeAtRisk, rates: Float64Array): Float64Array {
  const sum = new Float64Array(months);
  rates.forEach((rate, level) => {
    for (let month = 0; month < months; month++) sum[month]! += rate * exposure[level * months + month]!;
  });
  return sum;
}
