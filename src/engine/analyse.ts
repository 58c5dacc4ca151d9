import type { Dataset } from '../domain/dataset.ts';
import type { Grouping } from '../domain/features.ts';
import { KIND } from '../domain/fields.ts';
import type { ScoreOptions } from '../domain/options.ts';
import type { Assumption, Models, Warning } from '../domain/results.ts';
import { resolveAsOf } from './asOf.ts';
import { detectBehaviour } from './behaviour.ts';
import { conventions, zeroAmountWarnings } from './conventions.ts';
import { scoreCost } from './cost/cost.ts';
import { scoreEffort } from './effort/effort.ts';
import { groupInteractions } from './grouping.ts';
import { discountedMonths, horizonWarnings, retentionOverYear } from './horizon.ts';
import { buildLifecycle } from './lifecycle.ts';
import { scoreRetention } from './retention/retention.ts';
import { summarisePurchases } from './revenue/purchases.ts';
import { scoreRevenue } from './revenue/revenue.ts';
import type { Wings } from './wings.ts';

/** What the four wings found, and what every report on it must own up to. */
export interface Analysis extends Wings {
  readonly asOfDay: number | null;
  readonly grouping: Grouping;
  readonly models: Models;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
}

/** Runs the four wings on one dataset: everything that `score`, `effort` and `uplift` tell stands on this. */
export function analyse(dataset: Dataset, options: ScoreOptions): Analysis {
  const { asOfDay, warnings: asOfWarnings } = resolveAsOf(dataset, options);
  const { behaviour, because } = detectBehaviour(dataset, options);
  const grouping = groupInteractions(dataset);
  const purchases = asOfDay !== null && hasPurchases(dataset) ? summarisePurchases(dataset, grouping, asOfDay) : null;
  const lifecycle = buildLifecycle({ dataset, grouping, purchases, behaviour, asOfDay, options });

  const revenue = scoreRevenue({ dataset, grouping, purchases, lifecycle, options });
  const effort = scoreEffort({ dataset, grouping, lifecycle, options });
  const retention = scoreRetention({
    ...{ dataset, lifecycle, effort, options },
    survivalAt: revenue.survivalAt,
    monthlyMarginMinor: revenue.monthlyMargin.values,
  });
  const cost = scoreCost({
    ...{ dataset, grouping, lifecycle, options },
    observedMargin: revenue.observedMargin,
    expected: revenue.expected,
    monthlyMargin: revenue.monthlyMargin,
    aliveMonths: discountedMonths(lifecycle, revenue.survivalAt, options),
    newCustomerValue: revenue.newCustomerValueMinor,
    retention12: retentionOverYear(retention.portfolio.rate, options),
  });

  const parts = [revenue, effort, retention, cost];
  return {
    ...{ dataset, options, asOfDay, grouping, lifecycle, revenue, effort, retention, cost },
    models: {
      behaviour,
      behaviourBecause: because,
      snapshot: lifecycle.snapshot,
      revenue: revenue.model,
      retention: retention.model,
      effort: effort.model,
    },
    assumptions: [...conventions(dataset, options), ...parts.flatMap((wing) => wing.assumptions)],
    warnings: [
      ...asOfWarnings,
      ...horizonWarnings(lifecycle, options),
      ...zeroAmountWarnings(dataset),
      ...parts.flatMap((wing) => wing.warnings),
    ],
  };
}

/** Purchases, refunds, or renewals that say what was paid. */
function hasPurchases({ interactions: { kind, rows, columns } }: Dataset): boolean {
  for (let row = 0; row < rows; row++) {
    if (kind[row] === KIND.purchase || kind[row] === KIND.refund) return true;
    if (kind[row] === KIND.renewal && !Number.isNaN(columns.amountMinor?.[row] ?? Number.NaN)) return true;
  }
  return false;
}
