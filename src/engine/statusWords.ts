import type { TextColumn } from '../domain/customers.ts';

const GONE = /^(churned|cancell?ed|closed|expired|ended|terminated|inactive|lost|former|deactivated|unsubscribed)$/;
const HERE = /^(active|live|current|customer|subscribed|renewed|trialing|past[ _]due|open)$/;

/** 1 for a status word that says the customer has left, 0 for one that says they are here, undefined for others. */
export function statusFromWords(column: TextColumn | undefined, customer: number): 0 | 1 | undefined {
  const code = column?.codes[customer] ?? -1;
  if (column === undefined || code < 0) return undefined;
  const word = column.dictionary.text(code).trim().toLowerCase();
  if (GONE.test(word)) return 1;
  return HERE.test(word) ? 0 : undefined;
}
