import type { Dataset } from '../../domain/dataset.ts';
import type { Lifecycle } from '../../domain/features.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { EffortOutcome } from '../effort/outcome.ts';
import type { OwnPaths } from '../ownPaths.ts';

export interface RetentionInput {
  readonly dataset: Dataset;
  readonly lifecycle: Lifecycle;
  readonly effort: EffortOutcome;
  /** P(customer is still here so many months from now), the revenue wing's; NaN where unknown. */
  readonly survivalAt: (row: number, months: number) => number;
  /** Expected margin per month while the customer is still here, minor units; NaN where unknown. */
  readonly monthlyMarginMinor: Float64Array;
  /** The customers whose `survivalAt` is a path of their own, by effort among other things; absent: nobody has one. */
  readonly ownPaths?: OwnPaths | null;
  readonly options: ScoreOptions;
}
