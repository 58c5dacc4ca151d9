import { STATUS } from '../../domain/features.ts';
import { DAYS_PER_MONTH } from '../../foundation/days.ts';
import { calibrationBands, forecastErrors } from './backtestErrors.ts';
import type { Replay } from './backtestReplay.ts';
import type { RevenueBacktest } from './backtestReport.ts';

/** Subscribers here on the split day: the probability to have left by the end beside whether they had. */
export function backtestSubscription({ input, splitDay, endDay, lifecycle, outcome }: Replay): RevenueBacktest | null {
  const months = (endDay - splitDay) / DAYS_PER_MONTH;
  const rows = Array.from(lifecycle.status.keys()).filter(
    (row) =>
      lifecycle.status[row] === STATUS.active &&
      input.lifecycle.status[row] !== STATUS.unknown &&
      !Number.isNaN(outcome.survivalAt(row, months)),
  );
  if (rows.length === 0) return null;
  const predicted = Float64Array.from(rows, (row) => 1 - outcome.survivalAt(row, months));
  const actual = Float64Array.from(rows, (row) => (input.lifecycle.status[row] === STATUS.churned ? 1 : 0));
  return {
    behaviour: 'subscription',
    ...{ splitDay, endDay },
    model: String(outcome.model['chosen']),
    customers: rows.length,
    forecast: forecastErrors(predicted, actual, bernoulliScore(predicted, actual)),
    baselines: [constantRate({ input, splitDay, endDay, lifecycle, outcome }, rows, actual)],
    calibration: calibrationBands(predicted, actual),
    value: null,
    coverage: { counts: null, value: null },
  };
}

/** Everybody leaves at the rate of all customer-months before the split, whatever their tenure. */
function constantRate({ lifecycle, splitDay, endDay }: Replay, rows: readonly number[], actual: Float64Array) {
  let [left, exposure] = [0, 0];
  for (let row = 0; row < lifecycle.status.length; row++) {
    if (lifecycle.status[row] === STATUS.unknown || !(lifecycle.tenureMonths[row]! >= 0)) continue;
    exposure += lifecycle.tenureMonths[row]!;
    if (lifecycle.status[row] === STATUS.churned) left++;
  }
  const months = (endDay - splitDay) / DAYS_PER_MONTH;
  const leave = exposure > 0 ? -Math.expm1((-left / exposure) * months) : 0;
  const predicted = new Float64Array(rows.length).fill(leave);
  return { name: 'constant rate', ...forecastErrors(predicted, actual, bernoulliScore(predicted, actual)) };
}

function bernoulliScore(predicted: Float64Array, actual: Float64Array): number {
  return predicted.reduce((sum, p, i) => sum + Math.log(Math.max(actual[i] === 1 ? p : 1 - p, 1e-12)), 0);
}
