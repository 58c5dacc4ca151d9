import type { EconomicsReport } from '../domain/economicsReport.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import { SCHEMA_VERSION } from '../domain/results.ts';
import { economicsFields, economicsRows, economicsSections } from '../renderers/economicsSections.ts';
import { gatesOf, judged } from './gates.ts';
import { warningMessages } from './messages.ts';
import { metaOf } from './meta.ts';
import { readFiles } from './read.ts';
import { renderFindings } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';
import { resultTarget } from './score.ts';

/** Acquisition against retention, and where the next euro goes: the `economics` command. */
export async function economicsOfFiles(request: ScoreRequest): Promise<Response> {
  const gates = await gatesOf('economics', request);
  const read = await readFiles(request);
  if (read.refused !== null) return read.refused;
  const report = await economicsReport(read.outcome, request);
  const target = resultTarget(request.output);
  const view = { sections: economicsSections, rows: economicsRows(report), fields: economicsFields };
  const outputs = [...read.messages, { target, chunks: await renderFindings(report, request, view) }];
  if (['csv', 'tsv', 'ndjson'].includes(request.output.format)) {
    outputs.push(...warningMessages(report.warnings, read.outcome.diagnostics, request.style));
  }
  return judged(report, gates, request, outputs);
}

async function economicsReport(outcome: ReadOutcome, request: ScoreRequest): Promise<EconomicsReport> {
  request.onProgress?.({ step: 'scoring' });
  const { analyse } = await import('../engine/analyse.ts');
  const { economicsOf } = await import('../engine/economics/economics.ts');
  const { AmountBook } = await import('../engine/amountBook.ts');
  const analysis = analyse(outcome.dataset, request.score);
  const book = new AmountBook();
  const economics = economicsOf(analysis, book, '');
  return {
    schemaVersion: SCHEMA_VERSION,
    meta: metaOf('economics', outcome, request, { asOfDay: analysis.asOfDay }),
    assumptions: [...outcome.assumptions, ...analysis.assumptions],
    warnings: [...outcome.warnings, ...analysis.warnings],
    economics,
    grades: book.grades,
    reasons: book.reasons,
  };
}
