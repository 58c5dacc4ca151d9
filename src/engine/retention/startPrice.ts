import type { Dataset } from '../../domain/dataset.ts';
import { KIND } from '../../domain/fields.ts';
import { dayOf } from '../../foundation/days.ts';

/** A price stated so long after the start is no longer that of the start. */
const STARTING_DAYS = 31;

/**
 * Recurring revenue as customers began with it, minor units: the first price that the log states, where it states one at
 * the start, else the customers file's, which is the latest. Null where none is known.
 */
export function startPrices(dataset: Dataset): Float64Array | null {
  const { numbers } = dataset.customers;
  const latest = numbers.get('mrr') ?? numbers.get('arr');
  const from = startDays(dataset);
  const prices = Float64Array.from(dataset.customerIds, (_, i) => {
    const stated = statedAtStart(dataset, i, from[i]!);
    return Number.isNaN(stated) ? (latest?.[i] ?? Number.NaN) : stated;
  });
  return prices.every(Number.isNaN) ? null : prices;
}

/** UTC day numbers of sign-up, else of the first thing in the log; NaN unknown. */
export function startDays({ customers, customerIds, interactions }: Dataset): Float64Array {
  const created = customers.numbers.get('created_at');
  return Float64Array.from(customerIds, (_, i) => {
    const known = created?.[i] ?? Number.NaN;
    const first = interactions.start[i]!;
    if (!Number.isNaN(known)) return dayOf(known);
    return first < interactions.start[i + 1]! ? dayOf(interactions.timeMs[first]!) : Number.NaN;
  });
}

/** NaN where the log states no price by then. */
function statedAtStart({ interactions }: Dataset, customer: number, startDay: number): number {
  const { kind, timeMs, columns, start } = interactions;
  for (let row = start[customer]!; row < start[customer + 1]!; row++) {
    if (dayOf(timeMs[row]!) > startDay + STARTING_DAYS) break;
    const stated = columns.mrrMinor?.[row] ?? Number.NaN;
    const amount = kind[row] === KIND.plan_change ? (columns.amountMinor?.[row] ?? Number.NaN) : Number.NaN;
    if (!Number.isNaN(stated) || !Number.isNaN(amount)) return Number.isNaN(stated) ? amount : stated;
  }
  return Number.NaN;
}
