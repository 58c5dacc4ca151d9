import type { BacktestBand, BacktestErrors } from '../../domain/backtest.ts';
import { spearman } from '../../math/ranks.ts';
import { countErrors } from './models/evaluate.ts';

const CALIBRATION_BANDS = 10;

export function forecastErrors(predicted: Float64Array, actual: Float64Array, logScore: number | null): BacktestErrors {
  const { customers: _, ...errors } = countErrors(predicted, actual);
  return {
    ...errors,
    spearman: spearman(predicted, actual)?.rho ?? null,
    topDecileCapture: topDecileCapture(predicted, actual),
    logScore,
  };
}

/** Customers by prediction, highest first; ties by row, which is the order of ids. */
function byPrediction(predicted: Float64Array): Int32Array {
  return Int32Array.from(predicted.keys()).sort((a, b) => predicted[b]! - predicted[a]! || a - b);
}

function topDecileCapture(predicted: Float64Array, actual: Float64Array): number | null {
  const total = actual.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return null;
  const top = byPrediction(predicted).subarray(0, Math.ceil(predicted.length / 10));
  return top.reduce((sum, row) => sum + actual[row]!, 0) / total;
}

/** Ten bands of equally many customers by prediction, lowest first; fewer where customers are. */
export function calibrationBands(predicted: Float64Array, actual: Float64Array): BacktestBand[] {
  const rows = byPrediction(predicted).reverse();
  const bands = Math.min(CALIBRATION_BANDS, rows.length);
  return Array.from({ length: bands }, (_, band) => {
    const members = rows.subarray(
      Math.floor((band * rows.length) / bands),
      Math.floor(((band + 1) * rows.length) / bands),
    );
    const mean = (values: Float64Array) => members.reduce((sum, row) => sum + values[row]!, 0) / members.length;
    return { customers: members.length, predicted: mean(predicted), actual: mean(actual) };
  });
}
