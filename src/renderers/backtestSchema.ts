import type { Backtest, BacktestBand, BacktestErrors, BacktestValue } from '../domain/backtest.ts';
import { BEHAVIOURS } from '../domain/options.ts';
import {
  closed,
  DATE,
  documentOf,
  groundsOf,
  listOf,
  NUMBER,
  NUMBER_OR_NULL,
  objectOf,
  orNull,
  type Schema,
  SIZE,
  TEXT,
} from './schemaParts.ts';

/** JSON Schema of a backtest, or of why there is none. */
export function trackRecordSchema(): Schema {
  const tried = closed({ tried: { const: true }, ...backtestMembers() });
  return { oneOf: [tried, closed({ tried: { const: false }, why: TEXT })] };
}

/** JSON Schema of the `backtest` report. */
export function backtestReportSchema(): Schema {
  return documentOf('backtest', { ...groundsOf(), backtest: closed(backtestMembers()) });
}

type Members<T> = { readonly [K in keyof T & string]-?: Schema };

function backtestMembers(): Members<Backtest> {
  const errors: Members<BacktestErrors> = {
    actual: NUMBER,
    predicted: NUMBER,
    meanAbsoluteError: NUMBER,
    rootMeanSquaredError: NUMBER,
    bias: NUMBER_OR_NULL,
    spearman: NUMBER_OR_NULL,
    topDecileCapture: NUMBER_OR_NULL,
    logScore: NUMBER_OR_NULL,
  };
  const value = objectOf<BacktestValue>({
    actual: NUMBER,
    predicted: NUMBER,
    low: NUMBER,
    high: NUMBER,
    bias: NUMBER_OR_NULL,
  });
  return {
    trust: TEXT,
    behaviour: { enum: BEHAVIOURS },
    target: { enum: ['purchases', 'leaving'] },
    splitAt: DATE,
    endAt: DATE,
    days: SIZE,
    model: TEXT,
    seasonal: { type: 'boolean' },
    customers: SIZE,
    forecast: closed(errors),
    baselines: { type: 'array', items: closed({ name: TEXT, ...errors }) },
    calibration: listOf<BacktestBand>({ customers: SIZE, predicted: NUMBER, actual: NUMBER }),
    value: orNull(value),
    coverage: closed({ counts: NUMBER_OR_NULL, value: NUMBER_OR_NULL }),
  };
}
