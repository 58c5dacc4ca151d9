import type { Dataset } from '../domain/dataset.ts';
import type { Lifecycle } from '../domain/features.ts';
import type { ScoreOptions } from '../domain/options.ts';
import type { CostOutcome } from './cost/outcome.ts';
import type { ServicePace } from './cost/servicePace.ts';
import type { EffortOutcome } from './effort/outcome.ts';
import type { RetentionOutcome } from './retention/outcome.ts';
import type { RevenueOutcome } from './revenue/outcome.ts';

/** What the four wings found, for composing the result. */
export interface Wings {
  readonly dataset: Dataset;
  readonly options: ScoreOptions;
  readonly lifecycle: Lifecycle;
  readonly revenue: RevenueOutcome;
  readonly effort: EffortOutcome;
  readonly retention: RetentionOutcome;
  readonly cost: CostOutcome;
  readonly servicePace: ServicePace;
  /** Whether days of leaving after the as-of day are known already, still to come. */
  readonly endsAhead: boolean;
  /** What serving the customers is expected to cost over the horizon, where the margin does not carry it; 0 unknown. */
  readonly expectedServiceMinor: number;
}
