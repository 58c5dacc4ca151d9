import type { Backtest } from './backtest.ts';
import type { Assumption, Meta, SCHEMA_VERSION, Warning } from './results.ts';

/** What `cx-roi backtest` tells; names are a contract (docs/output.md). Money in currency units, dates ISO. */
export interface BacktestReport {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly meta: Meta;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
  readonly backtest: Backtest;
}
