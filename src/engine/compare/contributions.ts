import { EFFORT_STATUSES } from '../../domain/results.ts';
import { FOLLOWED_NAMES, type Followed, type StoredCustomers } from '../../domain/storedResult.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import type { Compared } from './flows.ts';

/** Each customer's part in the change of a figure of the portfolio, by code; together they are that change. */
export type Contributions = Readonly<Record<Followed, Float64Array>>;

export function contributionsTo(compared: Compared): Contributions {
  const entries = FOLLOWED_NAMES.map((name) => [name, name === 'effort' ? toMean(compared) : toSum(compared, name)]);
  return Object.fromEntries(entries) as Contributions;
}

/** After − before; a figure that a result does not know is no part of its sum. */
function toSum({ pair }: Compared, name: Followed): Float64Array {
  const [before, after] = [pair.before.customers.figures[name], pair.after.customers.figures[name]];
  return after.map((value, code) => (value || 0) - (before[code]! || 0));
}

/**
 * A mean m₁ − m₀ over those with contacts: (s₁ − m₀)/n₁ of whoever is in the later mean, less (s₀ − m₀)/n₁ of whoever was
 * in the earlier. As Σ(s₀ − m₀) = 0, the parts add up to the change; who stayed adds (s₁ − s₀)/n₁.
 */
function toMean({ pair, order }: Compared): Float64Array {
  const parts = new Float64Array(pair.customers);
  const [before, after] = [pair.before.customers, pair.after.customers];
  const [m0, n1] = [meanOf(before, order).mean, meanOf(after, order).customers];
  if (Number.isNaN(m0) || n1 === 0) return parts;
  for (let code = 0; code < parts.length; code++) {
    const now = inMean(after, code) ? after.figures.effort[code]! - m0 : 0;
    const then = inMean(before, code) ? before.figures.effort[code]! - m0 : 0;
    parts[code] = (now - then) / n1;
  }
  return parts;
}

const NONE = EFFORT_STATUSES.indexOf('none');

/** No contact is not low effort: only customers with contacts and a score are in the mean. */
function inMean({ effortStatus, figures }: StoredCustomers, code: number): boolean {
  return effortStatus[code] !== NONE && !Number.isNaN(figures.effort[code]!);
}

function meanOf(customers: StoredCustomers, order: Int32Array): { mean: number; customers: number } {
  const sum = new CompensatedSum();
  let count = 0;
  for (const code of order) {
    if (!inMean(customers, code)) continue;
    sum.add(customers.figures.effort[code]!);
    count++;
  }
  return { mean: sum.value / count, customers: count };
}
