import type { ScoreResult } from '../domain/results.ts';
import { hanging, headlineBlock, notes, table, title } from './blocks.ts';
import { economicsLines } from './economicsBrief.ts';
import { forecastWords, groupedValues, retentionLines, spreadLines } from './forecastSection.ts';
import { hiddenColumns } from './grid.ts';
import { countedLines, effortLines, expectedLines } from './headline.ts';
import { wrap } from './layout.ts';
import { decimal } from './numbers.ts';
import { type Paint, painter } from './paint.ts';
import type { Field } from './select.ts';
import { BAND_LEGEND, bandsOfMonths, bandTable, customerLegend, customerTable } from './tables.ts';

export interface TerminalStyle {
  readonly fields: readonly Field[] | null;
  readonly width: number;
  readonly color: boolean;
  /** How the customers are ordered, in words. */
  readonly order: string;
}

const LEAST_WIDTH = 30;

/** The result for a person at a terminal: portfolio first, then the customers, then what the figures rest on. */
export function* renderTerminal(result: ScoreResult, style: TerminalStyle): Iterable<string> {
  const width = Math.max(LEAST_WIDTH, style.width);
  const paint = painter(style.color);
  yield* title(result, paint, width);
  yield* headlineBlock(countedLines(result), width);
  yield '\n';
  yield* headlineBlock(expectedLines(result), width);
  yield* forecast(result, paint, width);
  yield* economics(result, paint, width);
  yield `\n${paint.heading('Effort')}\n`;
  yield* headlineBlock(effortLines(result), width);
  const { bands, verdict } = result.portfolio.effort;
  if (bands.some((band) => band.customers > 0)) {
    yield* ['\n', ...table(bandTable(result), paint, width)];
    if (bandsOfMonths(bands)) yield* ['\n', ...hanging('', BAND_LEGEND, width)];
  }
  if (verdict !== null) yield* ['\n', ...hanging('', verdict, width)];
  yield* customers(result, { ...style, width }, paint);
  yield* notes(result, paint, width);
}

function* forecast(result: ScoreResult, paint: Paint, width: number): Iterable<string> {
  yield `\n${paint.heading('How value is forecast')}\n`;
  for (const words of forecastWords(result)) yield* hanging('', words, width);
  const charts = [
    ['Who holds the expected value', spreadLines(result, width)],
    ['Subscribers still here by month', retentionLines(result, width)],
  ] as const;
  for (const [heading, lines] of charts) {
    if (lines !== null) yield `\n${paint.heading(heading)}\n${lines.join('\n')}\n`;
  }
  for (const { heading, table: groups, note } of groupedValues(result)) {
    yield* [`\n${paint.heading(heading)}\n`, ...table(groups, paint, width)];
    if (note !== null) yield* hanging('', note, width);
  }
}

function* economics(result: ScoreResult, paint: Paint, width: number): Iterable<string> {
  yield `\n${paint.heading('Where the next euro goes')}\n`;
  yield* hanging('', result.portfolio.economics.verdict, width);
  const lines = economicsLines(result);
  if (lines.length > 0) yield* ['\n', ...headlineBlock(lines, width)];
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
    ...(style.fields === null ? [customerLegend(result)] : []),
    ...(hidden.length === 0 ? [] : [`no room for ${hidden.join(', ')}; --format csv has them`]),
    ...(shown === all
      ? []
      : [`${decimal(shown, 0)} of ${decimal(all, 0)}, ${style.order}; all of them with --format csv`]),
  ];
  for (const line of remarks.flatMap((words) => wrap(words, style.width))) yield `${paint.quiet(line)}\n`;
}
