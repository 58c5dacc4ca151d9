import type { ScoreResult, ValueGroup } from '../../domain/results.ts';
import { backtestSectionsOf } from '../backtestSections.ts';
import {
  cohortTable,
  expectsLosses,
  forecastWords,
  groupedValues,
  modelWords,
  SHARES_OF_GAINS,
} from '../forecastSection.ts';
import { countedLines, expectedLines } from '../headline.ts';
import { decimal, percent, roundMoney } from '../numbers.ts';
import type { BarPicture } from '../pictures.ts';
import { knownThenMissing, left, right, tableOf } from '../reportTables.ts';
import type { Section } from '../sections.ts';
import { sentence } from '../sentence.ts';
import type { TableData } from '../tables.ts';

/** Observed and expected value, how it was forecast, and how such a forecast did on the past. */
export function worthChapter(score: ScoreResult): Section {
  const { backtest } = score.models;
  return {
    heading: 'What our customers are worth',
    blocks: [
      { lines: countedLines(score) },
      ...knownThenMissing(expectedLines(score)),
      ...(backtest.tried ? modelWords(score) : forecastWords(score)).map((words) => ({ words })),
    ],
    parts: [
      ...groupedValues(score).flatMap(({ heading, groups, table, note }) => groupPart(heading, groups, table, note)),
      ...groupPart('Value by start', score.portfolio.byCohort, cohortTable(score)),
      ...(backtest.tried ? backtestSectionsOf(backtest) : []),
    ],
  };
}

function groupPart(
  heading: string,
  groups: readonly ValueGroup[],
  table: TableData | null,
  note: string | null = null,
): Section[] {
  if (table === null) return [];
  const rows = groups.flatMap(({ key, expected, low, high }) =>
    expected === null ? [] : [{ label: key ?? 'not stated', value: expected, low, high, text: roundMoney(expected) }],
  );
  const picture: BarPicture = { kind: 'bars', caption: `${heading}: expected, with its 90% range`, rows };
  return [{ heading, blocks: [{ picture, table }, ...(note === null ? [] : [{ words: note }])] }];
}

/** Who holds how much of the expected value; no chapter where none is expected. */
export function spreadChapter({ portfolio, warnings }: ScoreResult): Section[] {
  const { spread } = portfolio;
  if (spread.length === 0) return [];
  const rows = spread.map(({ customersShare, valueShare }) => ({
    label: `top ${percent(customersShare, 0)} of customers`,
    value: valueShare,
    low: null,
    high: null,
    text: percent(valueShare, 0),
  }));
  const picture: BarPicture = {
    kind: 'bars',
    caption: 'Share of the expected value held by the most valuable customers',
    rows,
  };
  const columns = [left('Most valuable'), right('Customers'), right('Share of value')];
  const cells = spread.map(({ customersShare, customers, valueShare }) => [
    `top ${percent(customersShare, 0)}`,
    decimal(customers, 0),
    percent(valueShare),
  ]);
  const of = expectsLosses(warnings) ? [{ words: sentence(`Shares ${SHARES_OF_GAINS}`) }] : [];
  return [{ heading: 'Who holds the value', blocks: [{ picture, table: tableOf(columns, cells) }, ...of] }];
}
