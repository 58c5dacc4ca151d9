import { dayOf, isoDate } from '../../../foundation/days.ts';
import { counted } from '../../../foundation/words.ts';
import type { CaseBook } from '../caseBook.ts';
import { type Finding, onDay } from './rule.ts';

/** One case in words and figures. */
export function caseWords({ slots }: CaseBook, slot: number): Finding {
  const [topic, caseId] = [slots.topics[slot] ?? null, slots.caseIds[slot] ?? null];
  const contacts = slots.get('contacts', slot);
  const [firstDay, lastDay] = [dayOf(slots.get('firstMs', slot)), dayOf(slots.get('lastMs', slot))];
  return {
    text: `${topic === null ? '' : `${topic}, `}${counted(contacts, 'contact')}, last on ${onDay(lastDay)}`,
    evidence: { caseId, topic, contacts, openedAt: isoDate(firstDay), lastContactAt: isoDate(lastDay) },
  };
}
