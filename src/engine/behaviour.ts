import type { CustomerNumber } from '../domain/customers.ts';
import type { Dataset } from '../domain/dataset.ts';
import type { Grouping } from '../domain/features.ts';
import { KIND } from '../domain/fields.ts';
import type { InteractionTable } from '../domain/interactions.ts';
import type { Behaviour, ScoreOptions } from '../domain/options.ts';
import { PurchaseRhythm } from './contracts.ts';
import type { PaymentLog } from './paymentGaps.ts';

export interface BehaviourFound {
  readonly behaviour: Behaviour;
  readonly because: string;
}

/** Columns that only a business with contracts has. */
const CONTRACT_COLUMNS: readonly CustomerNumber[] = ['churned_at', 'renewal_date', 'mrr', 'arr', 'contract_value'];

/**
 * Subscription when customers carry end or renewal dates, recurring revenue, a churn flag with a tenure, when the log has
 * renewals, cancellations or changes of plan, when purchases say what billing period they are for, or recur as only
 * contracts do (`log`; without it nobody looks); otherwise transactional (METHODS 1).
 */
export function detectBehaviour(
  dataset: Dataset,
  options: ScoreOptions,
  log?: { readonly grouping: Grouping; readonly asOfDay: number | null },
): BehaviourFound {
  const { interactions } = dataset;
  if (log !== undefined) return behaviourIn(dataset, options, [{ dataset, ...log }]);
  return behaviourOfCustomers(dataset, options) ?? (speaksOfContracts(interactions) ? BY_LOG : OF_A_SHOP);
}

/** The same from a log in parts. */
export function behaviourIn(dataset: Dataset, options: ScoreOptions, logs: Iterable<PaymentLog>): BehaviourFound {
  const known = behaviourOfCustomers(dataset, options);
  if (known !== null) return known;
  const rhythm = new PurchaseRhythm();
  for (const log of logs) {
    if (speaksOfContracts(log.dataset.interactions)) return BY_LOG;
    rhythm.add(log);
  }
  if (rhythm.isStated) return BY_STATEMENT;
  return rhythm.isOfContracts ? BY_RHYTHM : OF_A_SHOP;
}

const BY_LOG: BehaviourFound = {
  behaviour: 'subscription',
  because: 'the log has renewals, cancellations or changes of plan',
};
const BY_STATEMENT: BehaviourFound = {
  behaviour: 'subscription',
  because: 'payments say what billing period they are for',
};
const BY_RHYTHM: BehaviourFound = {
  behaviour: 'subscription',
  because: 'purchases recur period by period, as payments for a contract do',
};
const OF_A_SHOP: BehaviourFound = { behaviour: 'transactional', because: 'nothing in the data speaks of a contract' };

/** What was asked for, else what the columns of customers say; null where they say nothing. */
function behaviourOfCustomers(dataset: Dataset, options: ScoreOptions): BehaviourFound | null {
  if (options.behaviour !== null) return { behaviour: options.behaviour, because: 'given by --behaviour' };
  const { numbers } = dataset.customers;
  const column = CONTRACT_COLUMNS.find((field) => hasValues(numbers.get(field)));
  if (column !== undefined) return { behaviour: 'subscription', because: `customers have ${column}` };
  if (hasValues(numbers.get('churned')) && hasValues(numbers.get('tenure_months'))) {
    return { behaviour: 'subscription', because: 'customers have a churn flag and a tenure' };
  }
  return null;
}

function speaksOfContracts({ kind }: InteractionTable): boolean {
  return kind.includes(KIND.renewal) || kind.includes(KIND.cancellation) || kind.includes(KIND.plan_change);
}

export function hasValues(column: Float64Array | undefined): boolean {
  return column?.some((value) => !Number.isNaN(value)) ?? false;
}
