import type { Dataset } from '../../src/domain/dataset.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { resolveAsOf } from '../../src/engine/asOf.ts';
import { groupInteractions } from '../../src/engine/grouping.ts';
import { buildLifecycle } from '../../src/engine/lifecycle.ts';
import { summarisePurchases } from '../../src/engine/revenue/purchases.ts';

/** What the effort wing is given of a shop, at the last day of its log. */
export function transactionalInput(dataset: Dataset, lapseWindowDays: number | null = null) {
  const options = { ...DEFAULT_OPTIONS, lapseWindowDays };
  const grouping = groupInteractions(dataset);
  const { asOfDay } = resolveAsOf(dataset, options);
  const purchases = summarisePurchases(dataset, grouping, asOfDay!);
  const behaviour = 'transactional';
  const lifecycle = buildLifecycle({ dataset, grouping, purchases, behaviour, asOfDay, options });
  return { dataset, grouping, lifecycle, options };
}
