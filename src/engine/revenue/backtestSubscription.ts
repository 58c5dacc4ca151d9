import type { BacktestValue } from '../../domain/backtest.ts';
import { STATUS } from '../../domain/features.ts';
import { addMonths } from '../../foundation/months.ts';
import { monthlyDiscounts } from '../horizon.ts';
import { calibrationBands, forecastErrors } from './backtestErrors.ts';
import type { Replay } from './backtestReplay.ts';
import type { RevenueBacktest } from './backtestReport.ts';
import { recurringPrice } from './recurringPrice.ts';
import { valueByGroup } from './valueByGroup.ts';

/** Subscribers here on the split day: the probability to have left by the end beside whether they had. */
export function backtestSubscription(replay: Replay): RevenueBacktest | null {
  const { input, splitDay, endDay, horizonMonths: months, lifecycle, outcome, byTenure } = replay;
  const rows = Array.from(lifecycle.status.keys()).filter(
    (row) =>
      lifecycle.status[row] === STATUS.active &&
      input.lifecycle.status[row] !== STATUS.unknown &&
      !Number.isNaN(outcome.survivalAt(row, months)),
  );
  if (rows.length === 0) return null;
  const leavingBy = (forecast: Replay['outcome']) =>
    Float64Array.from(rows, (row) => 1 - forecast.survivalAt(row, months));
  const predicted = leavingBy(outcome);
  const actual = Float64Array.from(rows, (row) => (input.lifecycle.status[row] === STATUS.churned ? 1 : 0));
  return {
    behaviour: 'subscription',
    ...{ splitDay, endDay },
    model: `${outcome.model['chosen']}${byTenure === null ? '' : ', own paths'}`,
    seasonal: false,
    customers: rows.length,
    forecast: errorsOf(predicted, actual),
    baselines: [
      ...(byTenure === null ? [] : [{ name: 'tenure alone', ...errorsOf(leavingBy(byTenure), actual) }]),
      constantRate(replay, rows, actual),
    ],
    calibration: calibrationBands(predicted, actual),
    ...keptMargin(replay, rows),
  };
}

/**
 * Margin kept beside what was expected: month by month, as long as a customer stayed, at the price of the month where the
 * log dates prices, else at the one price known.
 */
function keptMargin({ input, splitDay, horizonMonths, outcome }: Replay, rows: readonly number[]) {
  const judged = new Set(rows.filter((row) => !Number.isNaN(outcome.expected.values[row]!)));
  const [total] = valueByGroup(outcome, (row) => (judged.has(row) ? 'judged' : null));
  if (total === undefined || outcome.portfolio.expected.value === null) {
    return { value: null, coverage: { counts: null, value: null } };
  }
  const weights = monthlyDiscounts(horizonMonths, 0);
  const prices = recurringPrice(input.dataset, input.grouping, input.lifecycle.contracts ?? null);
  let [actual, inside] = [0, 0];
  for (const row of judged) {
    const monthly = outcome.monthlyMargin.values[row]!;
    const then = prices.at(row, splitDay);
    const leftOn = input.lifecycle.endDay[row]!;
    let kept = 0;
    for (const [k, weight] of weights.entries()) {
      const day = addMonths(splitDay, k);
      if (leftOn <= day) break;
      kept += weight * monthly * changeOf(prices.at(row, day), then);
    }
    actual += kept;
    // Half a cent either way is rounding.
    if (kept >= outcome.low.values[row]! - 0.5 && kept <= outcome.high.values[row]! + 0.5) inside++;
  }
  const { expectedMinor: predicted, lowMinor: low, highMinor: high } = total;
  const value: BacktestValue = { actual, predicted, low, high, bias: actual > 0 ? predicted / actual - 1 : null };
  return { value, coverage: { counts: null, value: inside / judged.size } };
}

/** A price as a multiple of an earlier one; 1 where one of them is not dated. */
function changeOf(price: number, then: number): number {
  return price >= 0 && then > 0 ? price / then : 1;
}

/** Everybody leaves at the rate of all customer-months before the split, whatever their tenure. */
function constantRate({ lifecycle, horizonMonths: months }: Replay, rows: readonly number[], actual: Float64Array) {
  let [left, exposure] = [0, 0];
  for (let row = 0; row < lifecycle.status.length; row++) {
    if (lifecycle.status[row] === STATUS.unknown || !(lifecycle.tenureMonths[row]! >= 0)) continue;
    exposure += lifecycle.tenureMonths[row]!;
    if (lifecycle.status[row] === STATUS.churned) left++;
  }
  const leave = exposure > 0 ? -Math.expm1((-left / exposure) * months) : 0;
  const predicted = new Float64Array(rows.length).fill(leave);
  return { name: 'constant rate', ...errorsOf(predicted, actual) };
}

function errorsOf(predicted: Float64Array, actual: Float64Array) {
  return forecastErrors(predicted, actual, bernoulliScore(predicted, actual));
}

function bernoulliScore(predicted: Float64Array, actual: Float64Array): number {
  return predicted.reduce((sum, p, i) => sum + Math.log(Math.max(actual[i] === 1 ? p : 1 - p, 1e-12)), 0);
}
