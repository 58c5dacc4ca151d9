import type { Estimate, ScenarioChanges, ScenarioOutcome, SimulateReport } from '../domain/simulateReport.ts';
import type { Column } from './grid.ts';
import { GRADE_MARKS } from './headline.ts';
import { decimal, MISSING, percent, roundMoney, signed } from './numbers.ts';
import { left, right, tableOf } from './reportTables.ts';
import type { TableData } from './tables.ts';

/** Scenarios that stand side by side on a page of 80 columns. */
const SIDE_BY_SIDE = 3;
const LEAST_COLUMN = 12;
/** Told only where some scenario changes it. */
const PAYBACK = 'CAC back, months';

/** The scenarios side by side against today, a table for every three. */
export function comparisonTables({ simulate, meta }: Pick<SimulateReport, 'simulate' | 'meta'>): TableData[] {
  const told = simulate.scenarios.filter(({ changes }) => changes !== null);
  const tables: TableData[] = [];
  for (let from = 0; from < told.length; from += SIDE_BY_SIDE) {
    tables.push(comparisonTable(told.slice(from, from + SIDE_BY_SIDE), meta.horizonMonths));
  }
  return tables;
}

interface Line {
  readonly label: string;
  readonly today?: (changes: ScenarioChanges) => string;
  readonly cell: (changes: ScenarioChanges, outcome: ScenarioOutcome) => string;
}

function comparisonTable(outcomes: readonly ScenarioOutcome[], runMonths: number): TableData {
  const scenario = ({ name }: ScenarioOutcome, i: number): Column => ({ ...right(name, i), least: LEAST_COLUMN });
  const columns = [left(''), right('Today'), ...outcomes.map(scenario)];
  const costed = outcomes.some(({ programme }) => programme !== null && programme.costs !== null);
  // A scenario looked at differently has a today of its own.
  const first = outcomes.find(({ horizonMonths }) => horizonMonths === runMonths) ?? outcomes[0]!;
  const lines = [...valueLines(outcomes), ...stayingLines(), ...newCustomerLines(), ...(costed ? caseLines() : [])];
  const rows = lines.map(({ label, today, cell }) => [
    label,
    today === undefined ? '' : today(first.changes!),
    ...outcomes.map((outcome) => cell(outcome.changes!, outcome)),
  ]);
  return tableOf(
    columns,
    rows.filter(([label, today, ...cells]) => {
      const told = cells.some((cell) => cell !== '' && cell !== MISSING);
      return told && !(label === PAYBACK && cells.every((cell) => cell === today));
    }),
  );
}

function valueLines(outcomes: readonly ScenarioOutcome[]): Line[] {
  const seen = outcomes.some(({ changes }) => changes!.revaluedBy !== 0);
  const revalued: Line = {
    label: 'Today likewise',
    cell: ({ valueToday }) => marked(valueToday, roundMoney(valueToday.value)),
  };
  return [
    {
      label: 'Value',
      today: ({ valueToday }) => marked(valueToday, roundMoney(valueToday.value)),
      cell: ({ valueToday, marginChange }) =>
        marked(marginChange, roundMoney(sumOf(valueToday.value, marginChange.value))),
    },
    ...(seen ? [revalued] : []),
    moneyLine('Margin change', ({ marginChange }) => marginChange),
    {
      label: 'Service cost',
      today: ({ serviceToday }) => roundMoney(serviceToday),
      cell: ({ serviceToday, serviceChange }) =>
        marked(serviceChange, roundMoney(sumOf(serviceToday, serviceChange.value))),
    },
    ...interval('Net change', ({ netChange }) => netChange, signedMoney),
  ];
}

function sumOf(today: number | null, change: number | null): number | null {
  return today === null || change === null ? null : today + change;
}

