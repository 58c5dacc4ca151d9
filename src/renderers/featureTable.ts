import type { CustomerNumber, CustomerText, TextColumn } from '../domain/customers.ts';
import type { Dataset } from '../domain/dataset.ts';
import { CUSTOMER_FIELDS, type FeatureField } from '../domain/fields.ts';
import type { ColumnType, TypedTable } from '../domain/typedTable.ts';
import { isoDate, MS_PER_DAY } from '../foundation/days.ts';
import { toUnits } from '../foundation/money.ts';

type Cell = string | number | null;

interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly cell: (row: number) => Cell;
}

/** Who somebody is enters no figure. */
const LEFT_OUT: ReadonlySet<CustomerText> = new Set(['name', 'email', 'account_name']);

/** The features of customers beside what the customers files say of them, under the names of the canonical fields. */
export function featureTable(dataset: Dataset, features: Partial<Record<FeatureField, Float64Array>>): TypedTable {
  const { customerIds, customers, facts } = dataset;
  const id: Column = { name: 'customer_id', type: 'text', cell: (row) => customerIds[row]! };
  const texts = [...customers.texts].filter(([field]) => !LEFT_OUT.has(field)).map(textColumn);
  const numbers = [...customers.numbers].map(([field, values]) => numberColumn(field, values));
  const counted = (Object.entries(features) as [FeatureField, Float64Array][]).map(([field, values]) =>
    numberColumn(field, values),
  );
  const currency: Column[] =
    facts.currency === null ? [] : [{ name: 'currency', type: 'text', cell: () => facts.currency }];
  const columns = [id, ...texts, ...numbers, ...currency, ...counted];
  return { columns, rows: rowsOf(columns, customerIds.length) };
}

function* rowsOf(columns: readonly Column[], rows: number): Iterable<readonly Cell[]> {
  for (let row = 0; row < rows; row++) yield columns.map(({ cell }) => cell(row));
}

function textColumn([name, { codes, dictionary }]: [CustomerText, TextColumn]): Column {
  return { name, type: 'text', cell: (row) => (codes[row]! < 0 ? null : dictionary.text(codes[row]!)) };
}

function numberColumn(name: CustomerNumber, values: Float64Array): Column {
  const known = (of: (value: number) => Cell) => (row: number) =>
    Number.isNaN(values[row]!) ? null : of(values[row]!);
  switch (CUSTOMER_FIELDS[name]) {
    case 'time': {
      const wholeDays = values.every((time) => Number.isNaN(time) || time % MS_PER_DAY === 0);
      if (wholeDays) return { name, type: 'date', cell: known((time) => isoDate(time / MS_PER_DAY)) };
      return { name, type: 'text', cell: known((time) => new Date(time).toISOString()) };
    }
    case 'money':
      return { name, type: 'number', cell: known(toUnits) };
    case 'count':
      return { name, type: 'whole number', cell: known((count) => count) };
    case 'flag':
      return { name, type: 'text', cell: known((flag) => (flag === 1 ? 'yes' : 'no')) };
    default:
      return { name, type: 'number', cell: known((value) => value) };
  }
}
