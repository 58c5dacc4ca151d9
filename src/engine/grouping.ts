import type { Dataset } from '../domain/dataset.ts';
import type { Grouping } from '../domain/features.ts';

/** Interactions by customer: the table already stands in that order. */
export function groupInteractions({ interactions }: Dataset): Grouping {
  const order = new Int32Array(interactions.rows);
  for (let row = 0; row < order.length; row++) order[row] = row;
  return { order, start: interactions.start };
}
