import type { Dataset } from '../domain/dataset.ts';
import type { Grouping } from '../domain/features.ts';
import type { InteractionTable } from '../domain/interactions.ts';
import { compareCodeUnits } from '../foundation/text.ts';

/**
 * Interactions by customer, and within a customer by time and then every remaining field, so that no figure can
 * depend on the order of rows or files. A counting sort by customer, then a small sort inside each.
 */
export function groupInteractions(dataset: Dataset): Grouping {
  const { interactions, customerIds } = dataset;
  const start = new Int32Array(customerIds.length + 1);
  for (let row = 0; row < interactions.rows; row++) start[interactions.customer[row]! + 1]!++;
  for (let i = 0; i < customerIds.length; i++) start[i + 1]! += start[i]!;
  const next = start.slice(0, -1);
  const order = new Int32Array(interactions.rows);
  for (let row = 0; row < interactions.rows; row++) order[next[interactions.customer[row]!]!++] = row;

  const compare = canonicalOrder(interactions);
  for (let i = 0; i < customerIds.length; i++) sortRange(order, start[i]!, start[i + 1]!, compare);
  return { order, start };
}

const INSERTION_LIMIT = 16;

function sortRange(order: Int32Array, from: number, to: number, compare: (a: number, b: number) => number): void {
  if (to - from > INSERTION_LIMIT) {
    order.subarray(from, to).sort(compare);
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const row = order[i]!;
    let j = i - 1;
    while (j >= from && compare(order[j]!, row) > 0) {
      order[j + 1] = order[j]!;
      j--;
    }
    order[j + 1] = row;
  }
}

/** Order of two rows of one customer; rows that compare equal hold the same content. */
function canonicalOrder(table: InteractionTable): (a: number, b: number) => number {
  const { timeMs, kind, columns } = table;
  const codes = (['caseId', 'orderId', 'channel', 'topic', 'agent'] as const).flatMap((name) => {
    const column = columns[name];
    return column === undefined ? [] : [{ column, dictionary: table.dictionaries[name] }];
  });
  const numbers = (
    [
      'amountMinor',
      'costMinor',
      'handleSeconds',
      'resolved',
      'transfers',
      'inbound',
      'personalised',
      'repeatedInformation',
      'ces',
    ] as const
  ).flatMap((name) => columns[name] ?? []);

  return (a, b) => {
    const byTime = timeMs[a]! - timeMs[b]!;
    if (byTime !== 0) return byTime;
    if (kind[a] !== kind[b]) return kind[a]! - kind[b]!;
    for (const { column, dictionary } of codes) {
      const [x, y] = [column[a]!, column[b]!];
      if (x !== y) return x < 0 ? -1 : y < 0 ? 1 : compareCodeUnits(dictionary.text(x), dictionary.text(y));
    }
    for (const column of numbers) {
      const order = compareWithMissing(column[a]!, column[b]!);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Missing (NaN) first, then by value. */
function compareWithMissing(a: number, b: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  return Number.isNaN(b) ? 1 : a - b;
}
