import type { CompareReport, CustomerMovement } from '../domain/compareReport.ts';
import type { Progress, Source } from '../domain/reading.ts';
import { type InputSummary, SCHEMA_VERSION } from '../domain/results.ts';
import type { StoredPair, StoredResult } from '../domain/storedResult.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { compareFields, compareSections } from '../renderers/compareSections.ts';
import { renderMessage } from '../renderers/diagnostics.ts';
import { movementLine } from '../renderers/movementLine.ts';
import { gatesOf, judged } from './gates.ts';
import { resultOutputs } from './outputs.ts';
import { type ReportView, renderReport } from './reports.ts';
import type { Output, Response, ScoreRequest } from './request.ts';

export interface CompareRequest extends Pick<ScoreRequest, 'version' | 'output' | 'style'> {
  readonly before: Source;
  readonly after: Source;
  readonly onProgress?: (progress: Progress) => void;
}

/** Customers behind a movement, by figure, unless `--top` says. */
const TOP = 5;

const VIEW: ReportView<CompareReport, CustomerMovement, CustomerMovement> = {
  sections: compareSections,
  rows: ({ customers }) => customers,
  fields: compareFields,
  topForReading: TOP,
  withCustomers: (report, customers) => ({ ...report, customers }),
};

/** What moved between two results of `score --json`: the `compare` command. */
export async function compareFiles(request: CompareRequest): Promise<Response> {
  const gates = await gatesOf('compare', request);
  const { readResults } = await import('../readers/storedResult.ts');
  request.onProgress?.({ step: 'reading the results' });
  const pair = await readResults(request.before, request.after);
  refuseOtherMoney(pair);
  const report = await compareReport(pair, request);
  const chunks = await renderReport(report, request, VIEW);
  const outputs = resultOutputs({ chunks, warnings: report.warnings }, [], request);
  return judged(report, gates, request, [...outputs, ...lineOnMovement(report, request)]);
}

/** What moved in one line on standard error, unless the report itself is there to be read. */
function lineOnMovement(report: CompareReport, { output, style }: CompareRequest): Output[] {
  const isRead = output.file === null && ['table', 'markdown'].includes(output.format);
  if (isRead || style.messages.quiet) return [];
  const line = { code: 'moved', severity: 'note', message: movementLine(report) } as const;
  return [{ target: { kind: 'stderr' }, chunks: [renderMessage(line, style.messages)] }];
}

async function compareReport(pair: StoredPair, { version, output }: CompareRequest): Promise<CompareReport> {
  const { compareResults } = await import('../engine/compare/compare.ts');
  const { asOf, currency, horizonMonths, seed } = pair.after.meta;
  const inputs = [pair.before, pair.after].map(inputOf);
  return {
    schemaVersion: SCHEMA_VERSION,
    meta: {
      ...{ program: 'cx-roi', version, command: 'compare', asOf, currency, horizonMonths, seed },
      ...{ options: { top: output.top }, inputs },
    },
    assumptions: [],
    ...compareResults(pair, output.top ?? TOP),
  };
}

function inputOf({ file, sha256, customers: { count } }: StoredResult): InputSummary {
  const rows = { read: count, used: count, skipped: 0 };
  return {
    file,
    sha256,
    kind: 'result',
    preset: null,
    engine: 'json',
    engineBecause: 'it is a result',
    rows,
    cellsRejected: 0,
    customers: null,
  };
}

function refuseOtherMoney({ before, after }: StoredPair): void {
  const [then, now] = [before.meta.currency, after.meta.currency];
  if (then === now) return;
  const words = (currency: string | null) => currency ?? 'a currency that is not stated';
  throw new CxRoiError(
    'input_unsuitable',
    `the results are in ${words(then)} and ${words(now)}: they cannot be compared`,
    {
      hint: 'score both in one currency (--currency says it where the files do not)',
    },
  );
}
