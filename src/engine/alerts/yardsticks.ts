import type { CesScale } from '../../domain/dataset.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { Weighing } from '../effort/weights.ts';
import type { AliveGiven } from '../revenue/aliveGiven.ts';

/**
 * What a customer's own history is held against, fixed when the base was scored: it holds no table, so that the base can
 * be let go.
 */
export interface Yardsticks {
  readonly options: Pick<ScoreOptions, 'caseWindowDays' | 'effortWindowDays' | 'effortHalfLifeDays'>;
  readonly weighing: Pick<Weighing, 'weights' | 'surveyShare'>;
  readonly cesScale: CesScale | null;
  /** First day on which contacts could be seen: before it nothing is known of effort. Infinity where there is no log. */
  readonly observedFromDay: number;
  /** Median handling of a case by its topic and first channel, seconds. */
  readonly typicalSeconds: ReadonlyMap<string | null, ReadonlyMap<string | null, number>>;
  /** Days without purchase that are a lapse; null for subscriptions. */
  readonly lapseWindowDays: number | null;
  readonly buyingRate: { readonly shape: number; readonly rateDays: number } | null;
  readonly aliveGiven: AliveGiven | null;
}
