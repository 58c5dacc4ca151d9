import type { ReadOutcome } from '../domain/reading.ts';
import { SCHEMA_VERSION } from '../domain/results.ts';
import type { SaveListCustomer, SaveListReport, SaveTerms } from '../domain/saveListReport.ts';
import { saveListFields, saveListSections } from '../renderers/saveListSections.ts';
import { gatesOf, judged } from './gates.ts';
import { metaOf } from './meta.ts';
import { readFiles } from './read.ts';
import { type ReportView, renderReport } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';
import { resultTarget } from './score.ts';

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
export async function saveListOfFiles(request: SaveListRequest): Promise<Response> {
  const gates = await gatesOf('save-list', request);
  const read = await readFiles(request);
  if (read.refused !== null) return read.refused;
  const report = await saveListReport(read.outcome, request);
  const chunks = await renderReport(report, request, VIEW);
  return judged(report, gates, request, [...read.messages, { target: resultTarget(request.output), chunks }]);
}

async function saveListReport(outcome: ReadOutcome, request: SaveListRequest): Promise<SaveListReport> {
  request.onProgress?.({ step: 'scoring' });
  const { analyse } = await import('../engine/analyse.ts');
  const engine = await import('../engine/reports/saveListReport.ts');
  const analysis = analyse(outcome.dataset, request.score);
  const { actionCosts, budget, maxCustomers } = request.terms;
  const own = { actionCost: actionCosts, budget, maxCustomers };
  const list = engine.saveListOf(analysis, request.terms);
  return {
    schemaVersion: SCHEMA_VERSION,
    meta: metaOf('save-list', outcome, request, { asOfDay: analysis.asOfDay, own }),
    assumptions: [...outcome.assumptions, ...analysis.assumptions, ...engine.saveListAssumptions(analysis)],
    warnings: [...outcome.warnings, ...analysis.warnings],
    saveList: engine.saveListFindings(list),
    customers: engine.saveListCustomers(list),
  };
}
