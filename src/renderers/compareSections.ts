import type {
  CompareReport,
  Contribution,
  CustomerMovement,
  FlowName,
  Movement,
  Movements,
  SharedMovement,
} from '../domain/compareReport.ts';
import { REASONS } from '../domain/grades.ts';
import type { Followed } from '../domain/storedResult.ts';
import { decimal, MISSING, percent, roundMoney, signed } from './numbers.ts';
import type { RowField } from './reportData.ts';
import { left, right, tableOf } from './reportTables.ts';
import type { Block, Report, Section } from './sections.ts';

/** The comparison for reading: what moved, by whom it moved, and the customers behind it. */
export function compareSections(report: CompareReport): Report {
  const { meta, assumptions, warnings } = report;
  const sections = report.moved ? movedSections(report) : [stillSection(report)];
  return { name: 'Comparison', ...{ meta, assumptions, warnings, sections } };
}

function stillSection({ before, after }: CompareReport): Section {
  const words = `Nothing moved: both results hold the same ${decimal(after.customers, 0)} customers with the same figures${
    before.asOf === null ? '' : `, as of ${before.asOf}`
  }.`;
  return { heading: 'What moved', blocks: [{ words }] };
}

function movedSections(report: CompareReport): Section[] {
  const behind = BEHIND.map(([name, heading, print]) => ({ heading, blocks: contributors(report, name, print) }));
  return [
    { heading: whatMoved(report), blocks: movementBlocks(report) },
    { heading: 'Who came, left and changed', blocks: [{ table: flowTable(report) }] },
    ...behind.filter(({ blocks }) => blocks.length > 0),
    { heading: 'Effort bands', blocks: bandBlocks(report) },
  ];
}

function whatMoved({ before, after }: CompareReport): string {
  const day = (asOf: string | null) => asOf ?? 'undated';
  return before.asOf === after.asOf ? 'What moved' : `What moved from ${day(before.asOf)} to ${day(after.asOf)}`;
}

type Print = (value: number | null) => string;

const FIGURES = [
  ['customers', 'Customers', count],
  ['active', 'of them active', count],
  ['revenue', 'Revenue, net', roundMoney],
  ['margin', 'Margin so far', roundMoney],
  ['value', 'Expected value', roundMoney],
  ['valueAtRisk', 'Value at risk', roundMoney],
  ['atRiskShare', 'Share at risk', share, points],
  ['retention', 'Staying', share, points],
  ['upliftValue', 'Easier experience', roundMoney],
  ['effort', 'Effort, mean', tenths],
  ['serviceCost', 'Service cost so far', roundMoney],
] as const satisfies readonly (readonly [keyof Movements, string, Print, Print?])[];

function count(value: number | null): string {
  return decimal(value, 0);
}

function tenths(value: number | null): string {
  return decimal(value, 1);
}

function share(value: number | null): string {
  return percent(value);
}

/** The change of a share. */
function points(value: number | null): string {
  return value === null ? MISSING : `${decimal(value * 100, 1)} points`;
}

/** A figure that the two results measured differently carries the mark of what to mind. */
function mark({ measuredOtherwise }: CompareReport, name: keyof Movements): string {
  return `movement.${name}` in measuredOtherwise ? '! ' : '';
}

const NOT_ALIKE =
  'Figures marked ! were not measured alike in both results: a part of their movement is that (see Mind).';

function movementBlocks(report: CompareReport): Block[] {
  const { movement, reasons, measuredOtherwise } = report;
  const columns = [
    left('Figure', 0, 12),
    right('Before', 5),
    right('After'),
    right('Change'),
    right('in %', 1),
    right('Came', 4),
    right('Left', 3),
    right('Changed', 2),
  ];
  const rows = FIGURES.map(([name, label, print, change]) =>
    movementCells(`${mark(report, name)}${label}`, movement[name], [print, change ?? print]),
  );
  const unknown = FIGURES.flatMap(([name, label]) => {
    const reason = reasons[`movement.${name}`];
    return reason === undefined ? [] : [`${label}: ${REASONS[reason]}`];
  });
  const legend = 'Came and left: customers of only one result; changed: those of both. The three add up to the change.';
  const notAlike: Block[] = Object.keys(measuredOtherwise).length === 0 ? [] : [{ words: NOT_ALIKE }];
  const words: Block[] = unknown.length === 0 ? [] : [{ items: unknown }];
  return [{ table: tableOf(columns, rows) }, { words: legend }, ...notAlike, ...words];
}

function movementCells(
  label: string,
  movement: Movement & Partial<SharedMovement>,
  [print, printChange]: readonly [Print, Print],
): string[] {
  const { before, after, change, relative, came, left: gone, changed } = movement;
  const part = (value: number | null | undefined) => {
    if (value === undefined || value === null) return '';
    return value === 0 ? '0' : moved(value, print);
  };
  return [
    ...[label, print(before), print(after), moved(change, printChange)],
    relative === undefined || relative === null ? '' : moved(relative, share),
    ...[part(came), part(gone), part(changed)],
  ];
}

