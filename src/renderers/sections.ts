import type { Assumption, Meta, Warning } from '../domain/results.ts';
import { hanging, headlineBlock, notes, table, title } from './blocks.ts';
import { hiddenColumns } from './grid.ts';
import { type HeadlineLine, MARKS_LEGEND } from './headline.ts';
import { wrap } from './layout.ts';
import { bullets, CHART_WIDTH, drawn, escaped, fenced, headline } from './markdownBlocks.ts';
import { assumptionLines, warningWords } from './notes.ts';
import { type Paint, painter } from './paint.ts';
import type { Picture } from './pictures.ts';
import { sentence } from './sentence.ts';
import type { TableData } from './tables.ts';

/** A report for reading, whatever it is drawn on: sections of words, figures and tables. */
export interface Report {
  readonly name: string;
  readonly meta: Meta;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
  readonly sections: readonly Section[];
  /** The answers before the chapters, where there are many. */
  readonly lead?: Section;
}

export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
  /** Sections within this one, where it is a chapter. */
  readonly parts?: readonly Section[];
}

export type Block =
  | { readonly words: string }
  /** Why there is nothing to tell. */
  | { readonly untold: string }
  | { readonly items: readonly string[] }
  | { readonly lines: readonly HeadlineLine[] }
  | { readonly table: TableData }
  | { readonly steps: readonly DerivationStep[] }
  /** Drawn where pictures can be; the table holds the same numbers. */
  | { readonly picture: Picture; readonly table: TableData; readonly chart?: Chart }
  /** Drawn for a width; it reads in plain text too. */
  | { readonly chart: Chart };

type Chart = (width: number) => readonly string[];

/** A figure and how it comes about, a line each; the mark of its grade stands in front. */
export interface DerivationStep {
  readonly mark: string;
  readonly head: string;
  readonly lines: readonly string[];
}

export interface SectionStyle {
  readonly width: number;
  readonly color: boolean;
}

const LEAST_WIDTH = 30;

export function* renderSections(report: Report, style: SectionStyle): Iterable<string> {
  const width = Math.max(LEAST_WIDTH, style.width);
  const paint = painter(style.color);
  yield* title(report, paint, width);
  let before = '';
  for (const { heading, blocks } of report.sections) {
    yield before;
    for (const line of wrap(heading, width)) yield `${paint.heading(line)}\n`;
    for (const [i, block] of blocks.entries()) {
      if (i > 0) yield '\n';
      yield* drawBlock(block, paint, width);
    }
    before = '\n';
  }
  yield* notes(report, paint, width);
}

function* drawBlock(block: Block, paint: Paint, width: number): Iterable<string> {
  if ('words' in block) yield* hanging('', block.words, width);
  else if ('untold' in block) yield* hanging('', sentence(`not told: ${block.untold}`), width);
  else if ('items' in block) for (const item of block.items) yield* hanging('· ', item, width);
  else if ('lines' in block) yield* headlineBlock(block.lines, width);
  else if ('steps' in block) yield* drawSteps(block.steps, paint, width);
  else if (!('table' in block)) yield* charted(block.chart, width);
  else if ('chart' in block && block.chart !== undefined) yield* charted(block.chart, width);
  else {
    yield* table(block.table, paint, width);
    const hidden = hiddenColumns(block.table.columns, block.table.rows, width);
    if (hidden.length === 0) return;
    const words = wrap(`no room for ${hidden.join(', ')}; --json has them`, width);
    for (const line of words) yield `${paint.quiet(line)}\n`;
  }
}

function* drawSteps(steps: readonly DerivationStep[], paint: Paint, width: number): Iterable<string> {
  for (const { mark, head, lines } of steps) {
    yield* hanging(mark.padEnd(2), head, width);
    for (const line of lines) for (const part of hanging('    ', line, width)) yield paint.quiet(part);
  }
}

function* charted(chart: Chart, width: number): Iterable<string> {
  for (const line of chart(width)) yield `${line}\n`;
}

export function* renderSectionsMarkdown(report: Report): Iterable<string> {
  const { asOf } = report.meta;
  yield `# ${report.name}, ${asOf === null ? 'undated data' : `as of ${asOf}`}\n`;
  const lead = report.lead === undefined ? [] : [report.lead];
  for (const { heading, blocks, parts = [] } of [...lead, ...report.sections]) {
    yield `\n## ${escaped(heading)}\n`;
    for (const block of blocks) yield* ['\n', ...blockMarkdown(block)];
    for (const part of parts) {
      yield `\n### ${escaped(part.heading)}\n`;
      for (const block of part.blocks) yield* ['\n', ...blockMarkdown(block)];
    }
  }
  yield* bullets('Assumed, and what replaces it', assumptionLines(report.assumptions));
  yield* bullets('Mind', report.warnings.map(warningWords));
  yield `\n${escaped(MARKS_LEGEND)}\n`;
}

function* blockMarkdown(block: Block): Iterable<string> {
  if ('words' in block) yield `${escaped(block.words)}\n`;
  else if ('untold' in block) yield `${escaped(sentence(`not told: ${block.untold}`))}\n`;
  else if ('items' in block) for (const item of block.items) yield `- ${escaped(item)}\n`;
  else if ('lines' in block) yield* headline(block.lines);
  else if ('steps' in block) yield* stepItems(block.steps);
  else if (!('table' in block)) yield* fenced(block.chart(CHART_WIDTH));
  else if ('chart' in block && block.chart !== undefined) yield* fenced(block.chart(CHART_WIDTH));
  else yield* drawn(block.table);
}

function* stepItems(steps: readonly DerivationStep[]): Iterable<string> {
  for (const { mark, head, lines } of steps) {
    yield `- ${[mark === '' ? head : `${mark} ${head}`, ...lines].map(escaped).join('<br>\n  ')}\n`;
  }
}
