import type { Dataset } from '../domain/dataset.ts';
import { KIND } from '../domain/fields.ts';
import type { InteractionTable } from '../domain/interactions.ts';
import type { Warning } from '../domain/results.ts';
import type { ReadTable } from './look.ts';

/** Beyond this share of rows that repeat another, a file is rather told twice than a customer's twin orders. */
const CHANCE_SHARE = 0.01;

const OF_MONEY: ReadonlySet<number> = new Set([KIND.purchase, KIND.refund, KIND.support]);

/**
 * Rows without an id of their own that say the same as another of the same customer: they are kept, since a customer may buy the
 * same twice a day, and told where there are many. None where rows have ids, which tell repeats from twins.
 */
export function repeatsWarnings(
  parts: Iterable<Dataset>,
  files: readonly { readonly tables: readonly ReadTable[] }[],
): Warning[] {
  const logs = files
    .flatMap(({ tables }) => tables)
    .filter(({ plan }) => plan.kind === 'interactions' || plan.kind === 'wide');
  const named = logs.some(
    ({ plan: { interactions } }) => interactions.has('interaction_id') || interactions.has('order_id'),
  );
  if (named || logs.length === 0) return [];
  let [repeats, rows] = [0, 0];
  for (const { interactions } of parts) {
    const counted = countRepeats(interactions);
    repeats += counted.repeats;
    rows += counted.rows;
  }
  if (repeats <= CHANCE_SHARE * rows) return [];
  const message = `${repeats} of ${rows} purchases, refunds and contacts say exactly what another row of their customer says, and count all the same; if they stand in the file twice, drop the copies (awk '!seen[$0]++' FILE), else name the column that tells them apart: --map 'interaction_id=Header'`;
  return [{ code: 'rows_repeated', message, count: repeats }];
}

/** In canonical order rows of the same content stand side by side. */
function countRepeats({ start, timeMs, kind, columns }: InteractionTable): { repeats: number; rows: number } {
  const all = Object.values(columns);
  let [repeats, counted] = [0, 0];
  for (let customer = 0; customer + 1 < start.length; customer++) {
    for (let row = start[customer]!; row < start[customer + 1]!; row++) {
      if (!OF_MONEY.has(kind[row]!)) continue;
      counted++;
      if (row === start[customer] || timeMs[row] !== timeMs[row - 1] || kind[row] !== kind[row - 1]) continue;
      if (all.every((values) => Object.is(values[row], values[row - 1]))) repeats++;
    }
  }
  return { repeats, rows: counted };
}
