/** What a column of a typed file holds. */
export type ColumnType = 'text' | 'number' | 'whole number' | 'date';

/** Rows of typed columns, each row the columns' values in order; null for missing, dates as ISO texts. */
export interface TypedTable {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly rows: Iterable<readonly (string | number | null)[]>;
}
