import type { ReadOptions } from '../domain/reading.ts';
import type { ReadRates } from './rates.ts';

/** The rates that amounts are converted by, if any are given. */
export async function ratesOf({ rates, currency }: ReadOptions): Promise<ReadRates | null> {
  return rates === null ? null : (await import('./rates.ts')).readRates(rates, currency);
}
