import type { Dataset } from '../domain/dataset.ts';
import type { Grouping, Lifecycle, PurchaseHistory } from '../domain/features.ts';
import type { ScoreOptions } from '../domain/options.ts';
import type { Warning } from '../domain/results.ts';
import { resolveAsOf } from './asOf.ts';
import { detectBehaviour } from './behaviour.ts';
import { carriedPurchases, featuresAsOf } from './features/carried.ts';
import { refuseUnsuitable } from './features/suitable.ts';
import { groupInteractions } from './grouping.ts';
import { buildLifecycle } from './lifecycle.ts';
import { lifecycleWarnings } from './lifecycleWarnings.ts';
import type { BacktestInput } from './revenue/backtestReplay.ts';
import { hasPurchases, summarisePurchases } from './revenue/purchases.ts';

/** What every question about a dataset begins with: the day, the kind of business, and each customer's history. */
export interface Ground {
  readonly dataset: Dataset;
  readonly options: ScoreOptions;
  readonly asOfDay: number | null;
  /** Whether days of leaving after it are known already, still to come. */
  readonly endsAhead: boolean;
  readonly behaviourBecause: string;
  readonly grouping: Grouping;
  /** Null where the data hold no dated purchase. */
  readonly purchases: PurchaseHistory | null;
  readonly lifecycle: Lifecycle;
  readonly warnings: readonly Warning[];
}

export function prepare(dataset: Dataset, options: ScoreOptions): Ground {
  const { asOfDay, warnings, endsAhead } = resolveAsOf(dataset, options);
  const grouping = groupInteractions(dataset);
  const { behaviour, because } = detectBehaviour(dataset, options, { grouping, asOfDay });
  const counted = asOfDay !== null && featuresAsOf(dataset) === asOfDay;
  if (counted) refuseUnsuitable(dataset, options, { asOfDay, behaviour });
  const purchases = counted ? carriedPurchases(dataset, asOfDay) : purchasesIn(dataset, grouping, asOfDay);
  const lifecycle = buildLifecycle({ dataset, grouping, purchases, behaviour, asOfDay, options });
  return {
    ...{ dataset, options, asOfDay, endsAhead, behaviourBecause: because, grouping, purchases, lifecycle },
    warnings: [...warnings, ...lifecycleWarnings(dataset, lifecycle, purchases)],
  };
}

/** What the revenue wing and its backtest are given. */
export function revenueInput({
  dataset,
  options,
  grouping,
  purchases,
  lifecycle,
}: Omit<Ground, 'warnings' | 'behaviourBecause' | 'endsAhead'>): BacktestInput {
  const asked = options.model === null ? {} : { model: options.model };
  return { dataset, options, grouping, purchases, lifecycle, ...asked };
}

function purchasesIn(dataset: Dataset, grouping: Grouping, asOfDay: number | null): PurchaseHistory | null {
  return asOfDay !== null && hasPurchases(dataset.interactions) ? summarisePurchases(dataset, grouping, asOfDay) : null;
}
