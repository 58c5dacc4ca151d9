import type { ExplainReport, Formula } from '../domain/explainReport.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import { SCHEMA_VERSION } from '../domain/results.ts';
import { explainFields, explainSections } from '../renderers/explainSections.ts';
import { renderDocument, renderRows, renderRowsNdjson } from '../renderers/reportData.ts';
import { placeOf } from './customerNamed.ts';
import { gatesOf, judged } from './gates.ts';
import { metaOf } from './meta.ts';
import { readFiles } from './read.ts';
import type { Response, ScoreRequest } from './request.ts';
import { resultTarget } from './score.ts';

export interface ExplainRequest extends ScoreRequest {
  /** Id of the customer. */
  readonly customer: string;
}

/** Every figure of one customer, from the rows it stands on to what would change it: the `explain` command. */
export async function explainCustomerOf(request: ExplainRequest): Promise<Response> {
  const gates = await gatesOf('explain', request);
  const read = await readFiles(request, request.customer);
  if (read.refused !== null) return read.refused;
  const report = await explainReport(read.outcome, request);
  const chunks = await chunksOf(report, request);
  return judged(report, gates, request, [...read.messages, { target: resultTarget(request.output), chunks }]);
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

/** Rows of csv, tsv and ndjson are the formulas. */
async function chunksOf(report: ExplainReport, { output, style }: ExplainRequest): Promise<Iterable<string>> {
  const rows: readonly Formula[] = report.formulas;
  switch (output.format) {
    case 'json':
      return renderDocument(report);
    case 'ndjson':
      return renderRowsNdjson(rows);
    case 'csv':
    case 'tsv': {
      const separator = output.format === 'csv' ? ',' : '\t';
      return renderRows(rows, explainFields, { separator, raw: output.csvRaw });
    }
    default: {
      const { renderSections, renderSectionsMarkdown } = await import('../renderers/sections.ts');
      const sections = explainSections(report, output.top);
      return output.format === 'table' ? renderSections(sections, style) : renderSectionsMarkdown(sections);
    }
  }
}
