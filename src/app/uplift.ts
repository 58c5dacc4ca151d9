import type { ReadOutcome } from '../domain/reading.ts';
import type { CustomerUplift, UpliftReport } from '../domain/upliftReport.ts';
import type { CampaignTermsGiven } from '../engine/reports/campaignReport.ts';
import { upliftFields, upliftSections } from '../renderers/upliftSections.ts';
import { headOf, reportFromFiles } from './fromFiles.ts';
import { type ReportView, renderReport } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';

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
export function upliftOfFiles(request: UpliftRequest): Promise<Response> {
  return reportFromFiles('uplift', request, {
    make: (outcome) => upliftReport(outcome, request),
    render: (report) => renderReport(report, request, VIEW),
  });
}

async function upliftReport(outcome: ReadOutcome, request: UpliftRequest): Promise<UpliftReport> {
  request.onProgress?.({ step: 'scoring' });
  const { analyse } = await import('../engine/analyse.ts');
  const { customerUplifts, upliftFindings } = await import('../engine/reports/upliftReport.ts');
  const analysis = analyse(outcome.dataset, request.score);
  const own = { ...request.campaign, covariates: request.read.covariates };
  return {
    ...headOf('uplift', outcome, request, { ...analysis, own }),
    uplift: upliftFindings(analysis, request.campaign),
    customers: customerUplifts(analysis),
  };
}
