import type { ExplainReport } from '../domain/explainReport.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import { explainFields, explainSections } from '../renderers/explainSections.ts';
import { placeOf } from './customerNamed.ts';
import { headOf, reportFromFiles } from './fromFiles.ts';
import { renderFindings } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';

export interface ExplainRequest extends ScoreRequest {
  /** Id of the customer. */
  readonly customer: string;
}

/** Every figure of one customer, from the rows it stands on to what would change it: the `explain` command. */
export function explainCustomerOf(request: ExplainRequest): Promise<Response> {
  return reportFromFiles('explain', request, {
    make: (outcome) => explainReport(outcome, request),
    // A row of csv, tsv and ndjson is a formula.
    render: (report) =>
      renderFindings(report, request, { sections: sectionsOf(request), rows: report.formulas, fields: explainFields }),
    // Rows as they stand would show what pseudonyms hide.
    trace: request.read.pseudonymKey === null ? request.customer : undefined,
  });
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
    ...headOf('explain', outcome, request, { ...analysis, own: { customer: request.customer } }),
    ...explainCustomer({ analysis, customer, traced: outcome.traced, onStep }),
  };
}
