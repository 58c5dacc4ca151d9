import type { Diagnostic } from '../foundation/diagnostics.ts';
import type { PartedDataset } from './dataset.ts';
import type { FieldName } from './fields.ts';
import type { Assumption, InputSummary, Warning } from './results.ts';
import type { SourceRow } from './sourceRow.ts';

/** Bytes to read: a file can be opened again, standard input only once. */
export interface Source {
  /** As the user named it; `-` for standard input. */
  readonly name: string;
  open(): AsyncIterable<Uint8Array>;
  /** Path of a real file, for engines that read files themselves. */
  readonly path?: string;
  /** Its length, where that is known. */
  readonly bytes?: number;
}

export const INPUT_FORMATS = ['auto', 'csv', 'json', 'ndjson'] as const;
export type InputFormat = (typeof INPUT_FORMATS)[number];

export const DATE_ORDERS = ['ymd', 'dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** Who reads large files: `auto` takes the fastest reader that gives the same as the exact one. */
export const ENGINES = ['auto', 'exact', 'duckdb'] as const;
type EngineName = (typeof ENGINES)[number];

/** How to read; null means: decided from header and content, and said. */
export interface ReadOptions {
  readonly format: InputFormat;
  readonly engine: EngineName;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** The 1-based line that the header of delimited text stands in. */
  readonly headerLine: number | null;
  readonly decimal: '.' | ',' | null;
  readonly dateOrder: DateOrder | null;
  /** IANA zone of timestamps without one. */
  readonly timezone: string;
  readonly currency: string | null;
  /** The file of exchange rates that amounts are converted by; null: all must be in one currency. */
  readonly rates: Source | null;
  readonly preset: string | null;
  /** Canonical field → the user's header. */
  readonly map: ReadonlyMap<FieldName, string>;
  /** `row`: number the rows of a customers file that has no id column; else the header of the id column. */
  readonly id: string | null;
  /** Headers of customers files whose columns are kept as they are, for learning whom to treat. */
  readonly covariates: readonly string[];
  /** Secret by which ids and names are replaced, the same ones alike; null: they stay. */
  readonly pseudonymKey: string | null;
}

export const DEFAULT_READ_OPTIONS: ReadOptions = Object.freeze({
  format: 'auto',
  engine: 'auto',
  encoding: null,
  delimiter: null,
  headerLine: null,
  decimal: null,
  dateOrder: null,
  timezone: 'UTC',
  currency: null,
  rates: null,
  preset: null,
  map: new Map(),
  id: null,
  covariates: [],
  pseudonymKey: null,
});

/** What a file is told to be; `auto`: decided from its header and content. */
export interface InputFile {
  readonly source: Source;
  /** How this file is read, where it is not read as the others. */
  readonly options?: ReadOptions;
  readonly role: 'auto' | 'customers' | 'interactions' | 'costs';
}

export interface Progress {
  readonly step: string;
  readonly bytes?: number;
  /** Bytes that there are. */
  readonly ofBytes?: number;
  readonly rows?: number;
}

export interface ReadRequest {
  readonly files: readonly InputFile[];
  readonly options: ReadOptions;
  /** Files that would take more than this are refused; no limit without it. */
  readonly memoryBytes?: number;
  /** Whether larger files are read all the same, their interactions in parts. */
  readonly inParts?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** A customer whose rows are noted where they stand. */
  readonly trace?: string;
}

export interface ReadOutcome extends PartedDataset {
  readonly inputs: readonly InputSummary[];
  /** Every skipped row (severity `error`), rejected cell (`warning`) and decision (`note`), in file order. */
  readonly diagnostics: readonly Diagnostic[];
  readonly warnings: readonly Warning[];
  readonly assumptions: readonly Assumption[];
  /** Rows of the customer whose rows were asked for, in the order in which they were read. */
  readonly traced: readonly SourceRow[];
  /** Lets go of what parts wait in; they cannot be asked for any more. */
  close(): void;
}
