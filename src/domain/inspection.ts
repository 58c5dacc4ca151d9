import type { Diagnostic } from '../foundation/diagnostics.ts';
import type { FieldName } from './fields.ts';
import type { DateOrder, InputFile } from './reading.ts';
import type { InputKind, InputSummary, Warning } from './results.ts';

/** How one column is read; a field of null: it is not used. */
export interface InspectedColumn {
  readonly header: string;
  readonly field: FieldName | null;
  /** Why it is that field. */
  readonly reason: string | null;
  readonly decimal: '.' | ',' | null;
  readonly dateOrder: DateOrder | null;
  /** What a bare number means as a time. */
  readonly numericTime: string | null;
}

/** A cell as it was read: numbers as numbers, times in ISO, null where it is blank or could not be read. */
export type CellAsRead = string | number | boolean | null;

export interface InspectedTable {
  /** Files of data: stored results are not inspected. */
  readonly kind: Exclude<InputKind, 'result'>;
  /** How rows name their customer, and by which column. */
  readonly key: { readonly how: string; readonly header: string | null };
  readonly columns: readonly InspectedColumn[];
  readonly unused: readonly string[];
  /** The first rows by field. */
  readonly firstRows: readonly Readonly<Partial<Record<FieldName, CellAsRead>>>[];
}

/** How a file is read. What could not be decided before an error ended the reading is null. */
export interface Inspection {
  readonly file: string;
  readonly role: InputFile['role'];
  readonly format: 'csv' | 'json' | 'parquet' | null;
  readonly encoding: string | null;
  readonly encodingReason: string | null;
  readonly delimiter: string | null;
  readonly headerLine: number | null;
  readonly preset: string | null;
  readonly rows: { readonly read: number; readonly used: number; readonly skipped: number };
  readonly cellsRejected: number;
  /** How its customers meet those of the other files; null where there is no other side. */
  readonly customers: InputSummary['customers'];
  readonly tables: readonly InspectedTable[];
  /** The first problems, and how many there are. An error that ended the reading comes last. */
  readonly problems: readonly Diagnostic[];
  readonly problemCount: number;
  readonly failed: boolean;
}

/** Options by the names of a config file. */
export type FrozenOptions = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** The options under which the files are read the same again, whatever is guessed by then. */
export interface FrozenReading {
  /** What holds for all files. */
  readonly config: FrozenOptions;
  /** The files in the order given, each with what it is said to be, and what holds for it alone. */
  readonly files: readonly {
    readonly name: string;
    readonly role: InputFile['role'];
    readonly config: FrozenOptions;
  }[];
  /** What no option can say, in words. */
  readonly open: readonly string[];
}

export interface InspectionReport {
  readonly files: readonly Inspection[];
  /** Null when no file could be read. */
  readonly frozen: FrozenReading | null;
  readonly warnings: readonly Warning[];
}
