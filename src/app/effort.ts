import type { CustomerEffort, EffortReport, ReceiptRow } from '../domain/effortReport.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import { SCHEMA_VERSION } from '../domain/results.ts';
import { effortSections, receiptFields } from '../renderers/effortSections.ts';
import { placeOf } from './customerNamed.ts';
import { gatesOf, judged } from './gates.ts';
import { metaOf } from './meta.ts';
import { readFiles } from './read.ts';
import { type ReportView, renderReport } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';
import { resultTarget } from './score.ts';

export interface EffortRequest extends ScoreRequest {
  /** Only these customers; empty: all. */
  readonly customers: readonly string[];
}

interface ReceiptOf {
  readonly customer: CustomerEffort;
  /** Null for a customer without one. */
  readonly receipt: ReceiptRow | null;
}

const VIEW: ReportView<EffortReport, CustomerEffort, ReceiptOf> = {
  sections: effortSections,
  rows: receiptsOf,
  fields: receiptFields,
  topForReading: 5,
  withCustomers: (report, customers) => ({ ...report, customers }),
};

/** Where effort arises, whom it hits and whether it drives them away: the `effort` command. */
export async function effortOfFiles(request: EffortRequest): Promise<Response> {
  const gates = await gatesOf('effort', request);
  const read = await readFiles(request);
  if (read.refused !== null) return read.refused;
  const report = await effortReport(read.outcome, request);
  const chunks = await renderReport(report, request, VIEW);
  return judged(report, gates, request, [...read.messages, { target: resultTarget(request.output), chunks }]);
}

async function effortReport(outcome: ReadOutcome, request: EffortRequest): Promise<EffortReport> {
  request.onProgress?.({ step: 'scoring' });
  const { analyse } = await import('../engine/analyse.ts');
  const { customerEfforts, effortFindings } = await import('../engine/reports/effortReport.ts');
  const named = request.customers.length === 0 ? null : request.customers.map((id) => placeOf(id, outcome.dataset));
  const analysis = analyse(outcome.dataset, request.score);
  const own = { customer: request.customers };
  return {
    schemaVersion: SCHEMA_VERSION,
    meta: metaOf('effort', outcome, request, { asOfDay: analysis.asOfDay, own }),
    assumptions: [...outcome.assumptions, ...analysis.assumptions],
    warnings: [...outcome.warnings, ...analysis.warnings],
    effort: effortFindings(analysis),
    customers: customerEfforts(analysis, named),
  };
}

function* receiptsOf({ customers }: EffortReport): Iterable<ReceiptOf> {
  for (const customer of customers) {
    if (customer.receipts.length === 0) yield { customer, receipt: null };
    for (const receipt of customer.receipts) yield { customer, receipt };
  }
}
