import { scoreEffort } from './effort/effort.ts';
import type { EffortInput, EffortOutcome } from './effort/outcome.ts';
import { rescoredMonths, type ScoredMonths } from './effort/scoredMonths.ts';
import { type LearntWeights, weightsFromSurveys } from './effort/surveyWeights.ts';
import { publishedWeighing, type Weighing } from './effort/weights.ts';
import { weightsFromChurn } from './retention/churnWeights.ts';
import { strataOf } from './retention/strata.ts';
import { type LearntShare, surveyShareFromChurn } from './retention/surveyShare.ts';
import { thinnedMonths } from './retention/thinned.ts';

/** What these data would make of the published weights, and what of it is scored with. */
export interface Learning {
  readonly weights: readonly LearntWeights[];
  readonly surveyShare: LearntShare | null;
}

/** Effort, and what it was tried to learn for it. */
export interface LearntEffort {
  readonly effort: EffortOutcome;
  readonly learning: Learning;
}

const NOTHING_LEARNT: Learning = { weights: [], surveyShare: null };

/** Beyond so many customer-months more of them teach no more. */
const ENOUGH_MONTHS = 150_000;

/**
 * Effort with the weights that win on later data (METHODS 2): those learnt from surveys before those from churn, for what
 * customers say of their effort has not seen who left. `options.weights` says what may win. The verdict on effort must not
 * be passed on the leavers that the weights were learnt from, so where churn had a say it stays with the published ones
 * (`verdictMonths`). `held`: weights to take as they are, nothing learnt.
 */
export function scoreEffortLearning(input: EffortInput, held?: Weighing): LearntEffort {
  const published = scoreEffort(input);
  if (held !== undefined) return { effort: scoredWith(input, held, published), learning: NOTHING_LEARNT };
  const { log } = published;
  if (log === null) return { effort: published, learning: NOTHING_LEARNT };
  const { weights: choice } = input.options;
  const fromSurveys = weightsFromSurveys(log.cases);
  const base = publishedWeighing();
  if (published.byMonth === null) {
    const weighing = choice === 'churn' ? base : withWeights(base, [fromSurveys]);
    return { effort: scoredWith(input, weighing, published), learning: learningOf([fromSurveys], null) };
  }
  const { byMonth } = thinnedMonths(published.byMonth, ENOUGH_MONTHS);
  const strata = strataOf(input.dataset);
  const scored: ScoredMonths = { cases: log.cases, scorer: log.scorer, byMonth };
  const rescored = (weighing: Weighing) => rescoredMonths(input.options, log.cases.facts, byMonth, weighing);
  const fromChurn = weightsFromChurn(scored, strata, (weights) => rescored({ ...base, weights }));
  const allowed = [choice === 'churn' ? null : fromSurveys, choice === 'surveys' ? null : fromChurn];
  const weighing = choice === 'published' ? base : withWeights(base, allowed);

  const before = weighing === base ? scored : rescored(weighing);
  const share = surveyShareFromChurn(before, strata, (surveyShare) => rescored({ ...weighing, surveyShare }));
  const mayShare = choice === 'auto' || choice === 'churn';
  const final: Weighing =
    mayShare && share?.kept ? { ...weighing, surveyShare: share.learnt, surveyShareFrom: 'churn' } : weighing;
  return { effort: scoredWith(input, final, published), learning: learningOf([fromSurveys, fromChurn], share) };
}

/** The first learnt weights that earned their place, else those published. */
function withWeights(base: Weighing, candidates: readonly (LearntWeights | null)[]): Weighing {
  const winner = candidates.find((learnt) => learnt?.kept);
  return winner == null ? base : { ...base, weights: winner.learnt, from: winner.from };
}

function learningOf(weights: readonly (LearntWeights | null)[], surveyShare: LearntShare | null): Learning {
  return { weights: weights.filter((learnt) => learnt !== null), surveyShare };
}

function scoredWith(input: EffortInput, weighing: Weighing, published: EffortOutcome): EffortOutcome {
  const { from, surveyShareFrom } = weighing;
  if (from === 'published' && surveyShareFrom === 'assumed') return published;
  const effort = scoreEffort({ ...input, weighing }, published.log?.cases.facts);
  const sawLeavers = from === 'churn' || surveyShareFrom === 'churn';
  return { ...effort, verdictMonths: sawLeavers ? published.byMonth : effort.byMonth };
}
