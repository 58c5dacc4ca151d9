import type { Behaviour } from '../../domain/options.ts';

/** A forecast made on the split day with nothing but what was known then, beside what happened until the end day. */
export interface RevenueBacktest {
  readonly behaviour: Behaviour;
  readonly splitDay: number;
  readonly endDay: number;
  readonly model: string;
  /** Customers known on the split day. */
  readonly customers: number;
  /** Purchases each (transactional), or left 0/1 (subscription). */
  readonly forecast: ForecastErrors;
  readonly baselines: readonly (ForecastErrors & { readonly name: string })[];
  /** Customers in bands of what was predicted, lowest first. */
  readonly calibration: readonly CalibrationBand[];
  /** Total margin of these customers in minor units, with its 90 % interval; null where no money is known. */
  readonly value: ValueErrors | null;
  /** Share of customers inside their 90 % interval; counts judged by randomised PIT. Null where no model gives one. */
  readonly coverage: { readonly counts: number | null; readonly value: number | null };
}

export interface ForecastErrors {
  readonly actual: number;
  readonly predicted: number;
  readonly meanAbsoluteError: number;
  readonly rootMeanSquaredError: number;
  /** predicted / actual − 1; null when nothing happened. */
  readonly bias: number | null;
  /** Rank correlation of predicted and actual; null when one of them is constant. */
  readonly spearman: number | null;
  /** Share of what happened that the tenth of customers with the highest prediction accounts for. */
  readonly topDecileCapture: number | null;
  /** Σ ln P(what happened); null where the forecast has no probabilities. */
  readonly logScore: number | null;
}

export interface CalibrationBand {
  readonly customers: number;
  /** Means per customer. */
  readonly predicted: number;
  readonly actual: number;
}

export interface ValueErrors {
  readonly actual: number;
  readonly predicted: number;
  readonly low: number;
  readonly high: number;
  readonly bias: number | null;
}
