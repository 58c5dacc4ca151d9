import type { CustomerResult, EffortBand, ScoreResult } from '../domain/results.ts';
import { toldApartBy } from '../domain/toldApart.ts';
import type { Cell, Column } from './grid.ts';
import { GRADE_MARKS } from './headline.ts';
import { decimal, MISSING, percent, roundMoney } from './numbers.ts';
import type { Paint } from './paint.ts';
import { readerOf } from './paths.ts';
import { type Field, snakeCase } from './select.ts';

/** Columns and cells of a table, however it is drawn. */
export interface TableData {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Columns in which nobody has anything are no use on paper. */
export function withoutEmpty({ columns, rows }: TableData): TableData {
  const isTold = (i: number) => rows.some((cells) => cells[i]!.text !== MISSING);
  const told = <T>(all: readonly T[]) => all.filter((_, i) => isTold(i));
  return { columns: told(columns), rows: rows.map(told) };
}

export function bandTable({ portfolio }: ScoreResult): TableData {
  return bandRows(portfolio.effort.bands);
}

export function bandRows(bands: readonly EffortBand[]): TableData {
  return {
    columns: [
      { title: 'Effort', align: 'left', expendable: 0 },
      { title: 'Last in it', align: 'right', expendable: 0 },
      { title: 'Months in it', align: 'right', expendable: 3 },
      { title: 'Left from it', align: 'right', expendable: 2 },
      { title: 'Leave a month', align: 'right', expendable: 0 },
      { title: 'Between', align: 'left', expendable: 1 },
    ],
    rows: bands.map(bandCells),
  };
}

/** What its columns count, for no two of them are parts of one whole. */
export const BAND_LEGEND =
  'Last in it: customers by their effort today, or when they left. Months and leavers go by effort at the month’s start, so one customer may count in several bands.';

/** Whether anything is counted by month; a snapshot only has customers. */
export function bandsOfMonths(bands: readonly EffortBand[]): boolean {
  return bands.some(({ customerMonths }) => customerMonths !== null);
}

function bandCells(band: EffortBand): Cell[] {
  const { rateLow, rateHigh } = band;
  const between = rateLow === null || rateHigh === null ? '' : `${percent(rateLow, 2)} and ${percent(rateHigh, 2)}`;
  return [
    { text: band.status },
    { text: decimal(band.customers, 0) },
    { text: decimal(band.customerMonths, 0) },
    { text: decimal(band.churned, 0) },
    { text: percent(band.monthlyChurnRate, 2) },
    { text: between },
  ];
}

const CUSTOMER_COLUMNS: readonly Column[] = [
  { title: 'Customer', align: 'left', least: 8, expendable: 0 },
  { title: 'Segment', align: 'left', expendable: 7, least: 7 },
  { title: 'Status', align: 'left', expendable: 6 },
  { title: 'Net so far', align: 'right', expendable: 5 },
  { title: 'Expected', align: 'right', expendable: 0 },
  { title: 'At stake', align: 'right', expendable: 0 },
  { title: 'Effort', align: 'right', expendable: 1 },
  { title: 'Stays on', align: 'right', expendable: 2 },
  { title: 'Next step', align: 'left', least: 24, wraps: true, expendable: 4 },
];

/** What a column says that its title has no room for. */
export function customerLegend({ meta, models, portfolio }: ScoreResult): string {
  if (portfolio.reasons['valueAtRisk'] === 'no_dropout')
    return 'At stake and Stays on cannot be told: the purchases show nobody leaving for good.';
  const stays = `Stays on: the chance to be here still, ${decimal(meta.horizonMonths, 0)} months from today.`;
  const addUp = portfolio.effort.mean === null || toldApartBy(models).includes('effort');
  const apart = addUp ? '' : ' It and At stake know of the customer’s effort, Expected does not: they do not add up.';
  const doubt =
    portfolio.effort.evidence === 'no evidence' ? ' Your data give no evidence that easing effort keeps anybody.' : '';
  return `${stays}${apart}${doubt}`;
}

/** The customers for reading: the figures that decide, or the fields asked for. */
export function customerTable(result: ScoreResult, fields: readonly Field[] | null, paint: Paint): TableData {
  const customers = [...result.customers];
  if (fields !== null) return fieldTable(customers, fields);
  return { columns: CUSTOMER_COLUMNS, rows: customers.map((customer) => customerCells(customer, paint)) };
}

function customerCells(customer: CustomerResult, paint: Paint): Cell[] {
  const { value, effort, retention } = customer;
  const effortText = effort.score === null ? (effort.status ?? MISSING) : decimal(effort.score, 0);
  return [
    { text: customer.customerId },
    { text: customer.segment ?? MISSING },
    { text: customer.status },
    { text: roundMoney(customer.revenue.net) },
    { text: marked(roundMoney(value.expected), customer, 'value.expected') },
    { text: marked(roundMoney(customer.atStake), customer, 'atStake') },
    { text: effortText, ...(effort.status === 'high' ? { paint: paint.alarm } : {}) },
    { text: percent(retention.now, 0) },
    { text: firstSentence(customer.action.text) },
  ];
}

function marked(text: string, customer: CustomerResult, path: 'value.expected' | 'atStake'): string {
  if (text === MISSING) return text;
  const grade = customer.grades[path] ?? (path === 'value.expected' ? customer.value.grade : customer.retention.grade);
  return `${GRADE_MARKS[grade]}${text}`;
}

function fieldTable(customers: readonly CustomerResult[], fields: readonly Field[]): TableData {
  const readers = fields.map(readerOf);
  const rows = customers.map((customer) => readers.map((read) => ({ text: plain(read(customer)) })));
  const numeric = (i: number) => customers.some((customer) => typeof readers[i]!(customer) === 'number');
  const columns = fields.map((field, i) => ({
    title: snakeCase(field),
    align: numeric(i) ? ('right' as const) : ('left' as const),
    expendable: i,
    ...(numeric(i) ? {} : { least: Math.max(8, snakeCase(field).length) }),
  }));
  return { columns, rows };
}

/** A figure for reading: four decimals at most. */
function plain(value: unknown): string {
  if (value === null || value === undefined) return MISSING;
  if (typeof value === 'number')
    return Number.isInteger(value) ? decimal(value, 0) : decimal(value, tidyDecimals(value));
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([path, word]) => `${path}=${word}`)
    .join(' ');
}

function tidyDecimals(value: number): number {
  return Math.abs(value) >= 10 ? 2 : 4;
}

/** The step itself: the money behind it stands in its own column. */
function firstSentence(text: string): string {
  return /^.*?[.](?= |$)/.exec(text)?.[0] ?? text;
}
