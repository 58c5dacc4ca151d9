import type { TextColumn } from '../domain/customers.ts';
import type { Dataset } from '../domain/dataset.ts';
import { type Lifecycle, STATUS } from '../domain/features.ts';

const GONE = /^(churned|cancell?ed|closed|expired|ended|terminated|inactive|lost|former|deactivated|unsubscribed)$/;
/** Who pauses, or is late with a payment, has not left. */
const HERE =
  /^(active|live|current|customer|subscribed|renewed|trial|trialing|in trial|open|frozen|paused|on hold|hold|suspended|past due|overdue|unpaid|in arrears|delinquent|grace period)$/;

/** 1 for a status word that says the customer has left, 0 for one that says they are here, undefined for others. */
export function statusFromWords(column: TextColumn | undefined, customer: number): 0 | 1 | undefined {
  const code = column?.codes[customer] ?? -1;
  return column === undefined || code < 0 ? undefined : meaningOf(column.dictionary.text(code));
}

function meaningOf(text: string): 0 | 1 | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  if (GONE.test(word)) return 1;
  return HERE.test(word) ? 0 : undefined;
}

/**
 * The status word of a shop's customer whose standing nothing else tells, where it says gone or here of a subscriber; null
 * for others. A shop's customers leave by buying no more, so it is not used.
 */
export function unusedStatusWord(
  { customers }: Dataset,
  { behaviour, status }: Lifecycle,
  customer: number,
): string | null {
  const column = customers.texts.get('status');
  if (behaviour === 'subscription' || status[customer] !== STATUS.unknown) return null;
  return statusFromWords(column, customer) === undefined ? null : column!.dictionary.text(column!.codes[customer]!);
}

/** Words of neither meaning of customers of whom no date or flag says more, with their counts, most frequent first. */
export function unknownStatusWords({ customers }: Dataset): readonly (readonly [word: string, count: number])[] {
  const column = customers.texts.get('status');
  const [flag, churnedAt] = [customers.numbers.get('churned'), customers.numbers.get('churned_at')];
  if (column === undefined || churnedAt !== undefined) return [];
  const counts = new Map<number, number>();
  for (const [customer, code] of column.codes.entries()) {
    if (code >= 0 && Number.isNaN(flag?.[customer] ?? Number.NaN)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts]
    .map(([code, count]) => [column.dictionary.text(code), count] as const)
    .filter(([word]) => meaningOf(word) === undefined)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