/** With its sign; what is nothing to the digits shown has none. */
function moved(value: number | null, print: Print): string {
  const text = print(value);
  return /[1-9]/.test(text) ? signed(text) : text;
}

const FLOW_WORDS = {
  came: 'came since',
  left: 'left: only in the earlier result',
  churned: 'churned since',
  lapsed: 'lapsed since',
  returned: 'returned',
  changed: 'another status',
  stayed: 'status as before',
} as const satisfies Record<FlowName, string>;

function flowTable({ flows }: CompareReport) {
  const columns = [left('Customers who', 0, 10), right('Number'), right('Value'), right('At risk')];
  const rows = flows
    .filter(({ customers }) => customers > 0)
    .map(({ name, customers, value, valueAtRisk }) => [
      FLOW_WORDS[name],
      decimal(customers, 0),
      moved(value, roundMoney),
      moved(valueAtRisk, roundMoney),
    ]);
  return tableOf(columns, rows);
}

const BEHIND = [
  ['value', 'Behind the movement of value', roundMoney],
  ['valueAtRisk', 'Behind the movement of risk', roundMoney],
  ['effort', 'Behind the movement of mean effort', tenths],
] as const satisfies readonly (readonly [Followed, string, Print])[];

function contributors(report: CompareReport, name: Followed, print: Print): Block[] {
  const { largest, movement } = report;
  const rows = largest[name];
  if (movement[name].change === null || rows.length === 0) return [];
  const columns = [
    left('Customer', 0, 8),
    left('Became', 2),
    right('Before'),
    right('After'),
    right('Contribution'),
    left('Effort', 1),
  ];
  const unlike: Block[] = mark(report, name) === '' ? [] : [{ words: NOT_BY_THEM }];
  // Of a mean, one customer's part is small.
  const part: Print = name === 'effort' ? (value) => decimal(value, 3) : print;
  const cells = rows.map((row) => [
    ...[row.customerId, row.flow === 'stayed' ? '' : row.flow, print(row.before), print(row.after)],
    ...[moved(row.contribution, part), bandWords(row)],
  ]);
  return [{ table: tableOf(columns, cells) }, ...unlike];
}

const NOT_BY_THEM = 'The two results did not measure this alike (see Mind): not all of it is what customers did.';

function bandWords({ bandBefore, bandAfter }: Contribution): string {
  if (bandBefore === bandAfter) return bandAfter ?? '';
  return `${bandBefore ?? MISSING} to ${bandAfter ?? MISSING}`;
}

function bandBlocks(report: CompareReport): Block[] {
  const { bands, bandMoves } = report;
  const columns = [
    left('Effort'),
    right('Before'),
    right('After'),
    right('Change'),
    right('Churn before', 1),
    right('Churn now', 1),
  ];
  const rows = bands.map(({ status, before, after, monthlyChurnRateBefore, monthlyChurnRateAfter }) => [
    ...[status, decimal(before, 0), decimal(after, 0), moved(after - before, count)],
    ...[percent(monthlyChurnRateBefore, 2), percent(monthlyChurnRateAfter, 2)],
  ]);
  const crossed = bandMoves.filter(({ from, to }) => from !== to);
  const moves = crossed.map(
    ({ from, to, customers }) => `${decimal(customers, 0)} from ${from ?? 'unknown'} to ${to ?? 'unknown'}`,
  );
  const words = moves.length === 0 ? 'Nobody in both results changed band.' : `${moves.join(', ')}.`;
  const unlike: Block[] = mark(report, 'effort') === '' ? [] : [{ words: NOT_BY_THEM }];
  return [{ table: tableOf(columns, rows) }, { words }, ...unlike];
}

const FOLLOWED_IN_ROWS = ['revenue', 'value', 'valueAtRisk', 'effort'] as const;
const SNAKE = { revenue: 'revenue', value: 'value', valueAtRisk: 'value_at_risk', effort: 'effort' } as const;

export const compareFields: readonly RowField<CustomerMovement>[] = [
  { name: 'customer_id', read: ({ customerId }) => customerId },
  { name: 'segment', read: ({ segment }) => segment },
  { name: 'flow', read: ({ flow }) => flow },
  { name: 'status_before', read: ({ statusBefore }) => statusBefore },
  { name: 'status_after', read: ({ statusAfter }) => statusAfter },
  { name: 'band_before', read: ({ bandBefore }) => bandBefore },
  { name: 'band_after', read: ({ bandAfter }) => bandAfter },
  ...FOLLOWED_IN_ROWS.flatMap((figure) =>
    (['before', 'after', 'change'] as const).map((when) => ({
      name: `${SNAKE[figure]}_${when}`,
      read: (row: CustomerMovement) => row[figure][when],
    })),
  ),
];
