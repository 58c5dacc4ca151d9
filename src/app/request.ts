import type { ScoreOptions } from '../domain/options.ts';
import type { InputFile, Progress, ReadOptions } from '../domain/reading.ts';
import type { ExitCode } from '../foundation/errors.ts';

export const FORMATS = ['table', 'json', 'ndjson', 'csv', 'tsv', 'markdown', 'parquet'] as const;
export type Format = (typeof FORMATS)[number];

/** How customers are chosen, ordered and written. */
export interface OutputOptions {
  readonly format: Format;
  /** Names as the user gave them: paths, CSV headers or groups; null: all. */
  readonly fields: readonly string[] | null;
  readonly sort: string | null;
  readonly filters: readonly string[];
  readonly top: number | null;
  readonly csvRaw: boolean;
  /** Conditions under which the run fails, as the user wrote them. */
  readonly failOn: readonly string[];
  /** Files to write; null: standard output for the result, nothing for the others. */
  readonly file: string | null;
  readonly summaryFile: string | null;
  readonly rejectsFile: string | null;
}

/** What is refused: more skipped rows than `rows`, or than this share of those read; strict refuses any. */
export interface Limits {
  readonly strict: boolean;
  readonly maxSkipped: { readonly rows: number } | { readonly share: number } | null;
}

/** How the output looks where it ends up. */
export interface Style {
  readonly width: number;
  readonly color: boolean;
  readonly messages: { readonly color: boolean; readonly json: boolean; readonly quiet: boolean };
}

export interface ScoreRequest {
  readonly version: string;
  readonly files: readonly InputFile[];
  readonly read: ReadOptions;
  readonly score: ScoreOptions;
  readonly output: OutputOptions;
  readonly limits: Limits;
  readonly style: Style;
  /** What the program may take; larger files are refused. */
  readonly memoryBytes: number;
  readonly onProgress?: (progress: Progress) => void;
}

export type Target = { readonly kind: 'stdout' | 'stderr' } | { readonly kind: 'file'; readonly path: string };

export interface Output {
  readonly target: Target;
  /** Texts, or bytes where the format is no text. */
  readonly chunks: Iterable<string | Uint8Array>;
}

/** What a use case gives: texts and where they go, and how the program ends. */
export interface Response {
  readonly outputs: readonly Output[];
  readonly exitCode: ExitCode;
}