function stayingLines(): Line[] {
  return [
    {
      label: 'Stay on a year',
      // On the curves, which are assumed where the value is.
      today: ({ retentionNow, valueToday }) =>
        `${GRADE_MARKS[valueToday.grade === 'assumed' ? 'assumed' : 'modelled']}${percent(retentionNow)}`,
      cell: ({ retentionThen, points }) => marked(points, percent(retentionThen)),
    },
    ...interval(
      'Customers kept',
      ({ customersKept }) => customersKept,
      (value) => signed(decimal(value, 1)),
    ),
    {
      label: 'Churn cut',
      cell: ({ churnCut }) => (churnCut === 0 ? '' : percent(churnCut)),
    },
    {
      label: 'Effort here now',
      today: ({ effortNow }) => (effortNow === null ? '' : decimal(effortNow, 1)),
      cell: ({ effortThen }) => (effortThen === null ? '' : decimal(effortThen, 1)),
    },
  ];
}

function newCustomerLines(): Line[] {
  return [
    {
      label: 'Lifetime value',
      cell: ({ newCustomer }) => marked(newCustomer, signed(percent(newCustomer.valueChange))),
    },
    {
      label: 'LTV : CAC',
      today: ({ newCustomer }) => marked(newCustomer, decimal(newCustomer.ltvToCac, 1)),
      cell: ({ newCustomer }) => marked(newCustomer, decimal(newCustomer.ltvToCacThen, 1)),
    },
    {
      label: PAYBACK,
      today: ({ newCustomer }) => decimal(newCustomer.paybackMonths, 1),
      cell: ({ newCustomer }) => decimal(newCustomer.paybackMonthsThen, 1),
    },
  ];
}

/** The programme in short; its own section has the years. */
function caseLines(): Line[] {
  type Told = NonNullable<ScenarioOutcome['programme']>;
  const line = (label: string, words: (told: Told) => string): Line => ({
    label,
    cell: (_, { programme }) => (programme === null ? '' : words(programme)),
  });
  return [
    line('Programme cost', ({ costs }) => roundMoney(costs)),
    line('Benefits', ({ benefits, grade }) => `${GRADE_MARKS[grade]}${roundMoney(benefits)}`),
    line('NPV', ({ npv, grade }) => (npv === null ? MISSING : `${GRADE_MARKS[grade]}${signedMoney(npv)}`)),
    line('  P10', ({ npvP10 }) => signedMoney(npvP10)),
    line('  P90', ({ npvP90 }) => signedMoney(npvP90)),
    line('ROI', ({ roi, grade }) => (roi === null ? MISSING : `${GRADE_MARKS[grade]}${percent(roi, 0)}`)),
    line('Back in, months', ({ paybackMonths }) => decimal(paybackMonths, 1)),
    line('Break-even, pts', ({ breakEvenPoints }) => decimal(breakEvenPoints, 2)),
    line('  on your curves', ({ breakEvenOnCurves }) => decimal(breakEvenOnCurves, 2)),
    line('Cost of one kept', ({ costPerCustomerKept }) => roundMoney(costPerCustomerKept)),
  ];
}

function moneyLine(label: string, figure: (changes: ScenarioChanges) => Estimate): Line {
  return {
    label,
    cell: (changes) => marked(figure(changes), signedMoney(figure(changes).value)),
  };
}

function interval(
  label: string,
  figure: (changes: ScenarioChanges) => Estimate,
  words: (value: number | null) => string,
): Line[] {
  // What was asked for outright has no interval.
  const end = (own: Estimate, value: number | null) => (words(own.low) === words(own.high) ? '' : words(value));
  return [
    { label, cell: (changes) => marked(figure(changes), words(figure(changes).value)) },
    { label: '  low', cell: (changes) => end(figure(changes), figure(changes).low) },
    { label: '  high', cell: (changes) => end(figure(changes), figure(changes).high) },
  ];
}

function signedMoney(value: number | null): string {
  return signed(roundMoney(value));
}

function marked({ grade }: Pick<Estimate, 'grade'>, text: string): string {
  return text === MISSING ? text : `${GRADE_MARKS[grade]}${text}`;
}
