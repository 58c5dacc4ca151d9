import type { CesScale } from './dataset.ts';

export const PRIORS = ['behavioural', 'sceptical', 'none'] as const;
export type PriorName = (typeof PRIORS)[number];

/** What may replace the published weights of effort where it wins on later data: surveys and churn, neither, or one. */
export const WEIGHTS = ['auto', 'published', 'surveys', 'churn'] as const;
type WeightsChoice = (typeof WEIGHTS)[number];

export const BEHAVIOURS = ['subscription', 'transactional'] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

export type PurchaseModelName = 'mbg-nbd' | 'bg-nbd' | 'pareto-nbd' | 'nbd' | 'bg-bb';

/** Everything that can change a figure. Null means: not given, so derived from the data or left unknown. */
export interface ScoreOptions {
  /** UTC day number; null: the latest event that has happened in the data. */
  readonly asOfDay: number | null;
  readonly horizonMonths: number;
  /** Annual effective rate, a fraction. */
  readonly annualDiscountRate: number;
  /** Gross margin as a fraction of revenue, for customers without their own. */
  readonly margin: number | null;
  /** The margin already carries the cost of support. */
  readonly marginIncludesService: boolean;
  readonly behaviour: Behaviour | null;
  /** A purchase model asked for by name instead of the best. */
  readonly model: PurchaseModelName | null;
  /** Try the forecast on the end of the history; null: where the data are few enough for it to be quick. */
  readonly backtest: boolean | null;
  /** Days without contact, on one topic, after which a contact opens a new case. */
  readonly caseWindowDays: number;
  readonly effortWindowDays: number;
  /** Null: no decay. */
  readonly effortHalfLifeDays: number | null;
  readonly cesScale: CesScale | null;
  /** Months in which a snapshot's churn flag could have been set; null: since sign-up (assumed). */
  readonly churnWindowMonths: number | null;
  /** Days without a purchase that count as lapse; null: max(90, 3 × median gap of repeaters). */
  readonly lapseWindowDays: number | null;
  /** Cost of one contact by channel name (folded to lower case), in currency units. */
  readonly contactCosts: Readonly<Record<string, number>>;
  /** Cost of one minute of handling, in currency units. */
  readonly minuteRate: number | null;
  /** Cost of one new customer, where customers carry none of their own, in currency units. */
  readonly acquisitionCost: number | null;
  /** Spent to keep one customer, to date, where customers carry none of their own, in currency units. */
  readonly retentionCost: number | null;
  /** Share of referred customers who would not have come otherwise, a fraction. */
  readonly referralShare: number;
  /** Effort that easier experience would reach, 0..100. */
  readonly targetEffort: number;
  readonly prior: PriorName;
  readonly weights: WeightsChoice;
  readonly seed: number;
}

export const DEFAULT_OPTIONS: ScoreOptions = Object.freeze({
  asOfDay: null,
  horizonMonths: 12,
  annualDiscountRate: 0.1,
  margin: null,
  marginIncludesService: false,
  behaviour: null,
  model: null,
  backtest: null,
  caseWindowDays: 7,
  effortWindowDays: 365,
  effortHalfLifeDays: 90,
  cesScale: null,
  churnWindowMonths: null,
  lapseWindowDays: null,
  contactCosts: Object.freeze({}),
  minuteRate: null,
  acquisitionCost: null,
  retentionCost: null,
  referralShare: 0.5,
  targetEffort: 33,
  prior: 'behavioural',
  weights: 'auto',
  seed: 1,
});
