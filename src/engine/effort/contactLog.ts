import type { Dataset } from '../../domain/dataset.ts';
import { NO_CODE } from '../../domain/interactions.ts';
import type { CaseTable } from './cases.ts';
import type { CustomerScorer, Moment } from './customerScore.ts';

/** The scored contact log, for everything that looks below the customers' figures. */
export interface ContactLog {
  readonly dataset: Dataset;
  readonly cases: CaseTable;
  readonly scorer: CustomerScorer;
  readonly asOfDay: number;
  /** When a customer's score was taken. */
  readonly momentOf: (customer: number) => Moment;
}

export const CASE_DIMENSIONS = ['topic', 'channel', 'agent'] as const;
export type CaseDimension = (typeof CASE_DIMENSIONS)[number];

/** What a contact says of itself; null where the cell was empty or no file has the column. */
export function contactText({ interactions }: Dataset, column: CaseDimension | 'caseId', row: number): string | null {
  const code = interactions.columns[column]?.[row] ?? NO_CODE;
  return code === NO_CODE ? null : interactions.dictionaries[column].text(code);
}

/** Rows of a case's contacts in order. */
export function contactsOf({ cases: { index } }: ContactLog, caseNumber: number): Int32Array {
  return index.contactRows.subarray(index.contactStart[caseNumber]!, index.contactStart[caseNumber + 1]!);
}

/** Id of a case, null where it is inferred. */
export function caseIdOf(log: ContactLog, caseNumber: number): string | null {
  if (log.cases.index.given[caseNumber] === 0) return null;
  return contactText(log.dataset, 'caseId', contactsOf(log, caseNumber)[0]!);
}
