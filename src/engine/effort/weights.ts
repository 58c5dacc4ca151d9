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
  repeat: { weight: 0.77, source: 'between SQM 2022 (9 % against 5 %) and CEB 2010 (2.5 times)' },
  unresolved: { weight: 1.846, source: 'SQM 2022: 25 % against 5 % intend to leave' },
  switch: { weight: 0.57, source: 'Gartner 2019: retention 52 % with one channel, 38 % with three' },
  transfer: { weight: 0.405, source: 'assumption of cx-roi: odds 1.5' },
  time: { weight: 0.2, source: 'assumption of cx-roi' },
  generic: { weight: 0.405, source: 'assumption of cx-roi: odds 1.5' },
  repeatedInformation: { weight: 0.405, source: 'assumption of cx-roi: odds 1.5' },
} as const satisfies Record<Component, PriorWeight>;

export function priorWeights(): Weights {
  return Float64Array.from(COMPONENTS, (component) => PRIOR_WEIGHTS[component].weight);
}

/** Share of the survey answer in a surveyed case's score, until learned. */
export const SURVEY_SHARE = 0.5;
