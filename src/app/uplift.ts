import type { ReadOutcome } from '../domain/reading.ts';
import { SCHEMA_VERSION } from '../domain/results.ts';
import type { CustomerUplift, UpliftReport } from '../domain/upliftReport.ts';
import type { CampaignTermsGiven } from '../engine/reports/campaignReport.ts';
import { upliftFields, upliftSections } from '../renderers/upliftSections.ts';
import { gatesOf, judged } from './gates.ts';
import { metaOf } from './meta.ts';
import { readFiles } from './read.ts';
import { type ReportView, renderReport } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';
import { resultTarget } from './score.ts';

export interface UpliftRequest extends ScoreRequest {
  readonly campaign: CampaignTermsGiven;
}

const VIEW: ReportView<UpliftReport, CustomerUplift, CustomerUplift> = {
  sections: upliftSections,
  rows: ({ customers }) => customers,
  fields: upliftFields,
  topForReading: 10,
  withCustomers: (report, customers) => ({ ...report, customers }),
};

/** What easier experience, or a randomised campaign, would keep: the `uplift` command. */
export async function upliftOfFiles(request: UpliftRequest): Promise<Response> {
  const gates = await gatesOf('uplift', request);
  const read = await readFiles(request);
  if (read.refused !== null) return read.refused;
  const report = await upliftReport(read.outcome, request);
  const chunks = await renderReport(report, request, VIEW);
  return judged(report, gates, request, [...read.messages, { target: resultTarget(request.output), chunks }]);
}

async function upliftReport(outcome: ReadOutcome, request: UpliftRequest): Promise<UpliftReport> {
  request.onProgress?.({ step: 'scoring' });
  const { analyse } = await import('../engine/analyse.ts');
  const { customerUplifts, upliftFindings } = await import('../engine/reports/upliftReport.ts');
  const analysis = analyse(outcome.dataset, request.score);
  return {
    schemaVersion: SCHEMA_VERSION,
    meta: metaOf('uplift', outcome, request, {
      asOfDay: analysis.asOfDay,
      own: { ...request.campaign, covariates: request.read.covariates },
    }),
    assumptions: [...outcome.assumptions, ...analysis.assumptions],
    warnings: [...outcome.warnings, ...analysis.warnings],
    uplift: upliftFindings(analysis, request.campaign),
    customers: customerUplifts(analysis),
  };
}
