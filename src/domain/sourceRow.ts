import type { FieldName } from './fields.ts';
import type { InputKind } from './results.ts';

/** A row of a file that speaks of one customer, as it stands there. */
export interface SourceRow {
  readonly file: string;
  /** Physical line on which the row begins, from 1. */
  readonly line: number;
  readonly kind: InputKind;
  /** False for a row that was skipped; `why` then says so in words. */
  readonly used: boolean;
  readonly why: string | null;
  /** The cells that are not blank; a field of null: the column is not used. */
  readonly cells: readonly { readonly header: string; readonly field: FieldName | null; readonly value: string }[];
  /** Rows of the dataset's interactions that came of it. */
  readonly interactions: readonly number[];
}
