import type { ScoreOptions } from '../../domain/options.ts';
import type { Assumption } from '../../domain/results.ts';
import { plainNumber } from '../../foundation/words.ts';
import type { EffortCounts } from './outcome.ts';
import { COMPONENTS, PRIOR_WEIGHTS, type Weighing } from './weights.ts';

/** What the effort score takes as given, once each. */
export function effortAssumptions(
  options: ScoreOptions,
  counts: EffortCounts | null,
  weighing: Weighing,
): readonly Assumption[] {
  const weights = weightAssumptions(weighing);
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

/** Learnt weights are drawn towards the published ones, so they stay in part an assumption. */
function weightAssumptions({ weights, from }: Weighing): readonly Assumption[] {
  return COMPONENTS.map((component, k) => {
    const { weight, source } = PRIOR_WEIGHTS[component];
    const learnt = `learnt from ${from}, drawn towards ${plainNumber(weight)}: ${source}`;
    return {
      code: `effort_weight_${component}`,
      value: weights[k]!,
      source: from === 'published' ? source : learnt,
      replaceWith:
        from === 'published'
          ? 'enough churn or surveys to learn it'
          : `learnt from your ${from} (--weights published: those of studies)`,
    };
  });
}
