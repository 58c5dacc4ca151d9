import { CompensatedSum } from '../../../foundation/sums.ts';
import type { HistoryColumns } from './histories.ts';
import type { PurchasePredictor } from './model.ts';
import { perHistory } from './perHistory.ts';

/** A forecast of counts put beside what happened: customers known at the split, the same time unit throughout. */
export interface Holdout {
  readonly histories: HistoryColumns;
  /** Purchase days after the split, per customer. */
  readonly actual: ArrayLike<number>;
  /** Length of the time after the split. */
  readonly length: number;
}

export interface CountErrors {
  readonly customers: number;
  readonly actual: number;
  readonly predicted: number;
  readonly meanAbsoluteError: number;
  readonly rootMeanSquaredError: number;
  /** predicted / actual − 1; null when nothing was bought. */
  readonly bias: number | null;
}

/** What one model says about each customer of a holdout. */
export interface HoldoutForecast {
  readonly expected: Float64Array;
  /** P(count = what happened). */
  readonly probability: Float64Array;
  /** Σ ln of those. */
  readonly logScore: number;
}

/** Expectations and predictive probabilities; equal (x, T) share their outlook. */
export function forecastHoldout(predictor: PurchasePredictor, { histories, actual, length }: Holdout): HoldoutForecast {
  const { frequency, recency, age } = histories;
  const n = actual.length;
  const [expected, probability] = [new Float64Array(n), new Float64Array(n)];
  const logScore = new CompensatedSum();
  const outlooks = perHistory((x, T) => {
    const outlook = predictor.outlook(x, T);
    return { expected: outlook.expected(length), pmf: outlook.pmf(length) };
  });
  for (let i = 0; i < n; i++) {
    const alive = predictor.probabilityAlive(frequency[i]!, recency[i]!, age[i]!);
    const outlook = outlooks(frequency[i]!, age[i]!);
    const y = actual[i]!;
    expected[i] = alive * outlook.expected;
    probability[i] = alive * (outlook.pmf[y] ?? 0) + (y === 0 ? 1 - alive : 0);
    // A count beyond the table has less than 1e-9 of probability; the score stays finite.
    logScore.add(Math.log(Math.max(probability[i]!, 1e-12)));
  }
  return { expected, probability, logScore: logScore.value };
}

export function countErrors(expected: ArrayLike<number>, actual: ArrayLike<number>): CountErrors {
  const sums = {
    actual: 0,
    predicted: new CompensatedSum(),
    absolute: new CompensatedSum(),
    squared: new CompensatedSum(),
  };
  const n = actual.length;
  for (let i = 0; i < n; i++) {
    const error = expected[i]! - actual[i]!;
    sums.actual += actual[i]!;
    sums.predicted.add(expected[i]!);
    sums.absolute.add(Math.abs(error));
    sums.squared.add(error * error);
  }
  return {
    customers: n,
    actual: sums.actual,
    predicted: sums.predicted.value,
    meanAbsoluteError: n > 0 ? sums.absolute.value / n : 0,
    rootMeanSquaredError: n > 0 ? Math.sqrt(sums.squared.value / n) : 0,
    bias: sums.actual > 0 ? sums.predicted.value / sums.actual - 1 : null,
  };
}
