import type { BacktestValue } from '../../domain/backtest.ts';
import { SeededRandom } from '../../foundation/random.ts';
import { calibrationBands, forecastErrors } from './backtestErrors.ts';
import type { Replay } from './backtestReplay.ts';
import type { RevenueBacktest } from './backtestReport.ts';
import { splitHistory } from './holdout.ts';
import { customerMargins } from './margin.ts';
import { forecastHoldout } from './models/evaluate.ts';
import { fitPurchases } from './models/fitPurchases.ts';
import { groupHistories } from './models/histories.ts';
import { NBD } from './models/nbd.ts';
import { INTERVAL_TAIL } from './outcome.ts';
import { isSeasonal } from './purchaseFit.ts';
import { purchasesBetween } from './purchases.ts';

type Split = ReturnType<typeof splitHistory>;

/** Purchases predicted for each customer known on the split day, beside those they made. */
export function backtestPurchases(replay: Replay): RevenueBacktest | null {
  const { input, splitDay, endDay, outcome } = replay;
  const split = splitHistory(input.dataset, input.grouping, { splitDay, endDay });
  if (split.rows.length === 0) return null;
  const predicted = Float64Array.from(split.rows, (row) => outcome.expectedPurchases.values[row]!);
  if (predicted.some(Number.isNaN)) return null;
  const actual = Float64Array.from(split.actual);
  const { counts, logScore } = countCoverage(replay, split);
  return {
    behaviour: 'transactional',
    ...{ splitDay, endDay },
    model: String(outcome.model['chosen']),
    seasonal: isSeasonal(outcome),
    customers: split.rows.length,
    forecast: forecastErrors(predicted, actual, logScore),
    baselines: baselines(replay, split, actual),
    calibration: calibrationBands(predicted, actual),
    ...valueErrors(replay, split, counts),
  };
}

/** Randomised PIT (Czado, Gneiting & Held 2009): u = F(y−1) + v·P(y) is uniform when the probabilities are right. */
function countCoverage({ input, outcome }: Replay, split: Split): { counts: number | null; logScore: number | null } {
  const { purchaseProbabilities } = outcome;
  if (purchaseProbabilities === null) return { counts: null, logScore: null };
  const random = new SeededRandom(input.options.seed);
  let [inside, logScore] = [0, 0];
  for (const [i, row] of split.rows.entries()) {
    const probabilities = purchaseProbabilities(row);
    const y = split.actual[i]!;
    let u = random.uniform() * (probabilities[y] ?? 0);
    for (let k = 0; k < Math.min(y, probabilities.length); k++) u += probabilities[k]!;
    if (u >= INTERVAL_TAIL && u <= 1 - INTERVAL_TAIL) inside++;
    logScore += Math.log(Math.max(probabilities[y] ?? 0, 1e-12));
  }
  return { counts: inside / split.rows.length, logScore };
}

/** What a forecast must beat: each customer's own pace, their last period again, and a gamma-Poisson nobody leaves. */
function baselines({ input, splitDay }: Replay, split: Split, actual: Float64Array) {
  const { frequency, age } = split.histories;
  const { length } = split;
  const pace = Float64Array.from(split.rows, (_, i) => (age[i]! > 0 ? (frequency[i]! / age[i]!) * length : 0));
  const afterDay = splitDay - length;
  const before = purchasesBetween(input.dataset, input.grouping, { afterDay, untilDay: splitDay });
  // The first purchase makes somebody a customer; only what came after it can come again.
  const again = Float64Array.from(split.rows, (row) =>
    Math.max(0, before.days[row]! - (split.before.firstDay[row]! > afterDay ? 1 : 0)),
  );
  const named = [
    { name: 'x/T', ...forecastErrors(pace, actual, null) },
    { name: 'last period', ...forecastErrors(again, actual, null) },
  ];
  const nbd = fitPurchases(NBD, groupHistories(split.histories), { keepPrior: false });
  if (nbd === null) return named;
  const { expected, logScore } = forecastHoldout(nbd.predictor, split);
  return [...named, { name: 'nbd', ...forecastErrors(expected, actual, logScore) }];
}

/** Margin spent after the split beside what was expected, in total and customer by customer. */
function valueErrors({ input, outcome }: Replay, split: Split, counts: number | null) {
  const { expected, low, high } = outcome.portfolio;
  if (expected.value === null || low.value === null || high.value === null) {
    return { value: null, coverage: { counts, value: null } };
  }
  const { fractions } = customerMargins(input.dataset, input.options);
  let [actual, inside] = [0, 0];
  for (const [i, row] of split.rows.entries()) {
    const spent = split.netMinor[i]! * fractions[row]!;
    actual += spent;
    if (spent >= outcome.low.values[row]! && spent <= outcome.high.values[row]!) inside++;
  }
  const bias = actual > 0 ? expected.value / actual - 1 : null;
  const value: BacktestValue = { actual, predicted: expected.value, low: low.value, high: high.value, bias };
  return { value, coverage: { counts, value: inside / split.rows.length } };
}
