import type { ReadOutcome } from '../domain/reading.ts';
import type { InputSummary, Warning } from '../domain/results.ts';
import type { Diagnostic } from '../foundation/diagnostics.ts';
import type { CxRoiError } from '../foundation/errors.ts';
import { visible } from '../foundation/visible.ts';
import { counted } from '../foundation/words.ts';
import {
  fileWords,
  type MessageStyle,
  renderDiagnostics,
  renderError,
  renderMessage,
  renderRejects,
} from '../renderers/diagnostics.ts';
import { decimal } from '../renderers/numbers.ts';
import { passedOver } from './passedOver.ts';
import type { Output, ScoreRequest, Style } from './request.ts';

/** What reading has to say: refused rows on standard error and in the rejects file, then a line for each file. */
export function readingMessages(outcome: ReadOutcome, { style, output }: ScoreRequest): Output[] {
  const { diagnostics, inputs } = outcome;
  const outputs: Output[] = [];
  if (output.rejectsFile !== null) {
    const chunks = renderRejects(diagnostics, output.csvRaw);
    outputs.push({ target: { kind: 'file', path: output.rejectsFile }, chunks });
  }
  if (style.messages.quiet) return outputs;
  const summaries = style.messages.json ? [] : inputs.map((input) => `${summaryWords(input, diagnostics)}\n`);
  const chunks = [...renderDiagnostics(diagnostics, style.messages), ...summaries];
  return [...outputs, { target: { kind: 'stderr' }, chunks }];
}

/** Warnings where the output has no room for them, but for those that reading has said already. */
export function warningMessages(warnings: readonly Warning[], said: readonly Diagnostic[], style: Style): Output[] {
  const saidCodes = new Set(said.map(({ code }) => code));
  const unsaid = warnings.filter(({ code }) => !saidCodes.has(code));
  if (style.messages.quiet || unsaid.length === 0) return [];
  const chunks = unsaid.map(({ code, message }) =>
    renderMessage({ code, severity: 'warning', message }, style.messages),
  );
  return [{ target: { kind: 'stderr' }, chunks }];
}

/** An error that ends the run, for standard error. */
export function errorMessage(error: CxRoiError, style: MessageStyle): Output {
  return { target: { kind: 'stderr' }, chunks: [renderError(error, style)] };
}

function summaryWords(
  { file, kind, preset, rows, cellsRejected, customers }: InputSummary,
  diagnostics: readonly Diagnostic[],
): string {
  const as = preset === null ? kind : `${kind} (${preset})`;
  const parts = [`${counted(rows.read, 'row')} read as ${as}`];
  const over = [...passedOver(diagnostics, file)].map(
    ([words, count]) => `${decimal(count, 0)} ${words === 'totals' && count === 1 ? 'total' : words}`,
  );
  const because = over.length === 0 ? '' : ` (${over.join(', ')})`;
  if (rows.skipped > 0) parts.push(`${decimal(rows.skipped, 0)} skipped${because}`);
  if (cellsRejected > 0) parts.push(`${counted(cellsRejected, 'cell')} rejected`);
  const lines = [`${visible(fileWords(file))}: ${parts.join(', ')}`];
  if (customers !== null && customers.unmatched > 0) {
    const lacking = kind === 'customers' ? 'no interactions' : 'no row in a customers file';
    lines.push(
      `  ${decimal(customers.unmatched, 0)} of its ${counted(customers.named, 'customer')} ${customers.unmatched === 1 ? 'has' : 'have'} ${lacking}`,
    );
  }
  return lines.join('\n');
}
