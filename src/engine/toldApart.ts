import { scoreEffort } from './effort/effort.ts';
import { scoreEffortLearning } from './learntEffort.ts';
import { ownStaying } from './ownStaying.ts';
import { measureLeads } from './retention/measure.ts';
import { strataOf } from './retention/strata.ts';
import type { TellApart } from './revenue/backtestReplay.ts';
import { withOwnPaths } from './revenue/ownValue.ts';

/** Subscribers of equal tenure told apart as scoring does it, by what was known on the day of the input. */
export const toldApart: TellApart = (input, revenue) => {
  const { dataset, lifecycle, options } = input;
  const effort = options.weights === 'published' ? scoreEffort(input) : scoreEffortLearning(input).effort;
  const measured = measureLeads({ dataset, effort, options });
  const strata = measured?.strata ?? strataOf(dataset);
  const own = ownStaying({ lifecycle, options, effort: effort.score, strata, revenue }, measured?.leads ?? null);
  return own === null ? null : withOwnPaths(revenue, own, options);
};
