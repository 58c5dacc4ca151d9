import type { CustomerNumber } from '../../domain/customers.ts';
import type { Dataset } from '../../domain/dataset.ts';
import type { Codes, InteractionColumn, InteractionTable } from '../../domain/interactions.ts';
import { MS_PER_DAY } from '../../foundation/days.ts';

/** One interaction apart from its table: a value for each column that the table has. */
export interface LooseRow {
  readonly timeMs: number;
  readonly kind: number;
  readonly columns: Readonly<Partial<Record<InteractionColumn, number>>>;
}

/** The same dataset with one number of one customer changed. */
export function withNumber(dataset: Dataset, customer: number, field: CustomerNumber, value: number): Dataset {
  const { customers, customerIds } = dataset;
  const column = customers.numbers.get(field)?.slice() ?? new Float64Array(customerIds.length).fill(Number.NaN);
  column[customer] = value;
  return { ...dataset, customers: { ...customers, numbers: new Map([...customers.numbers, [field, column]]) } };
}

/** A customer's interactions, to be edited. */
export function looseRows({ interactions }: Dataset, customer: number): LooseRow[] {
  const { start, timeMs, kind, columns } = interactions;
  const names = Object.keys(columns) as InteractionColumn[];
  return Array.from({ length: start[customer + 1]! - start[customer]! }, (_, i) => {
    const row = start[customer]! + i;
    const values = Object.fromEntries(names.map((name) => [name, columns[name]![row]!]));
    return { timeMs: timeMs[row]!, kind: kind[row]!, columns: values };
  });
}

/** The same dataset with other interactions of one customer; columns that the table does not have are left out. */
export function withRows(dataset: Dataset, customer: number, rows: readonly LooseRow[]): Dataset {
  const table = dataset.interactions;
  const [from, to] = [table.start[customer]!, table.start[customer + 1]!];
  // A stable sort, so that rows of one time and kind stay in the order that their other fields gave them.
  const sorted = rows.slice().sort((a, b) => a.timeMs - b.timeMs || a.kind - b.kind);
  const spliced = <T extends Float64Array | Float32Array | Codes | Uint8Array>(
    column: T,
    read: (row: LooseRow) => number,
  ): T => {
    const length = column.length + sorted.length - (to - from);
    const edited = new (column.constructor as new (length: number) => T)(length);
    edited.set(column.subarray(0, from));
    edited.set(sorted.map(read), from);
    edited.set(column.subarray(to), from + sorted.length);
    return edited;
  };
  const names = Object.keys(table.columns) as InteractionColumn[];
  const columns = names.map((name) => [name, spliced(table.columns[name]!, (row) => row.columns[name] ?? Number.NaN)]);
  const interactions: InteractionTable = {
    ...table,
    rows: table.rows + sorted.length - (to - from),
    start: table.start.map((place, i) => (i > customer ? place + sorted.length - (to - from) : place)),
    timeMs: spliced(table.timeMs, ({ timeMs }) => timeMs),
    kind: spliced(table.kind, ({ kind }) => kind),
    columns: Object.fromEntries(columns) as InteractionTable['columns'],
  };
  return { ...dataset, interactions };
}

/** The last instant of a day. */
export function endOfDayMs(day: number): number {
  return (day + 1) * MS_PER_DAY - 1;
}
