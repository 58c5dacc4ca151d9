import type { ReadOutcome } from '../domain/reading.ts';
import { type EngineResult, type Meta, SCHEMA_VERSION, type ScoreResult, type Warning } from '../domain/results.ts';
import type { Diagnostic } from '../foundation/diagnostics.ts';
import { parseFilter, resolveFields, resolveSort } from '../renderers/select.ts';
import { gatesOf, judged } from './gates.ts';
import { warningMessages } from './messages.ts';
import { metaOf } from './meta.ts';
import { readFiles } from './read.ts';
import { renderResult } from './render.ts';
import type { Format, Output, OutputOptions, Response, ScoreRequest, Target } from './request.ts';

/** Formats that hold customers only: what else there is to say goes to standard error. */
const CUSTOMERS_ONLY: readonly Format[] = ['csv', 'tsv', 'ndjson', 'parquet'];

/** Reads the files, scores the customers and writes the result: the `score` command. */
export async function scoreFiles(request: ScoreRequest): Promise<Response> {
  checkNames(request.output);
  const gates = await gatesOf('score', request);
  const read = await readFiles(request);
  if (read.refused !== null) return read.refused;
  const result = await score(read.outcome, request);
  return judged(result, gates, request, [
    ...read.messages,
    ...(await resultOutputs(result, read.outcome.diagnostics, request)),
  ]);
}

async function resultOutputs(
  result: ScoreResult,
  said: readonly Diagnostic[],
  request: ScoreRequest,
): Promise<Output[]> {
  const { output, style } = request;
  const outputs: Output[] = [{ target: resultTarget(output), chunks: await renderResult(result, request) }];
  if (CUSTOMERS_ONLY.includes(output.format)) outputs.push(...warningMessages(result.warnings, said, style));
  if (output.summaryFile !== null) {
    const { renderSummary } = await import('../renderers/json.ts');
    outputs.push({ target: { kind: 'file', path: output.summaryFile }, chunks: renderSummary(result) });
  }
  return outputs;
}

/** A misspelt field is told before a large file is read. */
function checkNames({ fields, sort, filters }: OutputOptions): void {
  if (fields !== null) resolveFields(fields);
  if (sort !== null) resolveSort(sort);
  for (const filter of filters) parseFilter(filter);
}

async function score(outcome: ReadOutcome, request: ScoreRequest): Promise<ScoreResult> {
  const onStep = (step: string) => request.onProgress?.({ step });
  onStep('scoring');
  const engine = await import('../engine/score.ts');
  const found = engine.score(outcome.dataset, request.score, onStep);
  return resultOf(found, outcome, metaOf('score', outcome, request, { asOfDay: found.asOfDay }));
}

/** What the engine found, with where it comes from and what reading has to say. */
export function resultOf(found: EngineResult, outcome: ReadOutcome, meta: Meta): ScoreResult {
  const { asOfDay: _day, currency: _currency, ...rest } = found;
  const warnings: readonly Warning[] = [...outcome.warnings, ...rest.warnings];
  return {
    schemaVersion: SCHEMA_VERSION,
    meta,
    ...rest,
    assumptions: [...outcome.assumptions, ...rest.assumptions],
    warnings,
  };
}

/** Where the result goes. */
export function resultTarget({ file }: OutputOptions): Target {
  return file === null ? { kind: 'stdout' } : { kind: 'file', path: file };
}
