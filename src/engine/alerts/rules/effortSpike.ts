import { dayOf } from '../../../foundation/days.ts';
import { LOW_BELOW } from '../../effort/customerScore.ts';
import type { CaseBook } from '../caseBook.ts';
import { caseWords } from './caseWords.ts';
import type { AlertRule } from './rule.ts';

/** Points above the highest month of the past year. */
const SPIKE_POINTS = 20;
const LEAST_MONTHS = 3;

/**
 * Effort that is no longer low, well above what the customer ever had at the end of a month in the year before. A case whose
 * first contact was today is open by nature, and not yet hard.
 */
export const EFFORT_SPIKE: AlertRule = {
  code: 'effort_spike',
  group: 'risk',
  applies: (states, row) => states.levels.pastCount(row) >= LEAST_MONTHS,
  find: ({ cases, levels }, row, day) => {
    const effort = cases.effortAt(row, day);
    const highestBefore = levels.highestPast(row);
    if (!(effort >= LOW_BELOW && effort - highestBefore >= SPIKE_POINTS)) return null;
    const slot = cases.hardestCase(row, day);
    if (hasJustBegun(cases, slot, day)) return null;
    return () => {
      const months = levels.pastCount(row);
      const hardest = caseWords(cases, slot);
      const before = highestBefore === 0 ? 'there was none' : `never above ${Math.round(highestBefore)}`;
      return {
        text: `Effort rose to ${Math.round(effort)} of 100; at the end of the ${months} months before, ${before}. The hardest case: ${hardest.text}.`,
        evidence: { effort, highestBefore, monthsBefore: months, ...hardest.evidence },
      };
    };
  },
};

function hasJustBegun({ slots }: CaseBook, slot: number, day: number): boolean {
  return slots.get('contacts', slot) === 1 && dayOf(slots.get('lastMs', slot)) === day;
}
