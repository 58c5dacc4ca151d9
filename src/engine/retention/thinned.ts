import type { EffortByMonth } from '../effort/bands.ts';

/** Beyond so many customer-months more of them tell nothing new, and every estimate costs its time again. */
const ENOUGH_MONTHS = 400_000;

/** Customer-months of every k-th customer, whole histories each, so that about enough are left. */
export interface ThinnedMonths {
  readonly byMonth: EffortByMonth;
  /** k: how many customers each of those kept stands for. */
  readonly every: number;
}

export function thinnedMonths(byMonth: EffortByMonth, enough: number = ENOUGH_MONTHS): ThinnedMonths {
  const { months } = byMonth;
  const every = Math.max(1, Math.round(months.rows / enough));
  if (every === 1) return { byMonth, every };
  const kept = keptRows(months.customer, every);
  const part = <T extends Int32Array | Uint8Array | Uint16Array | Float64Array>(column: T): T => {
    const some = new (column.constructor as new (length: number) => T)(kept.length);
    for (let k = 0; k < kept.length; k++) some[k] = column[kept[k]!]!;
    return some;
  };
  const start = new Int32Array(months.start.length);
  for (let i = 0; i + 1 < start.length; i++) {
    start[i + 1] = start[i]! + (i % every === 0 ? months.start[i + 1]! - months.start[i]! : 0);
  }
  return {
    every,
    byMonth: {
      months: {
        ...months,
        rows: kept.length,
        start,
        customer: part(months.customer),
        month: part(months.month),
        startDay: part(months.startDay),
        event: part(months.event),
      },
      score: part(byMonth.score),
      status: part(byMonth.status),
      contacts: part(byMonth.contacts),
      cases: part(byMonth.cases),
      activity: byMonth.activity && {
        logRate: part(byMonth.activity.logRate),
        logRecency: part(byMonth.activity.logRecency),
        missed: part(byMonth.activity.missed),
      },
    },
  };
}

function keptRows(customer: Int32Array, every: number): Int32Array {
  let rows = 0;
  for (const i of customer) if (i % every === 0) rows++;
  const kept = new Int32Array(rows);
  let at = 0;
  for (let row = 0; row < customer.length; row++) if (customer[row]! % every === 0) kept[at++] = row;
  return kept;
}
