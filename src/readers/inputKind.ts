import type { InputKind } from '../domain/results.ts';
import type { ReadTable } from './look.ts';
import { FEATURES_PRESET } from './presets.ts';

/** What a file is, by the tables that it holds. */
export function kindOf(tables: readonly ReadTable[]): InputKind {
  // Costs beside customers and their interactions belong to none of them.
  const kinds = new Set<InputKind>(
    tables.map(({ plan }) => (plan.preset?.name === FEATURES_PRESET ? 'features' : plan.kind)),
  );
  if (kinds.size > 1) kinds.delete('costs');
  return kinds.size > 1 ? 'wide' : ([...kinds][0] ?? 'customers');
}
