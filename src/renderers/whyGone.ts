import { REASONS, type ReasonCode } from '../domain/grades.ts';

/** A reason in words; of a lapse, how long a silence is one. */
export function whyGone(reason: ReasonCode, lapseWindowDays: number | null): string {
  if (reason !== 'lapsed' || lapseWindowDays === null) return REASONS[reason];
  return `the customer has lapsed (no purchase for ${lapseWindowDays} days)`;
}
