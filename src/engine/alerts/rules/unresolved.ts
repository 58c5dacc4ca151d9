import { NO, UNKNOWN } from '../../../domain/interactions.ts';
import { dayOf } from '../../../foundation/days.ts';
import { counted } from '../../../foundation/words.ts';
import type { CaseBook } from '../caseBook.ts';
import { STALE_CASE_DAYS } from '../customerStates.ts';
import { caseWords } from './caseWords.ts';
import type { AlertRule } from './rule.ts';

/** A case left unresolved for longer than any that was settled for this customer, and than the case window. */
export const UNRESOLVED_BEYOND_NORM: AlertRule = {
  code: 'unresolved_beyond_norm',
  group: 'risk',
  applies: ({ cases }, row) => someCase(cases, row, (slot) => cases.slots.get('resolved', slot) !== UNKNOWN),
  find: ({ cases, yardsticks }, row, day) => {
    const slot = oldestUnresolved(cases, row, day);
    if (slot < 0) return null;
    const normDays = Math.max(yardsticks.options.caseWindowDays, cases.longestSettledDays(row) || 0);
    const openDays = day - dayOf(cases.slots.get('firstMs', slot));
    if (!(openDays > normDays)) return null;
    return () => {
      const settledCases = cases.settledCases(row);
      const { text, evidence } = caseWords(cases, slot);
      return {
        text: `A case has been unresolved for ${openDays} days (${text}); ${normWords(settledCases, normDays)}.`,
        evidence: { openDays, normDays, settledCases, ...evidence },
      };
    };
  },
};

function normWords(settledCases: number, normDays: number): string {
  const norm = counted(normDays, 'day');
  if (settledCases === 0) return `none of theirs was ever seen settled, and ${norm} is the case window`;
  if (settledCases === 1) return `their one settled case took no longer than ${norm}`;
  return `none of their ${settledCases} settled cases took longer than ${norm}`;
}

function oldestUnresolved(book: CaseBook, row: number, day: number): number {
  const { slots } = book;
  let oldest = -1;
  for (let slot = book.head(row); slot >= 0; slot = slots.next(slot)) {
    if (slots.get('resolved', slot) !== NO || day - dayOf(slots.get('lastMs', slot)) > STALE_CASE_DAYS) continue;
    if (oldest < 0 || slots.get('firstMs', slot) < slots.get('firstMs', oldest)) oldest = slot;
  }
  return oldest;
}

function someCase(book: CaseBook, row: number, holds: (slot: number) => boolean): boolean {
  for (let slot = book.head(row); slot >= 0; slot = book.slots.next(slot)) if (holds(slot)) return true;
  return false;
}
