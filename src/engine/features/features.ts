import type { Dataset, PartedDataset } from '../../domain/dataset.ts';
import type { PurchaseHistory } from '../../domain/features.ts';
import type { InteractionTable } from '../../domain/interactions.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { Warning } from '../../domain/results.ts';
import { CxRoiError } from '../../foundation/errors.ts';
import { resolveAsOf } from '../asOf.ts';
import { behaviourIn } from '../behaviour.ts';
import { groupInteractions } from '../grouping.ts';
import { buildLifecycle } from '../lifecycle.ts';
import { lifecycleWarnings } from '../lifecycleWarnings.ts';
import type { PaymentLog } from '../paymentGaps.ts';
import { featuresAsOf } from './carried.ts';
import { countFeatures, type FeatureColumns } from './count.ts';
import { ofContracts } from './suitable.ts';

export interface Features {
  readonly asOfDay: number;
  readonly columns: FeatureColumns;
  readonly warnings: readonly Warning[];
}

/**
 * What a row a customer can carry of the interactions, for shops: the same in whatever parts these come.
 * @throws input_unsuitable for features, undated data, and customers with contracts
 */
export function featuresOf(parted: PartedDataset, options: ScoreOptions): Features {
  const { dataset, parts } = parted;
  if (featuresAsOf(dataset) !== null) throw new CxRoiError('input_unsuitable', 'these are features already');
  const { asOfDay, warnings } = resolveAsOf(dataset, options, tablesOf(parts));
  if (asOfDay === null) throw new CxRoiError('input_unsuitable', 'the data carry no dates to count up to');
  const { behaviour } = behaviourIn(dataset, options, logsOf(parts, asOfDay));
  if (behaviour === 'subscription') throw ofContracts();
  const { columns, purchases } = countFeatures(parted, options, asOfDay);
  const said = [...warnings, ...standingWarnings(parted, options, { asOfDay, purchases, columns })];
  return { asOfDay, columns, warnings: said };
}

/** What the files say of who is still here; when each customer came, the features say. */
function standingWarnings(
  { dataset, parts }: PartedDataset,
  options: ScoreOptions,
  { asOfDay, purchases, columns }: { asOfDay: number; purchases: PurchaseHistory | null; columns: FeatureColumns },
): readonly Warning[] {
  const { customers } = dataset;
  const numbers = new Map([...customers.numbers, ['first_interaction_day', columns.first_interaction_day!] as const]);
  const carrying: Dataset = { ...dataset, customers: { ...customers, numbers } };
  const lifecycle = buildLifecycle({
    ...{ dataset: carrying, grouping: groupInteractions(dataset), purchases, asOfDay, options },
    ...{ behaviour: 'transactional', tables: tablesOf(parts) },
  });
  return lifecycleWarnings(dataset, lifecycle, purchases);
}

function tablesOf(parts: Iterable<Dataset>): Iterable<InteractionTable> {
  return {
    *[Symbol.iterator]() {
      for (const { interactions } of parts) yield interactions;
    },
  };
}

function* logsOf(parts: Iterable<Dataset>, asOfDay: number): Iterable<PaymentLog> {
  for (const dataset of parts) yield { dataset, grouping: groupInteractions(dataset), asOfDay };
}
