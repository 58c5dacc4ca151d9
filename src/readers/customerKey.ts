import type { ReadOptions } from '../domain/reading.ts';
import { lookUp } from './lookUp.ts';
import type { ColumnMatch, Matches } from './match.ts';

/** How the rows name their customer: a column, or the number of the row; costs name none. */
export type KeyPlan =
  | { readonly how: 'id' | 'email' | 'account name'; readonly match: ColumnMatch }
  | { readonly how: 'row' | 'none' };

/** The column, of those that name customers, that tells them apart best; null where none does. */
export function customerKeyOf(
  kind: 'customers' | 'interactions',
  matches: Matches,
  options: ReadOptions,
): KeyPlan | null {
  const { fields } = matches.customers;
  if (options.id === 'row' && kind === 'customers') return { how: 'row' };
  const id = kind === 'customers' ? fields.get('customer_id') : matches.interactions.fields.get('customer_id');
  // An address is compared as one, and meets those of customers who have ids.
  if (id?.reason === 'option' && isAddress(id)) return { how: 'email', match: id };
  // A word such as "customer" may be a name as well as an id: an e-mail address is the better key then.
  if (id !== undefined && id.tier <= 2) return { how: 'id', match: id };
  const email = fields.get('email');
  if (id?.folded.key === 'id') return { how: 'id', match: id };
  if (email !== undefined) return { how: 'email', match: email };
  // "Name" alone may be that of an order or a ticket.
  const named = fields.get('name');
  const name =
    fields.get('account_name') ?? id ?? (kind === 'customers' || named?.folded.key !== 'name' ? named : undefined);
  return name === undefined ? null : { how: 'account name', match: name };
}

function isAddress({ header, folded }: ColumnMatch): boolean {
  return lookUp('customers', header, folded)?.field === 'email';
}
