import type { PurchaseModelName } from '../../domain/options.ts';

/** Purchases over the horizon of a customer who is still one. */
export interface AliveCount {
  readonly mean: number;
  /** E[Y²]. */
  readonly secondMoment: number;
  readonly zero: number;
}

/** Spend per purchase of one customer: what is expected, how sure that is, and how purchases vary around it. */
export interface CustomerSpend {
  readonly mean: number;
  readonly variance: number;
  readonly within: number;
}

/** What one customer's forecast is worked out from; money in minor units, times in days of the model. */
export type ForecastTerms = PurchaseTerms | CohortTerms | SubscriptionTerms;

/** What a spend per purchase is drawn from: parameters of the model, and the customer's own n purchases of mean z̄. */
export interface SpendTerms {
  readonly chosen: 'gamma-gamma' | 'shrunken means';
  readonly parameters: Readonly<Record<string, number>>;
  readonly purchases: number;
  /** NaN without a purchase of known amount. */
  readonly meanMinor: number;
}

/** The part that purchases are valued by, under any model of them. */
interface ValuedPurchases {
  readonly x: number;
  readonly recency: number;
  readonly age: number;
  readonly alive: number;
  /** Purchases over the horizon if still a customer. */
  readonly count: AliveCount;
  /** Discounted purchases per purchase. */
  readonly discount: number;
  /** Null where nobody's spend is known. */
  readonly spend: { readonly moments: CustomerSpend; readonly terms: SpendTerms } | null;
  readonly margin: number;
  /** What refunds without a purchase, and purchases without an amount, leave of a purchase. */
  readonly kept: number;
  readonly paid: number;
  readonly ratePerDay: number;
}

export interface PurchaseTerms extends ValuedPurchases {
  readonly kind: 'purchases';
  readonly model: PurchaseModelName;
  readonly parameters: Readonly<Record<string, number>>;
  /** Length of the horizon in days of the model; a season makes them differ from those of the calendar. */
  readonly days: number;
  readonly seasonal: boolean;
}

export interface CohortTerms extends ValuedPurchases {
  readonly kind: 'cohort';
  /** Gamma distribution of purchases a day over customers. */
  readonly shape: number;
  readonly rateDays: number;
  /** Leaving per day, of the cohort and of this customer; null where nothing tells who left. */
  readonly dropout: { readonly cohort: number; readonly own: number } | null;
  readonly days: number;
  /** Days within the horizon that a customer who is still one is expected to stay, and the same discounted. */
  readonly stay: number;
  readonly discountedStay: number;
}

export interface SubscriptionTerms {
  readonly kind: 'subscription';
  readonly tenureMonths: number;
  /** Revenue a month, and what of it is margin. */
  readonly priceMinor: number;
  readonly margin: number;
  /** P(here after k months | here today) and (1+d)^(−k/12), k = 0 … */
  readonly survival: Float64Array;
  /** The same with what is not known of it mixed in: the interval is read from this one. */
  readonly spread: Float64Array;
  readonly discounts: Float64Array;
}
