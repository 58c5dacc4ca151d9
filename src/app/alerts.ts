import type { AlertsReport, EarlierAlerts } from '../domain/alertsReport.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import { alertFields, alertsSections } from '../renderers/alertsSections.ts';
import { renderReportJson, renderRowsNdjson } from '../renderers/reportData.ts';
import { headOf, reportFromFiles } from './fromFiles.ts';
import { firstRows, renderAs } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';

export interface AlertsRequest extends ScoreRequest {
  /** An earlier result to hold this one against. */
  readonly since: { readonly file: string; readonly text: string } | null;
}

const TOP_FOR_READING = 10;

/** Customers at risk and most engaged, each with evidence and money: the `alerts` command. */
export async function alertsOfFiles(request: AlertsRequest): Promise<Response> {
  const earlier = await earlierAlerts(request);
  return reportFromFiles('alerts', request, {
    make: (outcome) => alertsReport(outcome, request, earlier),
    render: (report) => renderAlerts(report, request),
  });
}

/** Read before the files: a result that cannot be compared is told at once. */
async function earlierAlerts({ since }: AlertsRequest): Promise<EarlierAlerts | null> {
  if (since === null) return null;
  const { readEarlierAlerts } = await import('../readers/earlierAlerts.ts');
  return readEarlierAlerts(since.text, since.file);
}

async function alertsReport(
  outcome: ReadOutcome,
  request: AlertsRequest,
  earlier: EarlierAlerts | null,
): Promise<AlertsReport> {
  request.onProgress?.({ step: 'scoring' });
  const { analyse } = await import('../engine/analyse.ts');
  const { alertFindings } = await import('../engine/reports/alertsReport.ts');
  const analysis = analyse(outcome.dataset, request.score);
  const own = { since: request.since?.file ?? null };
  return {
    ...headOf('alerts', outcome, request, { ...analysis, own }),
    ...alertFindings(analysis, earlier),
  };
}

/** `--top` counts alerts: of all for programs, of each group where people read. */
function renderAlerts(report: AlertsReport, request: AlertsRequest): Promise<Iterable<string>> {
  const { alerts: all, ...head } = report;
  const { top } = request.output;
  const alerts = firstRows(all, top);
  const withGone = () => [...alerts, ...report.gone];
  return renderAs(request, {
    json: () => renderReportJson(head, 'alerts', alerts),
    ndjson: () => renderRowsNdjson(withGone()),
    rows: withGone,
    fields: alertFields,
    sections: () => alertsSections(report, top ?? TOP_FOR_READING),
  });
}
