import { type Dataset, DatasetBuilder } from '../../src/domain/dataset.ts';
import type { Grouping, Lifecycle } from '../../src/domain/features.ts';
import { KIND } from '../../src/domain/fields.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../src/domain/options.ts';
import { resolveAsOf } from '../../src/engine/asOf.ts';
import { groupInteractions } from '../../src/engine/grouping.ts';
import { buildLifecycle } from '../../src/engine/lifecycle.ts';
import { sharedCsv } from './sharedTables.ts';

/** What the effort wing takes, for a subscription business. */
export interface Subscribers {
  readonly dataset: Dataset;
  readonly grouping: Grouping;
  readonly lifecycle: Lifecycle;
  readonly options: ScoreOptions;
}

export function subscribersOf(dataset: Dataset, given: Partial<ScoreOptions> = {}): Subscribers {
  const options = { ...DEFAULT_OPTIONS, ...given };
  const grouping = groupInteractions(dataset);
  const { asOfDay } = resolveAsOf(dataset, options);
  const behaviour = 'subscription';
  return {
    dataset,
    grouping,
    options,
    lifecycle: buildLifecycle({ dataset, grouping, purchases: null, behaviour, asOfDay, options }),
  };
}

/** The synthetic subscribers with known truth, as tables. */
export function synthDataset(): Dataset {
  const builder = new DatasetBuilder();
  for (const row of sharedCsv('synth/customers.csv')) addCustomer(builder, row);
  for (const row of sharedCsv('synth/interactions.csv')) addContact(builder, row);
  return builder.seal({ currency: null, cesScale: null, tenureUnitStated: false });
}

function addCustomer(builder: DatasetBuilder, row: Record<string, string>): void {
  const code = builder.ids.intern(row['customer_id']!);
  builder.customers.list(code);
  builder.customers.number('created_at').set(code, Date.parse(row['signup_date']!));
  builder.customers.number('mrr').set(code, Number(row['monthly_revenue']) * 100);
  if (row['churn_date'] !== '') builder.customers.number('churned_at').set(code, Date.parse(row['churn_date']!));
  const plan = builder.customers.text('plan');
  plan.codes.set(code, plan.dictionary.intern(row['plan']!));
}

function addContact({ ids, interactions }: DatasetBuilder, row: Record<string, string>): void {
  const place = interactions.append(ids.intern(row['customer_id']!), Date.parse(row['date']!), KIND.support);
  const { caseId, channel, topic, agent } = interactions.dictionaries;
  interactions.set('caseId', place, caseId.intern(row['case_id']!));
  interactions.set('channel', place, channel.intern(row['channel']!));
  interactions.set('topic', place, topic.intern(row['topic']!));
  interactions.set('agent', place, agent.intern(row['agent']!));
  interactions.set('handleSeconds', place, Number(row['handle_seconds']));
  interactions.set('resolved', place, row['resolved'] === 'true' ? 1 : 0);
  if (row['ces'] !== '') interactions.set('ces', place, Number(row['ces']));
}
