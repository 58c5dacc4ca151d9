import type { CustomerEffort, EffortReport, ReceiptRow } from '../domain/effortReport.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import { effortSections, receiptFields } from '../renderers/effortSections.ts';
import { placeOf } from './customerNamed.ts';
import { headOf, reportFromFiles } from './fromFiles.ts';
import { type ReportView, renderReport } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';

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
export function effortOfFiles(request: EffortRequest): Promise<Response> {
  return reportFromFiles('effort', request, {
    make: (outcome) => effortReport(outcome, request),
    render: (report) => renderReport(report, request, VIEW),
  });
}

async function effortReport(outcome: ReadOutcome, request: EffortRequest): Promise<EffortReport> {
  request.onProgress?.({ step: 'scoring' });
  const { analyse } = await import('../engine/analyse.ts');
  const { customerEfforts, effortFindings } = await import('../engine/reports/effortReport.ts');
  const named = request.customers.length === 0 ? null : request.customers.map((id) => placeOf(id, outcome.dataset));
  const analysis = analyse(outcome.dataset, request.score);
  const own = { customer: request.customers };
  return {
    ...headOf('effort', outcome, request, { ...analysis, own }),
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
