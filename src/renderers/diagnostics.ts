import type { Diagnostic } from '../foundation/diagnostics.ts';
import type { CxRoiError, Location } from '../foundation/errors.ts';
import { visible, visibleJson } from '../foundation/visible.ts';
import { csvQuoted, harmless } from './delimited.ts';
import { decimal } from './numbers.ts';
import { painter } from './paint.ts';
import { capital, sentence } from './sentence.ts';

export interface MessageStyle {
  /** One JSON object a line, for scripts. */
  readonly json: boolean;
  readonly color: boolean;
}

const SHOWN = 20;

/** What is wrong with files, and the first twenty skipped rows and rejected cells, with their number; as JSON all. */
export function* renderDiagnostics(diagnostics: readonly Diagnostic[], style: MessageStyle): Iterable<string> {
  let rows = 0;
  for (const problem of diagnostics) {
    const ofRow = problem.severity !== 'note' && problem.location?.line !== undefined;
    if (ofRow) rows++;
    const shown = ofRow ? rows <= SHOWN : problem.severity !== 'note';
    if (style.json || shown) yield renderMessage(problem, style);
  }
  if (style.json || rows <= SHOWN) return;
  yield `… and ${decimal(rows - SHOWN, 0)} more; all of them with --rejects FILE\n`;
}

/** One message: `file:line:column: severity: what`, the user's own value, and the remedy below it. */
export function renderMessage(message: Diagnostic, style: MessageStyle): string {
  if (style.json) return `${visibleJson(JSON.stringify(flat(message)))}\n`;
  const paint = painter(style.color);
  const place = placeOf(message.location);
  const severity = message.severity === 'note' ? paint.quiet('note') : paint.alarm(message.severity);
  const lines = [
    `${place === '' ? 'cx-roi' : place}: ${severity}: ${visible(sentence(message.message))}${foundWords(message)}`,
  ];
  if (message.hint !== undefined) lines.push(`  ${paint.quiet('hint:')} ${visible(capital(message.hint))}`);
  return `${lines.join('\n')}\n`;
}

/** An error that ended the run, in the same form. */
export function renderError({ code, message, location, hint }: CxRoiError, style: MessageStyle): string {
  const optional = { ...(location && { location }), ...(hint !== undefined && { hint }) };
  return renderMessage({ code, severity: 'error', message, ...optional }, style);
}

/** The name of a file as messages have it. */
export function fileWords(file: string): string {
  return file === '-' ? 'standard input' : file;
}

/** The user's own cell, where the message does not quote it already. */
function foundWords({ message, value }: Diagnostic): string {
  return value === undefined || value === '' || message.includes(`"${value}"`) ? '' : ` Found "${visible(value)}".`;
}

function placeOf(location: Location | undefined): string {
  if (location === undefined) return '';
  const { file, line, column } = location;
  // A column of the whole file has no line; its number alone would pass for one.
  const place = line === undefined ? [] : column === undefined ? [line] : [line, column];
  return visible([fileWords(file), ...place].join(':'));
}

function flat({ location, ...message }: Diagnostic): Readonly<Record<string, unknown>> {
  return { ...message, ...location };
}

/** Every skipped row and rejected cell as CSV, for a spreadsheet beside the export. */
export function* renderRejects(diagnostics: readonly Diagnostic[], raw: boolean): Iterable<string> {
  const cell = (value: string | number | undefined) =>
    csvQuoted(raw ? String(value ?? '') : harmless(String(value ?? '')));
  yield 'file,line,column,header,value,code,message\n';
  for (const { severity, location, value, code, message } of diagnostics) {
    const { file, line, column, header } = location ?? {};
    // Rows that are rightly none of ours are skipped, too: every skipped row has its line here.
    if (severity === 'note' && line === undefined) continue;
    yield `${[file, line, column, header, value, code, message].map(cell).join(',')}\n`;
  }
}
