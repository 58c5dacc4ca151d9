import type { ReadOutcome } from '../domain/reading.ts';
import { type EngineResult, type Meta, SCHEMA_VERSION, type ScoreResult, type Warning } from '../domain/results.ts';
import { emptyFilterWarning } from '../renderers/emptyFilter.ts';
import { parseFilter, resolveFields, resolveSort } from '../renderers/select.ts';
import { reportFromFiles } from './fromFiles.ts';
import { metaOf } from './meta.ts';
import { renderResult } from './render.ts';
import type { Output, OutputOptions, Response, ScoreRequest } from './request.ts';

/** Reads the files, scores the customers and writes the result: the `score` command. */
export async function scoreFiles(request: ScoreRequest): Promise<Response> {
  checkNames(request.output);
  return reportFromFiles('score', request, {
    make: (outcome) => score(outcome, request),
    render: (result) => renderResult(result, request),
    beside: (result) => summaryOf(result, request.output),
  });
}

async function summaryOf(result: ScoreResult, { summaryFile }: OutputOptions): Promise<Output[]> {
  if (summaryFile === null) return [];
  const { renderSummary } = await import('../renderers/json.ts');
  return [{ target: { kind: 'file', path: summaryFile }, chunks: renderSummary(result) }];
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
  const result = resultOf(found, outcome, metaOf('score', outcome, request, { asOfDay: found.asOfDay }));
  const warning = emptyFilterWarning(result.customers, request.output.filters.map(parseFilter));
  return warning === null ? result : { ...result, warnings: [...result.warnings, warning] };
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
