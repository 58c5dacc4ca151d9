import { visible } from '../foundation/visible.ts';
import type { HeadlineLine } from './headline.ts';
import type { TableData } from './tables.ts';

/** Columns of charts, which no page breaks. */
export const CHART_WIDTH = 72;

export function* headline(lines: readonly HeadlineLine[]): Iterable<string> {
  yield '| | | figure | |\n|---|---|---:|---|\n';
  for (const { label, mark, figure, note } of lines) yield row([label, mark, figure, note]);
}

export function* drawn({ columns, rows }: TableData): Iterable<string> {
  yield row(columns.map(({ title }) => title));
  yield `|${columns.map(({ align }) => (align === 'right' ? '---:' : '---')).join('|')}|\n`;
  for (const cells of rows) yield row(cells.map(({ text }) => text));
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(escaped).join(' | ')} |\n`;
}

export function* bullets(heading: string, lines: readonly string[]): Iterable<string> {
  if (lines.length === 0) return;
  yield `\n## ${heading}\n\n`;
  for (const line of lines) yield `- ${escaped(line)}\n`;
}

/** Lines as they are, in a fixed pitch. */
export function* fenced(lines: readonly string[]): Iterable<string> {
  yield `\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`;
}

/** Text that Markdown shows as it is: no markup, no HTML, no links, no cell ends. */
export function escaped(text: string): string {
  return visible(text).replace(/[\\`*_{}[\]<>#|~!&]/g, (character) => `\\${character}`);
}
