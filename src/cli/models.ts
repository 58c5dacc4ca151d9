import type { PurchaseModelName } from '../domain/options.ts';

/** Purchase models by their short names. */
export const MODELS = {
  auto: null,
  mbg: 'mbg-nbd',
  bg: 'bg-nbd',
  pareto: 'pareto-nbd',
  nbd: 'nbd',
  bgbb: 'bg-bb',
} as const satisfies Record<string, PurchaseModelName | null>;

export const MODEL_NAMES = Object.keys(MODELS) as readonly (keyof typeof MODELS)[];
