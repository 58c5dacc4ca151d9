import { backtestFiles } from '../../app/backtest.ts';
import type { Invocation } from '../invocation.ts';
import { runReport } from '../runReport.ts';
import { day } from '../values.ts';

export function runBacktest(invocation: Invocation): Promise<number> {
  const splitDay = invocation.settings.read('split', day, 'a date, written 2024-12-31');
  return runReport('backtest', invocation, (request) => backtestFiles({ ...request, splitDay }));
}
