import type { ReadOptions } from '../domain/reading.ts';
import { matchHeaders } from './match.ts';
import { evidenceOf, mapWithId } from './plan.ts';
import { findPreset } from './presetMatch.ts';
import type { SampleRecord } from './sniff.ts';
import { isBlank, trimmed } from './text.ts';
import { kindOf } from './words.ts';

/** Of rows that name a customer, at least this share must name one again at another time. */
const REPEATED_SHARE = 0.1;

/**
 * Whether rows are events although their header leaves it open ("Created" may be the day of an order or of an account):
 * customers come again at other times, and something is said of them that only events have.
 */
export function looksLikeEvents(
  headers: readonly string[],
  records: readonly SampleRecord[],
  options: ReadOptions,
): boolean {
  if (findPreset(headers, options.preset) !== null || options.id === 'row') return false;
  const wishes = { options: mapWithId(options), preset: new Map(), never: new Set<never>(), byWords: true };
  const matches = matchHeaders(headers, wishes);
  const fields = matches.interactions.fields;
  const [key, time, type] = [fields.get('customer_id'), fields.get('occurred_at'), fields.get('type')];
  if (key === undefined || time === undefined) return false;
  const answers = (['ces', 'csat', 'nps'] as const).some((field) => fields.has(field));
  // "Respondent" and the like may be a name; that answers stand beside it makes a survey all the same.
  if (key.tier > (answers ? 3 : 2)) return false;
  if (matches.customers.fields.get('updated_at')?.index === time.index) return false;
  const saysKinds = type !== undefined && records.some(({ cells }) => kindOf(cells[type.index] ?? '') >= 0);
  return (saysKinds || answers || evidenceOf(matches)[0] > 0) && comeAgain(records, key.index, time.index);
}

function comeAgain(records: readonly SampleRecord[], key: number, time: number): boolean {
  const times = new Map<string, Set<string>>();
  let rows = 0;
  for (const { cells } of records) {
    const [id, at] = [trimmed(cells[key] ?? ''), trimmed(cells[time] ?? '')];
    if (isBlank(id) || isBlank(at)) continue;
    rows++;
    times.set(id, (times.get(id) ?? new Set()).add(at));
  }
  const again = [...times.values()].reduce((sum, { size }) => sum + size - 1, 0);
  return again >= 2 && again >= REPEATED_SHARE * rows;
}
