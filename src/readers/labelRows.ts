import { keyMatchOf, type TablePlan } from './plan.ts';
import type { SampleRecord } from './sniff.ts';
import { isBlank } from './text.ts';

/**
 * Whether a row directly below the header of a survey words its columns once more: the questions as they were asked,
 * names for machines (`{"ImportId":"EndDate"}`), or what kind of answer each takes.
 */
export function wordsColumns(plan: TablePlan, cells: readonly string[]): boolean {
  if (plan.preset?.rows !== 'survey') return false;
  const time = cells[plan.interactions.get('occurred_at')?.index ?? -1] ?? '';
  if (!isBlank(time)) return time.startsWith('{') || !/\d/.test(time);
  const named = [keyMatchOf(plan), plan.interactions.get('interaction_id')];
  return named.every((match) => isBlank(cells[match?.index ?? -1] ?? ''));
}

/** The records of a sample that hold rows. */
export function withoutLabels(plan: TablePlan, sample: readonly SampleRecord[]): readonly SampleRecord[] {
  const first = sample.findIndex(({ cells }) => !wordsColumns(plan, cells));
  return first <= 0 ? sample : sample.slice(first);
}
