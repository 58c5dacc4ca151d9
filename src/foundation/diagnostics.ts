import type { Location } from './errors.ts';

/** `error`: the row was skipped; `warning`: a cell was rejected or something needs saying; `note`: how it was read. */
export type Severity = 'error' | 'warning' | 'note';

/** Bad data is a value: something found in the user's files, with its place, the value and the remedy. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location?: Location;
  /** The offending cell as the user wrote it. */
  readonly value?: string;
  readonly hint?: string;
}
