import type { Behaviour } from './options.ts';

/** A forecast made on the split day with nothing but what was known then, beside what happened until the end day. */
export interface Backtest {
  /** How far the forecast can be trusted, in one sentence. */
  readonly trust: string;
  readonly behaviour: Behaviour;
  /** What is predicted for each customer: purchases (transactional), or leaving, 0 or 1 (subscription). */
  readonly target: 'purchases' | 'leaving';
  readonly splitAt: string;
  readonly endAt: string;
  readonly days: number;
  readonly model: string;
  /** Whether the forecast took seasons in, which show only in two years of history. */
  readonly seasonal: boolean;
  /** Customers known on the split day. */
  readonly customers: number;
  readonly forecast: BacktestErrors;
  readonly baselines: readonly (BacktestErrors & { readonly name: string })[];
  /** Customers in bands of what was predicted, lowest first. */
  readonly calibration: readonly BacktestBand[];
  /** Total margin of these customers with its 90% interval; null where no money is forecast. */
  readonly value: BacktestValue | null;
  /** Share of customers inside their 90% interval, counts by randomised PIT; null where no model gives one. */
  readonly coverage: { readonly counts: number | null; readonly value: number | null };
}

export interface BacktestErrors {
  readonly actual: number;
  readonly predicted: number;
  readonly meanAbsoluteError: number;
  readonly rootMeanSquaredError: number;
  /** predicted / actual − 1; null when nothing happened. */
  readonly bias: number | null;
  readonly spearman: number | null;
  /** Share of what happened that falls to the tenth of customers with the highest prediction. */
  readonly topDecileCapture: number | null;
  /** Σ ln P(what happened); null where the forecast has no probabilities. */
  readonly logScore: number | null;
}

export interface BacktestBand {
  readonly customers: number;
  /** Means per customer. */
  readonly predicted: number;
  readonly actual: number;
}

export interface BacktestValue {
  readonly actual: number;
  readonly predicted: number;
  readonly low: number;
  readonly high: number;
  readonly bias: number | null;
}

/** The track record beside a score: a backtest, or why there is none. */
export type TrackRecord = ({ readonly tried: true } & Backtest) | { readonly tried: false; readonly why: string };
