import type { Warning } from '../domain/results.ts';
import type { Diagnostic } from '../foundation/diagnostics.ts';
import { warningMessages } from './messages.ts';
import type { Format, Output, OutputOptions, ScoreRequest, Target } from './request.ts';

/** Formats that hold rows only: what else there is to say goes to standard error. */
const ROWS_ONLY: readonly Format[] = ['csv', 'tsv', 'ndjson', 'parquet'];

/** Where the result goes. */
export function resultTarget({ file }: OutputOptions): Target {
  return file === null ? { kind: 'stdout' } : { kind: 'file', path: file };
}

/** A result where it belongs, and its warnings where its format has no room for them and reading has not `said` them. */
export function resultOutputs(
  { chunks, warnings }: { readonly chunks: Output['chunks']; readonly warnings: readonly Warning[] },
  said: readonly Diagnostic[],
  { output, style }: Pick<ScoreRequest, 'output' | 'style'>,
): Output[] {
  const result = { target: resultTarget(output), chunks };
  return ROWS_ONLY.includes(output.format) ? [result, ...warningMessages(warnings, said, style)] : [result];
}
