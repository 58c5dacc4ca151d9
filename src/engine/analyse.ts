import type { Dataset } from '../domain/dataset.ts';
import type { Grouping, PurchaseHistory } from '../domain/features.ts';
import type { Figure } from '../domain/figures.ts';
import type { ScoreOptions } from '../domain/options.ts';
import type { Assumption, Models, Warning } from '../domain/results.ts';
import { weakenedBy } from './amounts.ts';
import { conventions, impossibleDateWarnings, modelWarnings, zeroAmountWarnings } from './conventions.ts';
import { scoreCost } from './cost/cost.ts';
import { scoreEffort } from './effort/effort.ts';
import { discountedMonths, horizonWarnings, retentionOverYear } from './horizon.ts';
import { prepare, revenueInput } from './prepare.ts';
import type { RetentionOutcome } from './retention/outcome.ts';
import { scoreRetention } from './retention/retention.ts';
import { scoreRevenue } from './revenue/revenue.ts';
import type { Wings } from './wings.ts';

/** What the four wings found, and what every report on it must own up to. */
export interface Analysis extends Wings {
  readonly asOfDay: number | null;
  readonly grouping: Grouping;
  readonly purchases: PurchaseHistory | null;
  readonly models: Omit<Models, 'backtest'>;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
}

/** Runs the four wings on one dataset: everything that `score`, `effort` and `uplift` tell stands on this. */
export function analyse(dataset: Dataset, options: ScoreOptions): Analysis {
  const ground = prepare(dataset, options);
  const { asOfDay, behaviourBecause, grouping, purchases, lifecycle } = ground;
  const revenue = scoreRevenue(revenueInput(ground));
  const effort = scoreEffort({ dataset, grouping, lifecycle, options });
  const retention = inMoney(
    scoreRetention({
      ...{ dataset, lifecycle, effort, options },
      survivalAt: revenue.survivalAt,
      monthlyMarginMinor: revenue.monthlyMargin.values,
    }),
    revenue.expected,
  );
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
    ...{ dataset, options, asOfDay, grouping, purchases, lifecycle, revenue, effort, retention, cost },
    models: {
      behaviour: lifecycle.behaviour,
      behaviourBecause,
      snapshot: lifecycle.snapshot,
      revenue: revenue.model,
      retention: retention.model,
      effort: effort.model,
    },
    assumptions: [...conventions(dataset, options), ...parts.flatMap((wing) => wing.assumptions)],
    warnings: [
      ...ground.warnings,
      ...horizonWarnings(lifecycle, options),
      ...zeroAmountWarnings(dataset),
      ...impossibleDateWarnings(dataset),
      ...modelWarnings(options, revenue.model['chosen']),
      ...parts.flatMap((wing) => wing.warnings),
    ],
  };
}

/** What is a difference of two values promises no more than the value does. */
function inMoney(retention: RetentionOutcome, value: Figure): RetentionOutcome {
  const { atStake, upliftValue, upliftValueLow, upliftValueHigh } = retention;
  return {
    ...retention,
    atStake: weakenedBy(value, atStake),
    upliftValue: weakenedBy(value, upliftValue),
    upliftValueLow: weakenedBy(value, upliftValueLow),
    upliftValueHigh: weakenedBy(value, upliftValueHigh),
  };
}
