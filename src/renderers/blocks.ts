import type { Assumption, Meta, Warning } from '../domain/results.ts';
import { visible } from '../foundation/visible.ts';
import { fileWords } from './diagnostics.ts';
import { renderGrid } from './grid.ts';
import { type HeadlineLine, MARKS_LEGEND } from './headline.ts';
import { widthOf, wrap } from './layout.ts';
import { assumptionLines, warningWords } from './notes.ts';
import type { Paint } from './paint.ts';
import type { TableData } from './tables.ts';

const LABEL_WIDTH = 23;
const FIGURE_WIDTH = 13;
const ROOM_FOR_NOTES = 64;

/** Figures one below another: label, mark, figure, and what belongs beside it. */
export function* headlineBlock(lines: readonly HeadlineLine[], width: number): Iterable<string> {
  for (const { label, mark, figure, note } of lines) {
    const head = `${label.padEnd(LABEL_WIDTH - 1)} ${(mark === '' ? ' ' : mark).padEnd(2)}${figure.padStart(FIGURE_WIDTH)}`;
    if (note === '') yield `${head}\n`;
    else if (width >= ROOM_FOR_NOTES) yield* hanging(`${head}  `, note, width);
    else yield* [`${head.trimEnd()}\n`, ...hanging('  ', note, width)];
  }
}

/** Text after a lead, its further lines indented to the same column. */
export function* hanging(lead: string, text: string, width: number): Iterable<string> {
  const indent = ' '.repeat(widthOf(lead));
  const lines = wrap(text, Math.max(10, width - widthOf(lead)));
  for (const [i, line] of lines.entries()) yield `${i === 0 ? lead : indent}${line}\n`;
}

export function* table({ columns, rows }: TableData, paint: Paint, width: number): Iterable<string> {
  yield* renderGrid(columns, rows, { width, header: paint.quiet });
}

/** Program, day and files. */
export function* title({ meta }: { readonly meta: Meta }, paint: Paint, width: number): Iterable<string> {
  const parts = [`${meta.program} ${meta.version}`, meta.asOf === null ? 'undated data' : `as of ${meta.asOf}`];
  const files = meta.inputs.map(({ file }) => visible(fileWords(file))).join(', ');
  const told = [...parts, files].filter((part) => part !== '');
  for (const line of wrap(told.join(' · '), width)) yield `${paint.heading(line)}\n`;
  yield '\n';
}

interface Grounds {
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
}

/** What the figures rest on. */
export function* notes({ assumptions, warnings }: Grounds, paint: Paint, width: number): Iterable<string> {
  if (assumptions.length > 0) yield `\n${paint.heading('Assumed, and what replaces it')}\n`;
  for (const words of assumptionLines(assumptions)) yield* hanging('? ', words, width);
  if (warnings.length > 0) yield `\n${paint.heading('Mind')}\n`;
  for (const warning of warnings) yield* hanging('! ', warningWords(warning), width);
  yield '\n';
  for (const line of wrap(`${MARKS_LEGEND}; ranges hold 90%`, width)) yield `${paint.quiet(line)}\n`;
}
