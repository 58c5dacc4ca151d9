import type { ScoreResult } from '../domain/results.ts';
import { visible } from '../foundation/visible.ts';
import { fileWords } from './diagnostics.ts';
import { hiddenColumns, renderGrid } from './grid.ts';
import { countedLines, effortLines, expectedLines, type HeadlineLine, MARKS_LEGEND } from './headline.ts';
import { widthOf, wrap } from './layout.ts';
import { assumptionLines, warningWords } from './notes.ts';
import { decimal } from './numbers.ts';
import { type Paint, painter } from './paint.ts';
import type { Field } from './select.ts';
import { bandTable, customerTable, type TableData } from './tables.ts';

export interface TerminalStyle {
  readonly fields: readonly Field[] | null;
  readonly width: number;
  readonly color: boolean;
  /** How the customers are ordered, in words. */
  readonly order: string;
}

const LEAST_WIDTH = 30;
const LABEL_WIDTH = 23;
const FIGURE_WIDTH = 13;
const ROOM_FOR_NOTES = 64;

/** The result for a person at a terminal: portfolio first, then the customers, then what the figures rest on. */
export function* renderTerminal(result: ScoreResult, style: TerminalStyle): Iterable<string> {
  const width = Math.max(LEAST_WIDTH, style.width);
  const paint = painter(style.color);
  yield* title(result, paint, width);
  yield* headlineBlock(countedLines(result), width);
  yield '\n';
  yield* headlineBlock(expectedLines(result), width);
  yield `\n${paint.heading('Effort')}\n`;
  yield* headlineBlock(effortLines(result), width);
  const { bands, verdict } = result.portfolio.effort;
  if (bands.some((band) => band.customers > 0)) yield* ['\n', ...table(bandTable(result), paint, width)];
  if (verdict !== null) yield* ['\n', ...hanging('', verdict, width)];
  yield* customers(result, { ...style, width }, paint);
  yield* notes(result, paint, width);
}

function* title({ meta }: ScoreResult, paint: Paint, width: number): Iterable<string> {
  const parts = [`${meta.program} ${meta.version}`, meta.asOf === null ? 'undated data' : `as of ${meta.asOf}`];
  const files = meta.inputs.map(({ file }) => visible(fileWords(file))).join(', ');
  for (const line of wrap([...parts, files].join(' · '), width)) yield `${paint.heading(line)}\n`;
  yield '\n';
}

function* headlineBlock(lines: readonly HeadlineLine[], width: number): Iterable<string> {
  for (const { label, mark, figure, note } of lines) {
    const head = `${label.padEnd(LABEL_WIDTH)}${(mark === '' ? ' ' : mark).padEnd(2)}${figure.padStart(FIGURE_WIDTH)}`;
    if (note === '') yield `${head}\n`;
    else if (width >= ROOM_FOR_NOTES) yield* hanging(`${head}  `, note, width);
    else yield* [`${head}\n`, ...hanging('  ', note, width)];
  }
}

/** Text after a lead, its further lines indented to the same column. */
function* hanging(lead: string, text: string, width: number): Iterable<string> {
  const indent = ' '.repeat(widthOf(lead));
  const lines = wrap(text, Math.max(10, width - widthOf(lead)));
  for (const [i, line] of lines.entries()) yield `${i === 0 ? lead : indent}${line}\n`;
}

function* table({ columns, rows }: TableData, paint: Paint, width: number): Iterable<string> {
  yield* renderGrid(columns, rows, { width, header: paint.quiet });
}

function* customers(result: ScoreResult, style: TerminalStyle, paint: Paint): Iterable<string> {
  const shown = result.customers.length;
  const all = result.portfolio.customers;
  yield `\n${paint.heading('Customers')}\n`;
  if (shown === 0) {
    yield 'none\n';
    return;
  }
  const data = customerTable(result, style.fields, paint);
  yield* table(data, paint, style.width);
  const hidden = style.fields === null ? [] : hiddenColumns(data.columns, data.rows, style.width);
  const remarks = [
    ...(hidden.length === 0 ? [] : [`no room for ${hidden.join(', ')}; --format csv has them`]),
    ...(shown === all
      ? []
      : [`${decimal(shown, 0)} of ${decimal(all, 0)}, ${style.order}; all of them with --format csv`]),
  ];
  for (const line of remarks.flatMap((words) => wrap(words, style.width))) yield `${paint.quiet(line)}\n`;
}

function* notes({ assumptions, warnings }: ScoreResult, paint: Paint, width: number): Iterable<string> {
  if (assumptions.length > 0) yield `\n${paint.heading('Assumed, and what replaces it')}\n`;
  for (const words of assumptionLines(assumptions)) yield* hanging('? ', words, width);
  if (warnings.length > 0) yield `\n${paint.heading('Mind')}\n`;
  for (const warning of warnings) yield* hanging('! ', warningWords(warning), width);
  yield '\n';
  for (const line of wrap(`${MARKS_LEGEND}; ranges hold 90%`, width)) yield `${paint.quiet(line)}\n`;
}
