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
export function spreadLines({ portfolio, warnings }: ScoreResult, width: number): string[] | null {
  const shown = portfolio.spread.filter(({ customersShare }) => SHARES_SHOWN.includes(customersShare));
  if (shown.length === 0) return null;
  return [...spreadChart(shown, width), ...(expectsLosses(warnings) ? [SHARES_OF_GAINS] : [])];
}

/** Of what the shares are where some customers are expected to cost more than they bring. */
export const SHARES_OF_GAINS = 'of what those above zero are worth; some are below zero';

export function expectsLosses(warnings: ScoreResult['warnings']): boolean {
  return warnings.some(({ code }) => code === 'losses_expected');
}

/** The share of subscribers still here by month; null where the model has no such curve. */
export function retentionLines({ models }: ScoreResult, width: number): string[] | null {
  const curve = models.revenue['survivalByMonth'];
  if (!Array.isArray(curve) || curve.length < 2) return null;
  return curveChart(curve.map(Number), width);
}

const MOST_GROUPS = 8;

/** The value of groups of customers, and what there is to know of it. */
export interface GroupedValue {
  readonly heading: string;
  readonly groups: readonly ValueGroup[];
  readonly table: TableData;
  readonly note: string | null;
}

const GROUPED = [
  ['segment', 'bySegment', 'Segment'],
  ['plan', 'byPlan', 'Plan'],
] as const;

/** Value by segment and by plan, while they are few enough to read; the same customers under other names only once. */
export function groupedValues({ portfolio, models }: ScoreResult): GroupedValue[] {
  return GROUPED.flatMap(([field, name, title]) => {
    const groups = portfolio[name];
    if (field === 'plan' && areAlike(groups, portfolio.bySegment)) return [];
    if (groups.length < 2 || groups.length > MOST_GROUPS || groups.every(({ expected }) => expected === null))
      return [];
    const table = groupTable(title, groups, GRADE_MARKS[portfolio.value.grade]);
    return [{ heading: `Value by ${field}`, groups, table, note: groupNote(models, field) }];
  });
}

function areAlike(groups: readonly ValueGroup[], others: readonly ValueGroup[]): boolean {
  const numbersOf = (of: readonly ValueGroup[]) =>
    of.map(({ customers, active, expected }) => [customers, active, expected].join()).sort();
  return String(numbersOf(groups)) === String(numbersOf(others));
}

/** What the ranges of subscribers' groups do not know, where the groups have no paths of their own. */
function groupNote(models: ScoreResult['models'], field: 'segment' | 'plan'): string | null {
  const apart = toldApartBy(models);
  if (models.behaviour !== 'subscription' || apart.includes(field)) return null;
  const alike = ['tenure', ...apart].join(', ').replace(/, (?=[^,]*$)/, ' and ');
  return `${field === 'plan' ? 'Plans' : 'Segments'} of equal ${alike} are taken to stay equally long: where one leaves faster, its range does not know.`;
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
