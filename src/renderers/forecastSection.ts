import type { ScoreResult, ValueGroup } from '../domain/results.ts';
import { toldApartBy } from '../domain/toldApart.ts';
import { curveChart } from './curveChart.ts';
import { GRADE_MARKS } from './headline.ts';
import { decimal, MISSING, roundMoney } from './numbers.ts';
import { sentence } from './sentence.ts';
import { spreadChart } from './spreadChart.ts';
import type { TableData } from './tables.ts';

/** How the value was forecast, in a few lines, and how the forecast did on the past. */
export function forecastWords(result: ScoreResult): string[] {
  const { backtest } = result.models;
  return [...modelWords(result), backtest.tried ? backtest.trust : sentence(`Not tried on the past: ${backtest.why}`)];
}

/** The same without how it did, where the trial itself is told. */
export function modelWords({ models }: ScoreResult): string[] {
  const { inWords } = models.revenue;
  return Array.isArray(inWords) ? inWords.filter((words) => typeof words === 'string') : [];
}

const SHARES_SHOWN: readonly number[] = [0.01, 0.1, 0.5];

/** Who holds how much of the expected value; null where none is expected. */
export function spreadLines({ portfolio }: ScoreResult, width: number): string[] | null {
  const shown = portfolio.spread.filter(({ customersShare }) => SHARES_SHOWN.includes(customersShare));
  return shown.length === 0 ? null : spreadChart(shown, width);
}

/** The share of subscribers still here by month; null where the model has no such curve. */
export function retentionLines({ models }: ScoreResult, width: number): string[] | null {
  const curve = models.revenue['survivalByMonth'];
  if (!Array.isArray(curve) || curve.length < 2) return null;
  return curveChart(curve.map(Number), width);
}

const MOST_GROUPS = 8;

/** Value by segment, while the segments are few enough to read; null otherwise. */
export function segmentTable({ portfolio }: ScoreResult): TableData | null {
  const groups = portfolio.bySegment;
  if (groups.length < 2 || groups.length > MOST_GROUPS || groups.every(({ expected }) => expected === null))
    return null;
  return groupTable('Segment', groups, GRADE_MARKS[portfolio.value.grade]);
}

/** What the ranges of subscribers' segments do not know, where no segment has a path of its own. */
export function segmentNote({ models }: ScoreResult): string | null {
  if (models.behaviour !== 'subscription' || toldApartBy(models).includes('segment')) return null;
  return 'Segments of equal tenure are taken to stay equally long: where one leaves faster, its range does not know.';
}

export function cohortTable({ portfolio }: ScoreResult): TableData | null {
  const groups = portfolio.byCohort;
  if (groups.length < 2 || groups.every(({ expected }) => expected === null)) return null;
  return groupTable('Since', groups, GRADE_MARKS[portfolio.value.grade]);
}

function groupTable(title: string, groups: readonly ValueGroup[], mark: string): TableData {
  return {
    columns: [
      { title, align: 'left', expendable: 0, least: 8 },
      { title: 'Customers', align: 'right', expendable: 2 },
      { title: 'Active', align: 'right', expendable: 3 },
      { title: 'Expected', align: 'right', expendable: 0 },
      { title: 'Between', align: 'left', expendable: 1 },
    ],
    rows: groups.map(({ key, customers, active, expected, low, high }) => {
      const range = low === null || high === null ? '' : `${roundMoney(low)} and ${roundMoney(high)}`;
      const value = expected === null ? MISSING : `${mark}${roundMoney(expected)}`;
      return [key ?? MISSING, decimal(customers, 0), decimal(active, 0), value, range].map((text) => ({ text }));
    }),
  };
}
