import type { BacktestErrors } from '../../domain/backtest.ts';
import { isoDate } from '../../foundation/days.ts';
import { percentInWords, plainNumber } from '../../foundation/words.ts';
import type { RevenueBacktest } from '../revenue/backtestReport.ts';

/** Below this many purchases or leavers after the split, chance decides how good a forecast looks. */
export const MIN_EVENTS = 30;
/** A total this close counts as met; so does one that chance alone explains. */
const CLOSE_TOTAL = 0.1;
/** Normal deviate of a 90% interval: counts of independent events scatter by about their square root. */
const CHANCE = 1.645;
/**
 * Customers are told apart when purchases and predictions rank alike, or when the tenth at most risk holds many leavers,
 * and more of them than chance puts there.
 */
const RANKS_ALIKE = 0.3;
const CAPTURES = 0.15;
const TENTH = 0.1;
/** Log scores this close are no evidence. */
const SAME_SCORE = 0.5;

/** How far the forecasts can be trusted, in one sentence. */
export function trustInWords(backtest: RevenueBacktest): string {
  const { forecast } = backtest;
  if (forecast.actual < MIN_EVENTS) {
    return `Too little happened after the split to say how far the forecast can be trusted: ${outcomeInWords(backtest)}.`;
  }
  return `${leadOf(backtest)}: ${outcomeInWords(backtest)}${moneyInWords(backtest)}${rivalInWords(backtest)}.`;
}

function leadOf(backtest: RevenueBacktest): string {
  const { forecast } = backtest;
  const total = meetsTotal(forecast);
  const ranks = tellsApart(backtest);
  const { whole, butMoney } = wholeInWords(backtest);
  if (total && ranks) return `The forecast can be trusted for ${whole} and for telling customers apart${butMoney}`;
  if (total) return `The forecast can be trusted for ${whole}, hardly for telling customers apart${butMoney}`;
  const off = forecast.bias === null ? '' : ` (it was ${percentInWords(Math.abs(forecast.bias))} off)`;
  if (ranks) return `The forecast can be trusted for telling customers apart, not for ${whole}${off}`;
  return `The forecast can be trusted neither for ${whole}${off} nor for telling customers apart`;
}

/** What a met count stands for: the total, unless the money went another way. */
function wholeInWords(backtest: RevenueBacktest): { readonly whole: string; readonly butMoney: string } {
  if (backtest.behaviour === 'subscription') return { whole: 'how many leave', butMoney: '' };
  if (!meetsTotal(backtest.forecast) || meetsValue(backtest)) return { whole: 'the total', butMoney: '' };
  return { whole: 'how many purchases are made', butMoney: ', not for what they are worth' };
}

/** Whether the money came as foreseen: within its interval, or close to it; where no money is forecast, the count. */
export function meetsValue({ value, forecast }: Pick<RevenueBacktest, 'value' | 'forecast'>): boolean {
  if (value === null) return meetsTotal(forecast);
  const inside = value.actual >= value.low && value.actual <= value.high;
  return inside || (value.bias !== null && Math.abs(value.bias) <= CLOSE_TOTAL);
}

function meetsTotal({ actual, predicted, bias }: Pick<BacktestErrors, 'actual' | 'predicted' | 'bias'>): boolean {
  const byChance = Math.abs(predicted - actual) <= CHANCE * Math.sqrt(actual);
  return byChance || (bias !== null && Math.abs(bias) <= CLOSE_TOTAL);
}

function tellsApart({ behaviour, forecast }: RevenueBacktest): boolean {
  if (behaviour === 'subscription') {
    const byChance = TENTH + CHANCE * Math.sqrt((TENTH * (1 - TENTH)) / forecast.actual);
    return (forecast.topDecileCapture ?? 0) >= Math.max(CAPTURES, byChance);
  }
  return (forecast.spearman ?? 0) >= RANKS_ALIKE;
}

function outcomeInWords({ behaviour, splitDay, endDay, forecast }: RevenueBacktest): string {
  const [things, happened] = behaviour === 'subscription' ? ['customers leaving', 'left'] : ['purchases', 'were made'];
  const when = `in the ${endDay - splitDay} days after ${isoDate(splitDay)}`;
  return `${plainNumber(Math.round(forecast.predicted))} ${things} foreseen ${when}, ${plainNumber(forecast.actual)} ${happened}`;
}

/** What the money did, which few leavers or purchases may leave all but untouched. */
function moneyInWords({ behaviour, value }: RevenueBacktest): string {
  if (value === null || !(value.predicted > 0)) return '';
  const more = value.actual / value.predicted - 1;
  const by =
    Math.abs(more) < 0.0005 ? 'as much as' : `${percentInWords(Math.abs(more))} ${more > 0 ? 'more' : 'less'} than`;
  return behaviour === 'subscription' ? `; those here then brought ${by} foreseen` : `, worth ${by} foreseen`;
}

/** The simplest way to do as well or better, which is worth more than any praise. */
function rivalInWords(backtest: RevenueBacktest): string {
  const { forecast, baselines } = backtest;
  const rival = baselines
    .filter((baseline) => asGood(baseline, forecast))
    .sort((a, b) => a.rootMeanSquaredError - b.rootMeanSquaredError)[0];
  if (rival === undefined) return '';
  // One rate for everybody tells nobody apart: it can only be as good at how likely leaving is.
  if (rival.name === 'constant rate' && tellsApart(backtest)) {
    return '; how likely each of them was to leave, one rate for everybody would have told as well';
  }
  return `; ${BASELINE_WORDS[rival.name] ?? rival.name} would have done as well`;
}

/** By the log score where both have one, else by the error that a mean is meant to keep small. */
function asGood(baseline: BacktestErrors, forecast: BacktestErrors): boolean {
  if (baseline.logScore !== null && forecast.logScore !== null) {
    return baseline.logScore >= forecast.logScore - SAME_SCORE;
  }
  return baseline.rootMeanSquaredError <= forecast.rootMeanSquaredError;
}

const BASELINE_WORDS: Readonly<Record<string, string>> = {
  'x/T': 'going on at each customer’s own pace',
  'last period': 'each customer’s last period again',
  nbd: 'a model in which nobody leaves',
  'tenure alone': 'the curve of all of equal tenure',
  'constant rate': 'one rate of leaving for everybody',
};
