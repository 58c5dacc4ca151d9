import type { PurchaseHistory } from '../../domain/features.ts';
import type { DataGate } from './holdout.ts';
import type { Choice } from './models/choose.ts';
import type { FittedPurchases } from './models/fitPurchases.ts';
import { bySeasonalClock, type SeasonalClock } from './seasonalClock.ts';

/** A purchase model fitted to the customers' histories, and how it came to be chosen. */
export interface PurchaseFit {
  /** The chosen model on all customers. */
  readonly fit: FittedPurchases;
  readonly choice: Choice;
  readonly gate: Exclude<DataGate, 'cohort'>;
  readonly spanDays: number;
  readonly customers: number;
  /** Histories in the time the model lives in: calendar days, or a seasonal clock's. */
  readonly purchases: PurchaseHistory;
  /** The model's time from as-of until so many days later. */
  readonly ahead: (days: number) => number;
  readonly clock: SeasonalClock | null;
  /** Why seasons are or are not in the model; whether they show and were left out; what it was chosen instead of. */
  readonly seasons: string;
  readonly leftOut: boolean;
  readonly instead: string | null;
}

/** Whether a forecast takes seasons in. */
export function isSeasonal({ purchaseFit }: { readonly purchaseFit: PurchaseFit | null }): boolean {
  return purchaseFit !== null && purchaseFit.clock !== null;
}

/** The same fit over other histories: what changes for one customer, or under other options, leaves the model as it is. */
export function refitted(fit: PurchaseFit, purchases: PurchaseHistory, asOfDay: number): PurchaseFit {
  const { clock } = fit;
  return { ...fit, purchases: clock === null ? purchases : bySeasonalClock(purchases, clock, asOfDay) };
}
