import Table from 'cli-table3';
import { truncate, widthOf, wrap } from './layout.ts';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** The column may be cut to this width where the whole is too wide. */
  readonly least?: number;
  /** Cut text goes on below instead, so that nothing of it is lost. */
  readonly wraps?: true;
  /** Columns go in this order where the width is short: highest first; 0 stays. */
  readonly expendable: number;
}

export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

export interface GridStyle {
  readonly width: number;
  readonly header: (text: string) => string;
}

const GAP = 2;
/** A text to wrap is no longer than this. */
const MOST_WRAPPED = 300;
const BLOCK_ROWS = 500;
/** The drawn layout is nothing but stand-ins and spaces. */
const STAND_IN = 'x';
const LINES = ['top', 'mid', 'bottom'].flatMap((line) => [line, `${line}-left`, `${line}-mid`, `${line}-right`]);
const NO_LINES = Object.fromEntries(
  [...LINES, 'left', 'left-mid', 'mid-mid', 'right-mid', 'right'].map((part) => [part, '']),
);

/**
 * A table without lines that fits the width: the least important columns go first, then the widest text column is
 * cut, or its text goes on below. Yields blocks of whole lines.
 */
export function* renderGrid(columns: readonly Column[], rows: readonly (readonly Cell[])[], style: GridStyle) {
  const widths = naturalWidths(columns, rows);
  const kept = keptColumns(columns, widths, style.width);
  narrow(columns, widths, kept, style.width);
  const header = columns.map(({ title }) => ({ text: title, paint: style.header }));
  for (let start = 0; start < rows.length || start === 0; start += BLOCK_ROWS) {
    const block = rows.slice(start, start + BLOCK_ROWS).flatMap((row) => unfolded(columns, row, widths));
    yield `${drawBlock(columns, start === 0 ? [header, ...block] : block, kept, widths)}\n`;
  }
}

/** Titles of the columns for which the width leaves no room. */
export function hiddenColumns(columns: readonly Column[], rows: readonly (readonly Cell[])[], width: number): string[] {
  const kept = new Set(keptColumns(columns, naturalWidths(columns, rows), width));
  return columns.flatMap(({ title }, i) => (kept.has(i) ? [] : [title]));
}

function naturalWidths(columns: readonly Column[], rows: readonly (readonly Cell[])[]): number[] {
  const widths = columns.map(({ title }) => widthOf(title));
  for (const row of rows) {
    for (let i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i]!, widthOf(truncate(row[i]!.text, 60)));
  }
  return widths;
}

function total(widths: readonly number[], kept: readonly number[]): number {
  return kept.reduce((sum, i) => sum + widths[i]!, 0) + GAP * (kept.length - 1);
}

/** Places of the columns that stay when each column that can be narrowed is at its least width. */
function keptColumns(columns: readonly Column[], widths: readonly number[], width: number): number[] {
  const least = columns.map((column, i) => Math.min(widths[i]!, column.least ?? widths[i]!));
  let kept = [...columns.keys()];
  while (total(least, kept) > width) {
    const victim = kept.reduce((worst, i) => (columns[i]!.expendable > columns[worst]!.expendable ? i : worst));
    if (columns[victim]!.expendable === 0) break;
    kept = kept.filter((i) => i !== victim);
  }
  return kept;
}

/** A row as lines: what does not fit into a column that wraps goes on below. */
function unfolded(columns: readonly Column[], row: readonly Cell[], widths: readonly number[]): (readonly Cell[])[] {
  const lines = row.map((cell, i) =>
    columns[i]!.wraps ? wrap(truncate(cell.text, MOST_WRAPPED), widths[i]!).map((text) => ({ ...cell, text })) : [cell],
  );
  const height = Math.max(1, ...lines.map(({ length }) => length));
  return Array.from({ length: height }, (_, k) => lines.map((cells) => cells[k] ?? { text: '' }));
}

/** Takes the excess from the columns that can be narrowed, the widest of them first. */
function narrow(columns: readonly Column[], widths: number[], kept: readonly number[], width: number): void {
  const slack = (i: number) => widths[i]! - (columns[i]!.least ?? widths[i]!);
  for (let excess = total(widths, kept) - width; excess > 0; excess--) {
    const pliant = kept.filter((i) => slack(i) > 0);
    if (pliant.length === 0) return;
    const widest = pliant.reduce((a, b) => (widths[b]! >= widths[a]! ? b : a));
    widths[widest]!--;
  }
}

/**
 * cli-table3 measures text by older Unicode tables than terminals do and passes escape sequences through, so it
 * lays out stand-ins of the right width, and the cells take their places afterwards.
 */
function drawBlock(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  kept: readonly number[],
  widths: readonly number[],
): string {
  const table = new Table({
    chars: { ...NO_LINES, middle: ' '.repeat(GAP) },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: kept.map((i) => widths[i]!),
    colAligns: kept.map((i) => columns[i]!.align),
  });
  const drawn: string[] = [];
  for (const row of rows) {
    table.push(
      kept.map((i) => {
        const { text, paint } = row[i]!;
        const shown = truncate(text, widths[i]!);
        const width = widthOf(shown);
        if (width > 0) drawn.push(paint === undefined ? shown : paint(shown));
        return STAND_IN.repeat(width);
      }),
    );
  }
  const pattern = new RegExp(`${STAND_IN}+`, 'gu');
  const lines = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  return lines.join('\n').replace(pattern, () => drawn.shift() ?? '');
}
