import type { Diagnostic } from '../foundation/diagnostics.ts';

/** Rows that are rightly none of ours, without being a fault of the file: skipped and listed, refused by no limit. */
const WORDS: Readonly<Record<string, string>> = {
  row_not_sale: 'never sold',
  row_deleted: 'deleted',
  row_total: 'totals',
};

/** How many rows of a file, or of all, were passed over, by what they are in words. */
export function passedOver(diagnostics: readonly Diagnostic[], file?: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, location } of diagnostics) {
    const words = WORDS[code];
    // What stands below a table is told by the file alone: it was never a row.
    if (words === undefined || location?.line === undefined || (file !== undefined && location.file !== file)) continue;
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return counts;
}
