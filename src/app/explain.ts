import type { ExplainReport } from '../domain/explainReport.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import { SCHEMA_VERSION } from '../domain/results.ts';
import { explainFields, explainSections } from '../renderers/explainSections.ts';
import { placeOf } from './customerNamed.ts';
import { gatesOf, judged } from './gates.ts';
import { metaOf } from './meta.ts';
import { readFiles } from './read.ts';
import { renderFindings } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';
import { resultTarget } from './score.ts';

export interface ExplainRequest extends ScoreRequest {
  /** Id of the customer. */
  readonly customer: string;
}

/** Every figure of one customer, from the rows it stands on to what would change it: the `explain` command. */
export async function explainCustomerOf(request: ExplainRequest): Promise<Response> {
  const gates = await gatesOf('explain', request);
  // Rows as they stand would show what pseudonyms hide.
  const wanted = request.read.pseudonymKey === null ? { trace: request.customer } : {};
  const read = await readFiles(request, wanted);
  if (read.refused !== null) return read.refused;
  const report = await explainReport(read.outcome, request);
  // A row of csv, tsv and ndjson is a formula.
  const view = { sections: sectionsOf(request), rows: report.formulas, fields: explainFields };
  const chunks = await renderFindings(report, request, view);
  return judged(report, gates, request, [...read.messages, { target: resultTarget(request.output), chunks }]);
}

function sectionsOf({ output }: ExplainRequest) {
  return (report: ExplainReport) => explainSections(report, output.top);
}

async function explainReport(outcome: ReadOutcome, request: ExplainRequest): Promise<ExplainReport> {
  const customer = placeOf(request.customer, outcome.dataset);
  request.onProgress?.({ step: 'scoring' });
  const { analyse } = await import('../engine/analyse.ts');
  const { explainCustomer } = await import('../engine/explain/explain.ts');
  const analysis = analyse(outcome.dataset, request.score);
  const onStep = (what: string) => request.onProgress?.({ step: `trying another ${what}` });
  return {
    schemaVersion: SCHEMA_VERSION,
    meta: metaOf('explain', outcome, request, { asOfDay: analysis.asOfDay, own: { customer: request.customer } }),
    assumptions: [...outcome.assumptions, ...analysis.assumptions],
    warnings: [...outcome.warnings, ...analysis.warnings],
    ...explainCustomer({ analysis, customer, traced: outcome.traced, onStep }),
  };
}
