import type { BacktestReport } from '../domain/backtestReport.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import { SCHEMA_VERSION } from '../domain/results.ts';
import { isoDate } from '../foundation/days.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { backtestFields, backtestRows, backtestSections } from '../renderers/backtestSections.ts';
import { gatesOf, judged } from './gates.ts';
import { errorMessage, warningMessages } from './messages.ts';
import { metaOf } from './meta.ts';
import { readFiles } from './read.ts';
import { renderFindings } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';
import { resultTarget } from './score.ts';

export interface BacktestRequest extends ScoreRequest {
  /** Day on which the forecast is made; null: where the last third of the history begins. */
  readonly splitDay: number | null;
}

/** The forecast tried on the end of the user's own history: the `backtest` command. */
export async function backtestFiles(request: BacktestRequest): Promise<Response> {
  const gates = await gatesOf('backtest', request);
  const read = await readFiles(request);
  if (read.refused !== null) return read.refused;
  const report = await backtestReport(read.outcome, request);
  if (report instanceof CxRoiError) {
    const outputs = [...read.messages, errorMessage(report, request.style.messages)];
    return { outputs, exitCode: report.exitCode };
  }
  const target = resultTarget(request.output);
  const view = { sections: backtestSections, rows: backtestRows(report), fields: backtestFields };
  const outputs = [...read.messages, { target, chunks: await renderFindings(report, request, view) }];
  if (['csv', 'tsv', 'ndjson'].includes(request.output.format)) {
    outputs.push(...warningMessages(report.warnings, read.outcome.diagnostics, request.style));
  }
  return judged(report, gates, request, outputs);
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
    schemaVersion: SCHEMA_VERSION,
    meta: metaOf('backtest', outcome, request, { asOfDay, own }),
    assumptions: [...outcome.assumptions, ...assumptions],
    warnings: [...outcome.warnings, ...warnings],
    backtest,
  };
}
