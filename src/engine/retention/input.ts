import type { Dataset } from '../../domain/dataset.ts';
import type { Lifecycle } from '../../domain/features.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { EffortOutcome } from '../effort/outcome.ts';

export interface RetentionInput {
  readonly dataset: Dataset;
  readonly lifecycle: Lifecycle;
  readonly effort: EffortOutcome;
  /** P(customer is still here so many months from now), the revenue wing's; NaN where unknown. */
  readonly survivalAt: (row: number, months: number) => number;
  /** Expected margin per month while the customer is still here, minor units; NaN where unknown. */
  readonly monthlyMarginMinor: Float64Array;
  readonly options: ScoreOptions;
}
