import type { ScoreResult } from '../domain/results.ts';
import { visible } from '../foundation/visible.ts';
import { cohortTable, forecastWords, retentionLines, segmentTable, spreadLines } from './forecastSection.ts';
import { countedLines, effortLines, expectedLines, type HeadlineLine, MARKS_LEGEND } from './headline.ts';
import { assumptionLines, warningWords } from './notes.ts';
import { painter } from './paint.ts';
import type { Field } from './select.ts';
import { bandTable, customerLegend, customerTable, type TableData } from './tables.ts';

/** Columns of charts, which no page breaks. */
export const CHART_WIDTH = 72;

/** The same report as Markdown (GitHub's tables), for a ticket or a page. */
export function* renderMarkdown(result: ScoreResult, fields: readonly Field[] | null): Iterable<string> {
  const { meta, assumptions, warnings, customers, portfolio } = result;
  const asOf = meta.asOf === null ? 'undated data' : `as of ${meta.asOf}`;
  yield `# Customer value, ${asOf}\n\n`;
  yield* headline([...countedLines(result), ...expectedLines(result)]);
  yield* forecast(result);
  yield '\n## Effort\n\n';
  yield* headline(effortLines(result));
  const { bands, verdict } = portfolio.effort;
  if (bands.some((band) => band.customers > 0)) yield* ['\n', ...drawn(bandTable(result))];
  if (verdict !== null) yield `\n${escaped(verdict)}\n`;
  yield `\n## Customers (${customers.length} of ${portfolio.customers})\n\n`;
  if (customers.length > 0) yield* drawn(customerTable(result, fields, painter(false)));
  if (customers.length > 0 && fields === null) yield `\n${escaped(customerLegend(result))}\n`;
  yield* bullets('Assumed, and what replaces it', assumptionLines(assumptions));
  yield* bullets('Mind', warnings.map(warningWords));
  yield `\n${escaped(MARKS_LEGEND)}\n`;
}

function* forecast(result: ScoreResult): Iterable<string> {
  yield '\n## How value is forecast\n\n';
  for (const words of forecastWords(result)) yield `${escaped(words)}\n`;
  const charts = [spreadLines(result, CHART_WIDTH), retentionLines(result, CHART_WIDTH)];
  for (const lines of charts) if (lines !== null) yield* ['\n', ...fenced(lines)];
  for (const data of [segmentTable(result), cohortTable(result)]) if (data !== null) yield* ['\n', ...drawn(data)];
}

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
