import type { CustomerResult, ScoreResult } from '../domain/results.ts';
import type { ColumnType, TypedTable } from '../domain/typedTable.ts';
import { pairs } from './delimited.ts';
import { NUMBER_KINDS } from './kinds.ts';
import { CUSTOMER_KINDS, type CustomerPath, readerOf } from './paths.ts';
import { ALL_FIELDS, type Field, snakeCase } from './select.ts';

/** Customers as typed columns, under the names of the CSV. */
export function parquetTable({ customers }: ScoreResult, fields: readonly Field[] | null): TypedTable {
  const chosen = fields ?? ALL_FIELDS;
  const readers = chosen.map(readerOf);
  return {
    columns: chosen.map((field) => ({ name: snakeCase(field), type: typeOf(field) })),
    rows: rowsOf(customers, readers),
  };
}

function* rowsOf(
  customers: Iterable<CustomerResult>,
  readers: readonly ((value: object) => unknown)[],
): Iterable<(string | number | null)[]> {
  for (const customer of customers) yield readers.map((read) => plainValue(read(customer)));
}

function plainValue(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  return pairs(value as Readonly<Record<string, string>>);
}

function typeOf(field: Field): ColumnType {
  const kind = CUSTOMER_KINDS[field as CustomerPath] as string | undefined;
  if (kind === 'date') return 'date';
  if (kind === 'count') return 'whole number';
  return kind !== undefined && NUMBER_KINDS.has(kind) ? 'number' : 'text';
}
