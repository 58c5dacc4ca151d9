import type { Backtest, BacktestValue } from '../../domain/backtest.ts';

/** What the report tells (`domain/backtest.ts`), with days as numbers and money in minor units. */
export interface RevenueBacktest
  extends Pick<
    Backtest,
    'behaviour' | 'model' | 'seasonal' | 'customers' | 'forecast' | 'baselines' | 'calibration' | 'coverage'
  > {
  readonly splitDay: number;
  readonly endDay: number;
  readonly value: BacktestValue | null;
}
