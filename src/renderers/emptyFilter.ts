import type { CustomerSequence, Warning } from '../domain/results.ts';
import { nearest } from '../foundation/suggest.ts';
import { compareCodeUnits } from '../foundation/text.ts';
import { decimal } from './numbers.ts';
import { readerOf } from './paths.ts';
import { conditionOf, type Filter } from './select.ts';

/** More is not a message but a list. */
const MOST_VALUES = 8;

/** A warning where there are customers and not one passes the filters, with what they could have asked for; else null. */
export function emptyFilterWarning(customers: CustomerSequence, filters: readonly Filter[]): Warning | null {
  if (filters.length === 0 || customers.length === 0) return null;
  const conditions = filters.map(conditionOf);
  const unmet = new Set(filters);
  for (const row of customers) {
    const met = filters.filter((_, i) => conditions[i]!(row));
    if (met.length === filters.length) return null;
    for (const filter of met) unmet.delete(filter);
  }
  const [never] = unmet;
  const message =
    never === undefined
      ? 'Customers meet each of the filters, but none meets all of them.'
      : `No customer has ${never.field} ${never.operator} ${JSON.stringify(never.operand)}; ${valuesOf(customers, never)}.`;
  return { code: 'filter_empty', message, count: 1 };
}

/** The values that there are, in words. */
function valuesOf(customers: CustomerSequence, { field, operand }: Filter): string {
  const read = readerOf(field);
  const values = new Set<unknown>();
  for (const row of customers) values.add(read(row) ?? null);
  values.delete(null);
  const numbers = [...values].filter((value) => typeof value === 'number');
  if (numbers.length > 0) {
    const [least, most] = [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))];
    return `it is from ${decimal(least, 2)} to ${decimal(most, 2)}`;
  }
  const texts = [...values].map(String).sort(compareCodeUnits);
  if (texts.length === 0) return 'none has any';
  if (operand === '') return 'all have one';
  if (texts.length <= MOST_VALUES) return `there are ${texts.map((text) => JSON.stringify(text)).join(', ')}`;
  const near = nearest(operand, texts);
  return near === null ? `there are ${texts.length} others` : `the nearest is ${JSON.stringify(near)}`;
}
