import type { ReadOutcome } from '../domain/reading.ts';
import type { SaveListCustomer, SaveListReport, SaveTerms } from '../domain/saveListReport.ts';
import { saveListFields, saveListSections } from '../renderers/saveListSections.ts';
import { headOf, reportFromFiles } from './fromFiles.ts';
import { type ReportView, renderReport } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';

export interface SaveListRequest extends ScoreRequest {
  readonly terms: SaveTerms;
}

const VIEW: ReportView<SaveListReport, SaveListCustomer, SaveListCustomer> = {
  sections: saveListSections,
  rows: ({ customers }) => customers,
  fields: saveListFields,
  topForReading: 10,
  withCustomers: (report, customers) => ({ ...report, customers }),
};

/** Whom to call first, and how much that call may cost: the `save-list` command. */
export function saveListOfFiles(request: SaveListRequest): Promise<Response> {
  return reportFromFiles('save-list', request, {
    make: (outcome) => saveListReport(outcome, request),
    render: (report) => renderReport(report, request, VIEW),
  });
}

async function saveListReport(outcome: ReadOutcome, request: SaveListRequest): Promise<SaveListReport> {
  request.onProgress?.({ step: 'scoring' });
  const { analyse } = await import('../engine/analyse.ts');
  const engine = await import('../engine/reports/saveListReport.ts');
  const analysis = analyse(outcome.dataset, request.score);
  const { actionCosts, budget, maxCustomers } = request.terms;
  const own = { actionCost: actionCosts, budget, maxCustomers };
  const assumptions = [...analysis.assumptions, ...engine.saveListAssumptions(analysis)];
  const list = engine.saveListOf(analysis, request.terms);
  return {
    ...headOf('save-list', outcome, request, { ...analysis, assumptions, own }),
    saveList: engine.saveListFindings(list),
    customers: engine.saveListCustomers(list),
  };
}
