import type { LearntFrom, WeightsReport } from '../../domain/effortReport.ts';
import { plainNumber } from '../../foundation/words.ts';
import type { Analysis } from '../analyse.ts';
import { type LearntWeights, weightsFromSurveys } from '../effort/surveyWeights.ts';
import { COMPONENTS, PRIOR_WEIGHTS } from '../effort/weights.ts';
import { weightsFromChurn } from '../retention/churnWeights.ts';

/** The weights behind the scores, and what surveys and leaving would make of them. */
export function weightsReport({ effort: { log, byMonth }, retention: { measured } }: Analysis): WeightsReport {
  const learnt = [
    log === null ? null : weightsFromSurveys(log.cases),
    log === null || byMonth === null || measured === null ? null : weightsFromChurn(log, byMonth, measured.strata),
  ];
  return {
    components: COMPONENTS.map((component, k) => {
      const prior = PRIOR_WEIGHTS[component].weight;
      return { component, prior, used: log?.cases.weights[k] ?? prior };
    }),
    learnt: learnt.filter((weights) => weights !== null).map(learntFrom),
  };
}

function learntFrom(weights: LearntWeights): LearntFrom {
  const { from, learntOn, triedOn, priorLoss, learntLoss, kept } = weights;
  return {
    ...{ from, learntOn, triedOn, priorLoss, learntLoss, kept },
    why: whyKept(weights),
    components: COMPONENTS.map((component, k) => {
      const [prior, learnt, free] = [weights.prior[k]!, weights.learnt[k]!, weights.unconstrained[k]!];
      return { component, prior, learnt, shift: learnt - prior, unconstrained: Number.isNaN(free) ? null : free };
    }),
  };
}

function whyKept({ from, learntOn, triedOn, priorLoss, learntLoss, kept }: LearntWeights): string {
  const [unit, loss] = from === 'surveys' ? ['surveyed cases', 'squared error'] : ['customer-months', 'log-loss'];
  const change = plainNumber(Math.abs(1 - learntLoss / priorLoss) * 100);
  const tried = `Learnt on the earlier ${plainNumber(learntOn)} ${unit}, tried on the later ${plainNumber(triedOn)}`;
  return kept
    ? `${tried}: there they lose ${change} % less (${loss}) than the published weights, so they would earn their place.`
    : `${tried}: there they lose ${change} % more (${loss}) than the published weights, so they are not kept.`;
}
