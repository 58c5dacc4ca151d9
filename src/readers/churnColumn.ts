import type { CustomerField } from '../domain/fields.ts';
import { contentOf } from './content.ts';
import type { ColumnMatch } from './match.ts';
import type { TablePlan } from './plan.ts';
import type { SampleRecord } from './sniff.ts';

/**
 * A column called "Churned" or "Cancelled" holds a yes or the day, and one called "Cancelled at" a day or a yes: the
 * cells say which, unless the user did.
 */
export function churnByContent(plan: TablePlan, sample: readonly SampleRecord[]): TablePlan {
  const customers = new Map(plan.customers);
  move(customers, sample, { from: 'churned', to: 'churned_at', content: 'time' });
  if (customers.size === plan.customers.size)
    move(customers, sample, { from: 'churned_at', to: 'churned', content: 'flag' });
  return { ...plan, customers };
}

interface Move {
  readonly from: 'churned' | 'churned_at';
  readonly to: 'churned' | 'churned_at';
  readonly content: 'time' | 'flag';
}

function move(
  customers: Map<CustomerField, ColumnMatch<CustomerField>>,
  sample: readonly SampleRecord[],
  { from, to, content }: Move,
): void {
  const match = customers.get(from);
  if (match === undefined || match.reason === 'option' || contentOf(sample, match.index) !== content) return;
  customers.delete(from);
  if (!customers.has(to)) customers.set(to, { ...match, field: to });
}
