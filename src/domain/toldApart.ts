import type { Models } from './results.ts';

/** What tells subscribers of equal tenure apart in a result (`effort`, `plan`, …), in the order of use; none where tenure alone does. */
export function toldApartBy({ revenue }: Pick<Models, 'revenue'>): readonly string[] {
  const individual = revenue['individual'] as { readonly by: readonly string[] } | undefined;
  return individual?.by ?? [];
}
