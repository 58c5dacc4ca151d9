import { FIELD_TYPES } from '../domain/fields.ts';
import { columnsOf, keyMatchOf, type TablePlan } from './plan.ts';
import type { SampleRecord } from './sniff.ts';
import { trimmed } from './text.ts';

/** What a spreadsheet makes of ids of twelve digits and more: the first few digits and how many there were. */
const SCIENTIFIC = /^\d[.,]\d+E\+\d{1,3}$/i;

/** A column of ids that a spreadsheet has rounded, and one of them. */
interface SpoiltIds {
  readonly header: string;
  readonly sample: string;
}

/** The columns whose ids are numbers as a spreadsheet shows them. */
export function spoiltIds(plan: TablePlan, sample: readonly SampleRecord[]): SpoiltIds[] {
  const key = plan.key.how === 'id' ? keyMatchOf(plan) : null;
  const ids = [...(key === null ? [] : [key]), ...columnsOf(plan).filter(({ field }) => FIELD_TYPES[field] === 'id')];
  return ids.flatMap(({ header, index }) => {
    const spoilt = sample.map(({ cells }) => trimmed(cells[index] ?? '')).find((id) => SCIENTIFIC.test(id));
    return spoilt === undefined ? [] : [{ header, sample: spoilt }];
  });
}
