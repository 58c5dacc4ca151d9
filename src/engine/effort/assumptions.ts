import type { ScoreOptions } from '../../domain/options.ts';
import type { Assumption } from '../../domain/results.ts';
import type { EffortCounts } from './outcome.ts';
import { COMPONENTS, PRIOR_WEIGHTS } from './weights.ts';

/** What the effort score takes as given, once each. */
export function effortAssumptions(options: ScoreOptions, counts: EffortCounts | null): readonly Assumption[] {
  const weights = COMPONENTS.map((component) => ({
    code: `effort_weight_${component}`,
    value: PRIOR_WEIGHTS[component].weight,
    source: PRIOR_WEIGHTS[component].source,
    replaceWith: 'enough churn or surveys to learn it',
  }));
  if (counts === null) return weights;
  const own = 'convention of cx-roi';
  const time: Assumption[] = [
    { code: 'effort_window_days', value: options.effortWindowDays, source: own, replaceWith: '--effort-window' },
    {
      code: 'effort_half_life_days',
      value: options.effortHalfLifeDays,
      source: own,
      replaceWith: '--effort-half-life',
    },
    { code: 'case_window_days', value: options.caseWindowDays, source: own, replaceWith: '--case-window' },
  ];
  return [...weights, ...time];
}
