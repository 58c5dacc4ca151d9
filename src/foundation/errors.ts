/** Exit codes of the command line: 0 done, 1 our bug, 2 usage or config, 3 input data, 4 a gate missed. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130;

interface ErrorKind {
  readonly exitCode: ExitCode;
  readonly title: string;
}

/** Every error the program throws on purpose. A code, once published, is never renamed. */
export const ERRORS = {
  internal: { exitCode: 1, title: 'A bug in cx-roi' },
  usage: { exitCode: 2, title: 'The command line could not be understood' },
  config: { exitCode: 2, title: 'The configuration could not be used' },
  file_missing: { exitCode: 2, title: 'A file does not exist' },
  file_is_directory: { exitCode: 2, title: 'A directory was given where a file is needed' },
  file_unreadable: { exitCode: 2, title: 'A file could not be read' },
  output_exists: { exitCode: 2, title: 'The output file exists already' },
  output_unwritable: { exitCode: 2, title: 'The output could not be written' },
  package_missing: { exitCode: 2, title: 'An optional package is not installed' },
  input_empty: { exitCode: 3, title: 'The file is empty' },
  input_binary: { exitCode: 3, title: 'The file is binary, not text' },
  input_encoding: { exitCode: 3, title: 'The text encoding cannot be read' },
  input_syntax: { exitCode: 3, title: 'The file has a syntax error' },
  input_headers: { exitCode: 3, title: 'The header row cannot be used' },
  input_columns: { exitCode: 3, title: 'The columns cannot be mapped' },
  input_ambiguous: { exitCode: 3, title: 'A column can be read in two ways' },
  input_duplicate: { exitCode: 3, title: 'Two rows with one id contradict each other' },
  input_currency: { exitCode: 3, title: 'More than one currency' },
  input_limit: { exitCode: 3, title: 'A limit was exceeded' },
  input_rejected: { exitCode: 3, title: 'Rows were skipped or cells rejected' },
  input_unsuitable: { exitCode: 3, title: 'The data cannot answer the question' },
  gate_missed: { exitCode: 4, title: 'A gate was missed' },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

/** Where in the user's files: 1-based line and column, the user's own header. */
export interface Location {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly header?: string;
}

export interface ErrorDetails {
  readonly hint?: string;
  readonly location?: Location;
  readonly cause?: unknown;
}

/** The only error thrown on purpose; `cli/main.ts` alone catches it. */
export class CxRoiError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly location: Location | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'CxRoiError';
    this.code = code;
    this.hint = details.hint;
    this.location = details.location;
  }

  get exitCode(): ExitCode {
    return ERRORS[this.code].exitCode;
  }
}
