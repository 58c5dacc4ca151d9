/** The components of a case's effort, each in [0, 1]; the first five are the core that makes a case scorable. */
export const COMPONENTS = [
  'repeat',
  'unresolved',
  'switch',
  'transfer',
  'time',
  'generic',
  'repeatedInformation',
] as const;
export type Component = (typeof COMPONENTS)[number];

/** How many of COMPONENTS, from the first, count towards coverage. */
export const CORE_COMPONENTS = 5;
/** A case with fewer core components known than this has no score of its own. */
export const LEAST_CORE_COMPONENTS = 2;

/** Places in COMPONENTS. */
export const REPEAT = 0;
export const UNRESOLVED = 1;
export const SWITCH = 2;
export const TRANSFER = 3;
export const TIME = 4;
export const GENERIC = 5;
export const REPEATED_INFORMATION = 6;

/** One weight a component, in the order of COMPONENTS. */
export type Weights = Float64Array;

interface PriorWeight {
  readonly weight: number;
  readonly source: string;
}

/** Log odds of disloyalty that each component carries by itself. */
export const PRIOR_WEIGHTS = {
  repeat: { weight: 0.77, source: 'between SQM 2022 (9% against 5%) and CEB 2010 (2.5 times)' },
  unresolved: { weight: 1.846, source: 'SQM 2022: 25% against 5% intend to leave' },
  switch: { weight: 0.57, source: 'Gartner 2019: retention 52% with one channel, 38% with three' },
  transfer: { weight: 0.405, source: 'assumption of cx-roi: odds 1.5' },
  time: { weight: 0.2, source: 'assumption of cx-roi' },
  generic: { weight: 0.405, source: 'assumption of cx-roi: odds 1.5' },
  repeatedInformation: { weight: 0.405, source: 'assumption of cx-roi: odds 1.5' },
} as const satisfies Record<Component, PriorWeight>;

export function priorWeights(): Weights {
  return Float64Array.from(COMPONENTS, (component) => PRIOR_WEIGHTS[component].weight);
}

/** Share of the survey answer in a surveyed case's score, until learnt. */
export const SURVEY_SHARE = 0.5;

/** How components, and an answer about the case, make its score, and where that comes from. */
export interface Weighing {
  readonly weights: Weights;
  readonly from: 'published' | 'surveys' | 'churn';
  /** ρ of ρ·E_survey + (1−ρ)·E. */
  readonly surveyShare: number;
  readonly surveyShareFrom: 'assumed' | 'churn';
}

export function publishedWeighing(): Weighing {
  return { weights: priorWeights(), from: 'published', surveyShare: SURVEY_SHARE, surveyShareFrom: 'assumed' };
}

/** The same as plain figures, by component. */
export function describeWeighing({ weights, from, surveyShare, surveyShareFrom }: Weighing) {
  return {
    from,
    weights: Object.fromEntries(COMPONENTS.map((component, k) => [component, weights[k]!])),
    ...{ surveyShare, surveyShareFrom },
  };
}

/** A learnt weight is never less than this share of the published one, so that no case known by little loses its score. */
const LEAST_KEPT = 0.01;

/** Learnt proportions with the sum of the prior's weights. */
export function rescaled(learnt: Float64Array, prior: Weights): Weights {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const total = sum(learnt);
  if (!(total > 0)) return prior.slice();
  return learnt.map((weight, k) => Math.max((weight * sum(prior)) / total, LEAST_KEPT * prior[k]!));
}
