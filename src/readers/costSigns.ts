import type { ReadOptions } from '../domain/reading.ts';
import { categoryOf, saysAcquisition } from './costWords.ts';
import { matchHeaders } from './match.ts';
import { isBlank } from './text.ts';

/** Of the cells that say what a cost was for, at least this share must be words that ledgers use. */
const KNOWN_SHARE = 0.5;

/**
 * Whether a table is a ledger of costs: days and amounts of no customer, with a column whose words are those of a ledger
 * (acquisition, retention, service, programme), or an amount that is advertising by its header.
 */
export function looksLikeCosts(
  headers: readonly string[],
  records: readonly { readonly cells: readonly string[] }[],
  options: ReadOptions,
): boolean {
  const matches = matchHeaders(headers, { options: options.map, preset: new Map(), never: new Set() });
  const costs = matches.costs.fields;
  const customer = matches.customers.fields;
  if ((customer.get('customer_id')?.tier ?? 9) <= 2 || customer.has('email')) return false;
  if ([...costs.values()].some(({ field, reason }) => field !== 'currency' && reason === 'option')) return true;
  const amount = costs.get('cost_amount');
  if (options.preset !== null || !costs.has('cost_date') || amount === undefined) return false;
  const category = costs.get('cost_category');
  if (category === undefined) return saysAcquisition(amount.folded.key) || saysAcquisition(amount.folded.base);
  let [known, filled] = [0, 0];
  for (const { cells } of records) {
    const text = cells[category.index] ?? '';
    if (isBlank(text)) continue;
    filled++;
    if (categoryOf(text) >= 0) known++;
  }
  return filled > 0 && known >= KNOWN_SHARE * filled;
}
