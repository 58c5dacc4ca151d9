import type { WeightsReport } from '../../domain/effortReport.ts';
import type { Analysis } from '../analyse.ts';
import { COMPONENTS, PRIOR_WEIGHTS } from '../effort/weights.ts';

/** The weights behind the scores. */
export function weightsReport({ effort }: Analysis): WeightsReport {
  const used = effort.log?.cases.weights;
  return {
    components: COMPONENTS.map((component, k) => {
      const prior = PRIOR_WEIGHTS[component].weight;
      return { component, prior, used: used?.[k] ?? prior };
    }),
    learnt: [],
  };
}
