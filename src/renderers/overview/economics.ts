import type { Overview } from '../../domain/overview.ts';
import type { ScoreResult } from '../../domain/results.ts';
import type { EconomicsView } from '../economicsLines.ts';
import { groundSections } from '../economicsSections.ts';
import { fivePointsLine, type HeadlineLine } from '../headline.ts';
import { MARGINAL_LABELS, marginalLines } from '../marginalLines.ts';
import { MISSING, roundMoney } from '../numbers.ts';
import { gatherUntold, left, right, tableOf } from '../reportTables.ts';
import type { Block, Section } from '../sections.ts';
import { fivePointsSection } from '../simulateSections.ts';
import { withoutEmpty } from '../tables.ts';

/** What one more customer costs, won or kept, beside what one is worth, and what stands behind it. */
export function economicsChapter({ score, simulate }: Overview): Section {
  const { economics, grades, reasons } = score.portfolio;
  const view: EconomicsView = { economics, grades, reasons, prefix: 'economics.', currency: score.meta.currency };
  const longer = simulate === null ? null : fivePointsSection({ simulate, meta: score.meta });
  return {
    heading: 'Acquiring against keeping',
    blocks: [{ words: economics.verdict }, ...priceBlocks(view, score)],
    parts: gatherUntold([longer ?? fivePointsPart(score), ...groundSections(view).map(onPaper)]),
  };
}

function onPaper({ blocks, ...section }: Section): Section {
  return {
    ...section,
    blocks: blocks.map((block) => ('table' in block ? { ...block, table: withoutEmpty(block.table) } : block)),
  };
}

/** The prices that decide, drawn where there are two to compare. */
function priceBlocks(view: EconomicsView, { meta }: ScoreResult): Block[] {
  const lines = marginalLines(view, meta.horizonMonths).filter(({ figure }) => figure !== MISSING);
  const { marginal } = view.economics;
  const { acquisition, acquisitionLow, acquisitionHigh, retention, retentionLow, retentionHigh } = marginal;
  const prices = [
    { label: MARGINAL_LABELS.won, value: acquisition, low: acquisitionLow, high: acquisitionHigh },
    { label: MARGINAL_LABELS.kept, value: retention, low: retentionLow, high: retentionHigh },
    { label: MARGINAL_LABELS.worth, value: marginal.customerValue, low: null, high: null },
    { label: MARGINAL_LABELS.here, value: marginal.horizonValue, low: null, high: null },
  ];
  const rows = prices.flatMap(({ label, value, low, high }) =>
    value === null ? [] : [{ label, value, low, high, text: roundMoney(value) }],
  );
  if (rows.length < 2) return lines.length === 0 ? [] : [{ lines }];
  const isDrawn = ({ label }: HeadlineLine) => rows.some((row) => row.label === label);
  const caption = 'What one more customer costs, won or kept, with its 90% range, and what one brings';
  const table = tableOf(
    [left(''), right('Amount'), left('')],
    lines.filter(isDrawn).map(({ label, mark, figure, note }) => [label, `${mark}${figure}`, note]),
  );
  const rest = lines.filter((line) => !isDrawn(line));
  return [{ picture: { kind: 'bars', caption, rows }, table }, ...(rest.length === 0 ? [] : [{ lines: rest }])];
}

/** Without a simulation, what it comes to for a new customer alone. */
function fivePointsPart(score: ScoreResult): Section {
  const line = fivePointsLine(score);
  const heading = 'Five points of retention';
  if (line.figure === MISSING) return { heading, blocks: [{ untold: line.note }] };
  const words =
    'Points, not per cent, of the customers who stay a year, on your own curve: the lifetime value of a new customer ' +
    'without end, discounted, before the cost of winning them.';
  return { heading, blocks: [{ lines: [line] }, { words }] };
}
