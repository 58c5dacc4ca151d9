import type { ReadOutcome } from '../domain/reading.ts';
import { type Assumption, type Meta, SCHEMA_VERSION, type Warning } from '../domain/results.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { gatesOf, judged } from './gates.ts';
import { errorMessage } from './messages.ts';
import { metaOf } from './meta.ts';
import { resultOutputs } from './outputs.ts';
import { readFiles } from './read.ts';
import type { Output, Response, ScoreRequest } from './request.ts';
import type { SchemaName } from './schemas.ts';

/** What one command makes of files. */
export interface Making<R> {
  /** An error of what was read comes back rather than thrown, so that what reading had to say is said before it. */
  readonly make: (outcome: ReadOutcome) => Promise<R | CxRoiError>;
  readonly render: (report: R) => Promise<Output['chunks']>;
  /** Files beside the result. */
  readonly beside?: (report: R) => Promise<readonly Output[]>;
  /** A customer whose rows are noted. */
  readonly trace?: string | undefined;
}

/** Every report's way from files: gates before anything is opened, reading, the report, its text, and the gates on it. */
export async function reportFromFiles<R extends { readonly warnings: readonly Warning[] }>(
  command: SchemaName,
  request: ScoreRequest,
  { make, render, beside, trace }: Making<R>,
): Promise<Response> {
  const gates = await gatesOf(command, request);
  const read = await readFiles(request, trace);
  if (read.refused !== null) return read.refused;
  const report = await make(read.outcome);
  if (report instanceof CxRoiError) {
    const outputs = [...read.messages, errorMessage(report, request.style.messages)];
    return { outputs, exitCode: report.exitCode };
  }
  const result = { chunks: await render(report), warnings: report.warnings };
  const outputs = resultOutputs(result, read.outcome.diagnostics, request);
  const files = (await beside?.(report)) ?? [];
  return judged(report, gates, request, [...read.messages, ...outputs, ...files]);
}

/** What was found before the report's own part. */
interface Found {
  readonly asOfDay: number | null;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
  /** Options that only this command has. */
  readonly own?: Readonly<Record<string, unknown>>;
}

interface Head {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly meta: Meta;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
}

/** What every report begins with: where it comes from, and what reading and scoring must own up to. */
export function headOf(command: string, outcome: ReadOutcome, request: ScoreRequest, found: Found): Head {
  const { asOfDay, assumptions, warnings, own } = found;

  return {
    schemaVersion: SCHEMA_VERSION,
    meta: metaOf(command, outcome, request, { asOfDay, ...(own && { own }) }),
    assumptions: [...outcome.assumptions, ...assumptions],
    warnings: [...outcome.warnings, ...warnings],
  };
}
