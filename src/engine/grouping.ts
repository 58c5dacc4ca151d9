import type { Dataset } from '../domain/dataset.ts';
import type { Grouping } from '../domain/features.ts';

/** Interactions by customer: the table already stands in that order. */
export function groupInteractions({ interactions }: Dataset): Grouping {
  const { start } = interactions;
  return { start: start.subarray(0, -1), end: start.subarray(1) };
}
