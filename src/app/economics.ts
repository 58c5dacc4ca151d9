import type { EconomicsReport } from '../domain/economicsReport.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import { economicsFields, economicsRows, economicsSections } from '../renderers/economicsSections.ts';
import { headOf, reportFromFiles } from './fromFiles.ts';
import { renderFindings } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';

/** Acquisition against retention, and where the next euro goes: the `economics` command. */
export function economicsOfFiles(request: ScoreRequest): Promise<Response> {
  return reportFromFiles('economics', request, {
    make: (outcome) => economicsReport(outcome, request),
    render: (report) => {
      const view = { sections: economicsSections, rows: economicsRows(report), fields: economicsFields };
      return renderFindings(report, request, view);
    },
  });
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
    ...headOf('economics', outcome, request, analysis),
    economics,
    grades: book.grades,
    reasons: book.reasons,
  };
}
