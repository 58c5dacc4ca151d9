import type { LearntFrom, SurveyShareReport, WeightsReport } from '../../domain/effortReport.ts';
import { plainNumber } from '../../foundation/words.ts';
import type { Analysis } from '../analyse.ts';
import type { LearntWeights } from '../effort/surveyWeights.ts';
import type { Trial } from '../effort/trial.ts';
import { COMPONENTS, PRIOR_WEIGHTS, SURVEY_SHARE, type Weighing } from '../effort/weights.ts';
import type { LearntShare } from '../retention/surveyShare.ts';

/** The weights behind the scores, and what surveys and leaving would make of them. */
export function weightsReport({ effort: { weighing }, learning }: Analysis): WeightsReport {
  return {
    from: weighing.from,
    components: COMPONENTS.map((component, k) => {
      return { component, prior: PRIOR_WEIGHTS[component].weight, used: weighing.weights[k]! };
    }),
    learnt: learning.weights.map((weights) => learntFrom(weights, weighing)),
    surveyShare: surveyShareReport(learning.surveyShare, weighing),
  };
}

function learntFrom(weights: LearntWeights, weighing: Weighing): LearntFrom {
  const { from, learntOn, triedOn, priorLoss, learntLoss, lossSe, kept } = weights;
  const used = weighing.from === from;
  return {
    ...{ from, learntOn, triedOn, priorLoss, learntLoss, lossSe, kept, used },
    why: `${trialWords(weights, UNITS[from])}${usedWords(weights, weighing)}`,
    components: COMPONENTS.map((component, k) => {
      const [prior, learnt, free] = [weights.prior[k]!, weights.learnt[k]!, weights.unconstrained[k]!];
      return { component, prior, learnt, shift: learnt - prior, unconstrained: Number.isNaN(free) ? null : free };
    }),
  };
}

interface Units {
  readonly rows: string;
  readonly loss: string;
  readonly published: string;
}

const UNITS: Record<LearntWeights['from'], Units> = {
  surveys: { rows: 'surveyed cases', loss: 'squared error', published: 'the published weights' },
  churn: { rows: 'customer-months', loss: 'log-loss', published: 'the score with the published weights' },
};

function trialWords(
  { learntOn, triedOn, priorLoss, learntLoss, lossSe, kept }: Trial,
  { rows, loss, published }: Units,
): string {
  const gain = priorLoss - learntLoss;
  const change = plainNumber((Math.abs(gain) / priorLoss) * 100);
  const chance = gain > 0 && !kept ? ', no more than chance would bring (one standard error)' : '';
  return (
    `Learnt on the earlier ${plainNumber(learntOn)} ${rows}, tried on the later ${plainNumber(triedOn)}: there they lose ` +
    `${change}% ${gain > 0 ? 'less' : 'more'} (${loss}${kept ? `, ${plainNumber(gain / lossSe)} standard errors` : ''}) than ` +
    `${published}${chance}, so `
  );
}

function usedWords({ kept, from }: LearntWeights, weighing: Weighing): string {
  if (!kept) return 'they are not used.';
  if (weighing.from === from) return 'they are used (--weights published keeps the others).';
  return weighing.from === 'surveys'
    ? 'they would earn their place, but what customers said of their effort goes first (--weights churn turns that round).'
    : 'they would earn their place (--weights auto lets them).';
}

function surveyShareReport(share: LearntShare | null, { surveyShare, surveyShareFrom }: Weighing): SurveyShareReport {
  const used = { used: surveyShare, from: surveyShareFrom, assumed: SURVEY_SHARE };
  if (share === null) return { ...used, learnt: null };
  const { learntOn, triedOn, learnt, unconstrained, priorLoss, learntLoss, lossSe, kept } = share;
  const units = { rows: 'customer-months', loss: 'log-loss', published: 'one half' };
  const verb = kept ? (surveyShareFrom === 'churn' ? 'it is used' : 'it would earn its place') : 'it is not used';
  const trial = trialWords(share, units).replace('they lose', 'it loses');
  return {
    ...used,
    learnt: { learntOn, triedOn, learnt, unconstrained, priorLoss, learntLoss, lossSe, kept, why: `${trial}${verb}.` },
  };
}
