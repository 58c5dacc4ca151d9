import type { Dataset } from '../../src/domain/dataset.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../../src/domain/options.ts';
import { resolveAsOf } from '../../src/engine/asOf.ts';
import { detectBehaviour } from '../../src/engine/behaviour.ts';
import { groupInteractions } from '../../src/engine/grouping.ts';
import { buildLifecycle } from '../../src/engine/lifecycle.ts';
import type { RevenueInput } from '../../src/engine/revenue/outcome.ts';
import { summarisePurchases } from '../../src/engine/revenue/purchases.ts';

/** What scoring hands to the revenue wing, from a dataset alone. */
export function revenueInputOf(dataset: Dataset, given: Partial<ScoreOptions> = {}): RevenueInput {
  const options = { ...DEFAULT_OPTIONS, ...given };
  const { asOfDay } = resolveAsOf(dataset, options);
  const grouping = groupInteractions(dataset);
  const { behaviour } = detectBehaviour(dataset, options, { grouping, asOfDay });
  const summary = asOfDay === null ? null : summarisePurchases(dataset, grouping, asOfDay);
  const money = summary?.orders.some((count) => count > 0) || summary?.refundsMinor.some((refund) => refund > 0);
  const purchases = money ? summary : null;
  const lifecycle = buildLifecycle({ dataset, grouping, purchases, behaviour, asOfDay, options });
  return { dataset, purchases, lifecycle, options, grouping };
}
