import type { CustomerNumber } from '../domain/customers.ts';
import type { Dataset } from '../domain/dataset.ts';
import type { Grouping } from '../domain/features.ts';
import { KIND } from '../domain/fields.ts';
import type { Behaviour, ScoreOptions } from '../domain/options.ts';
import { recursLikeContracts } from './contracts.ts';

/** Columns that only a business with contracts has. */
const CONTRACT_COLUMNS: readonly CustomerNumber[] = ['churned_at', 'renewal_date', 'mrr', 'arr', 'contract_value'];

/**
 * Subscription when customers carry end or renewal dates, recurring revenue, a churn flag with a tenure, when the log has
 * renewals, cancellations or changes of plan, or when purchases recur as only contracts do (`log`; without it nobody
 * looks); otherwise transactional (METHODS 1).
 */
export function detectBehaviour(
  dataset: Dataset,
  options: ScoreOptions,
  log?: { readonly grouping: Grouping; readonly asOfDay: number | null },
): { behaviour: Behaviour; because: string } {
  if (options.behaviour !== null) return { behaviour: options.behaviour, because: 'given by --behaviour' };
  const { numbers } = dataset.customers;
  const column = CONTRACT_COLUMNS.find((field) => hasValues(numbers.get(field)));
  if (column !== undefined) return { behaviour: 'subscription', because: `customers have ${column}` };
  if (hasValues(numbers.get('churned')) && hasValues(numbers.get('tenure_months'))) {
    return { behaviour: 'subscription', because: 'customers have a churn flag and a tenure' };
  }
  const { kind, rows } = dataset.interactions;
  for (let row = 0; row < rows; row++) {
    if (kind[row] === KIND.renewal || kind[row] === KIND.cancellation || kind[row] === KIND.plan_change) {
      return { behaviour: 'subscription', because: 'the log has renewals, cancellations or changes of plan' };
    }
  }
  if (log !== undefined && recursLikeContracts({ dataset, ...log })) {
    return { behaviour: 'subscription', because: 'purchases recur period by period, as payments for a contract do' };
  }
  return { behaviour: 'transactional', because: 'nothing in the data speaks of a contract' };
}

export function hasValues(column: Float64Array | undefined): boolean {
  return column?.some((value) => !Number.isNaN(value)) ?? false;
}
