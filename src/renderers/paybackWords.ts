import type { ReasonCode } from '../domain/grades.ts';
import { decimal } from './numbers.ts';
import { between } from './reportTables.ts';

/** Months until a customer has paid what winning them cost; `never` is an answer, and not a figure that is missing. */
export function paybackInWords(months: number | null, reason: ReasonCode | undefined): string {
  return reason === 'never_pays_back' ? 'never' : decimal(months, 1);
}

export function paybackRange(low: number | null, high: number | null): string {
  if (low === null) return '';
  return high === null ? `${decimal(low, 1)} or never` : between(decimal(low, 1), decimal(high, 1));
}
