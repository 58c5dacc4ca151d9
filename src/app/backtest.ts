import type { BacktestReport } from '../domain/backtestReport.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import { isoDate } from '../foundation/days.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { backtestFields, backtestRows, backtestSections } from '../renderers/backtestSections.ts';
import { headOf, reportFromFiles } from './fromFiles.ts';
import { renderFindings } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';

export interface BacktestRequest extends ScoreRequest {
  /** Day on which the forecast is made; null: where the last third of the history begins. */
  readonly splitDay: number | null;
}

/** The forecast tried on the end of the user's own history: the `backtest` command. */
export function backtestFiles(request: BacktestRequest): Promise<Response> {
  return reportFromFiles('backtest', request, {
    make: (outcome) => backtestReport(outcome, request),
    render: (report) => {
      const view = { sections: backtestSections, rows: backtestRows(report), fields: backtestFields };
      return renderFindings(report, request, view);
    },
  });
}

async function backtestReport(outcome: ReadOutcome, request: BacktestRequest): Promise<BacktestReport | CxRoiError> {
  request.onProgress?.({ step: 'forecasting' });
  const engine = await import('../engine/backtest.ts');
  const { splitDay } = request;
  const { asOfDay, record, assumptions, warnings } = engine.backtest(outcome.dataset, request.score, splitDay);
  if (!record.tried) {
    return new CxRoiError('input_unsuitable', `no backtest: ${record.why}`, {
      hint: 'a backtest needs dated purchases, or subscribers with start and end dates, on both sides of --split',
    });
  }
  const { tried: _, ...backtest } = record;
  const own = { split: splitDay === null ? null : isoDate(splitDay) };
  return {
    ...headOf('backtest', outcome, request, { asOfDay, assumptions, warnings, own }),
    backtest,
  };
}
