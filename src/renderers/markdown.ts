import type { ScoreResult } from '../domain/results.ts';
import { economicsLines } from './economicsBrief.ts';
import { cohortTable, forecastWords, groupedValues, retentionLines, spreadLines } from './forecastSection.ts';
import { countedLines, effortLines, expectedLines, MARKS_LEGEND } from './headline.ts';
import { bullets, CHART_WIDTH, drawn, escaped, fenced, headline } from './markdownBlocks.ts';
import { assumptionLines, warningWords } from './notes.ts';
import { painter } from './paint.ts';
import type { Field } from './select.ts';
import { BAND_LEGEND, bandsOfMonths, bandTable, customerLegend, customerTable } from './tables.ts';

/** The same report as Markdown (GitHub's tables), for a ticket or a page. */
export function* renderMarkdown(result: ScoreResult, fields: readonly Field[] | null): Iterable<string> {
  const { meta, assumptions, warnings, customers, portfolio } = result;
  const asOf = meta.asOf === null ? 'undated data' : `as of ${meta.asOf}`;
  yield `# Customer value, ${asOf}\n\n`;
  yield* headline([...countedLines(result), ...expectedLines(result)]);
  yield* forecast(result);
  yield* economics(result);
  yield '\n## Effort\n\n';
  yield* headline(effortLines(result));
  const { bands, verdict } = portfolio.effort;
  if (bands.some((band) => band.customers > 0)) yield* ['\n', ...drawn(bandTable(result))];
  if (bandsOfMonths(bands)) yield `\n${escaped(BAND_LEGEND)}\n`;
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
  const tables = [...groupedValues(result).map(({ table }) => table), cohortTable(result)];
  for (const data of tables) if (data !== null) yield* ['\n', ...drawn(data)];
}

function* economics(result: ScoreResult): Iterable<string> {
  yield `\n## Where the next euro goes\n\n${escaped(result.portfolio.economics.verdict)}\n`;
  const lines = economicsLines(result);
  if (lines.length > 0) yield* ['\n', ...headline(lines)];
}
