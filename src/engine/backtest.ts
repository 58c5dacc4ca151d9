import type { TrackRecord } from '../domain/backtest.ts';
import type { Dataset } from '../domain/dataset.ts';
import type { ScoreOptions } from '../domain/options.ts';
import type { Assumption, Warning } from '../domain/results.ts';
import { modelWarnings } from './conventions.ts';
import { prepare } from './prepare.ts';
import { backtestOf } from './reports/backtest.ts';
import { customerMargins } from './revenue/margin.ts';

export interface BacktestResult {
  readonly asOfDay: number | null;
  readonly record: TrackRecord;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
}

/** The forecasts of a dataset tried on the end of its own history, from the split day on (null: its last third). */
export function backtest(dataset: Dataset, options: ScoreOptions, splitDay: number | null): BacktestResult {
  const ground = prepare(dataset, options);
  const record = backtestOf(ground, splitDay);
  const hasMoney = record.tried && record.value !== null;
  return {
    asOfDay: ground.asOfDay,
    record,
    assumptions: hasMoney ? customerMargins(dataset, options).assumptions : [],
    warnings: [...ground.warnings, ...(record.tried ? modelWarnings(options, record.model) : [])],
  };
}
