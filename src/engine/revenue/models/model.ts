import type { PurchaseModelName } from '../../../domain/options.ts';
import type { Objective } from '../../../math/minimise.ts';
import type { GroupedHistories } from './histories.ts';

/** A family of purchase models; times in any one unit. */
export interface PurchaseModel {
  readonly name: PurchaseModelName;
  readonly parameterNames: readonly string[];
  /** Places of the parameters that are times (α, β), so that a change of unit scales them. */
  readonly timeParameters: readonly number[];
  /** Parameters to start a fit from, for times in units of the longest age. */
  readonly starts: readonly (readonly number[])[];
  /** Minus the log-likelihood over log parameters, with its gradient; times in units of `unit` days. */
  objective(histories: GroupedHistories, unit?: number): Objective;
  /** Expectations to 1e-12 relative, or to the `agreement` asked for where that is enough and cheaper. */
  predictor(parameters: readonly number[], agreement?: number): PurchasePredictor;
}

export interface PurchasePredictor {
  /** P(still a customer at T | x, t_x, T). */
  probabilityAlive(x: number, recency: number, age: number): number;
  /** What a customer with this history will do, given that they are still one. */
  outlook(x: number, age: number): PurchaseOutlook;
  /** P(a new customer does not leave with the first purchase). */
  readonly newcomerAlive: number;
}

/** The future of a customer known to be alive; `t` counts from now. */
export interface PurchaseOutlook {
  /** E[purchases in (0, t]]. */
  expected(t: number): number;
  /** Purchases per unit of time at t, so that expected(t) = ∫_0^t rate. */
  rate(t: number): number;
  /** P(still a customer at t). */
  survival(t: number): number;
  /** P(y purchases in (0, t]) for y = 0, 1, … until no more than 1e-9 is left. */
  pmf(t: number): Float64Array;
}
