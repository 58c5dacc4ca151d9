import type { Dataset } from '../../domain/dataset.ts';
import type { Grouping, Lifecycle, PurchaseHistory } from '../../domain/features.ts';
import type { Amount, Figure } from '../../domain/figures.ts';
import type { PurchaseModelName, ScoreOptions } from '../../domain/options.ts';
import type { Assumption, Warning } from '../../domain/results.ts';
import type { ForecastTerms } from './forecastTerms.ts';
import type { PurchaseFit } from './purchaseFit.ts';
import type { Staying } from './staying.ts';

export interface RevenueInput {
  readonly dataset: Dataset;
  /** Null when the data hold no purchase, refund or paid renewal. */
  readonly purchases: PurchaseHistory | null;
  readonly lifecycle: Lifecycle;
  readonly options: ScoreOptions;
  /** Rows by customer and time; without, no purchases can be held out and models are chosen by AIC. */
  readonly grouping?: Grouping;
  /** A purchase model asked for by name instead of the best. */
  readonly model?: PurchaseModelName;
  /** A purchase model fitted before, to be used as it is; null: none could be. */
  readonly heldFit?: PurchaseFit | null;
}

/** What was counted. Money in minor units; days are day numbers, NaN where unknown. */
export interface ObservedRevenue {
  readonly gross: Figure;
  readonly refunds: Figure;
  readonly net: Figure;
  readonly orders: Figure;
  readonly firstDay: Float64Array;
  readonly lastDay: Float64Array;
  readonly assumptions: readonly Assumption[];
}

export interface SharedCurve {
  /** Where each stands on it: equal places have equal paths over whole months, equal whole parts about the same. */
  readonly place: Float64Array;
  readonly byLevel: Staying['byLevel'];
}

/** Error of a part of the total that comes from not knowing the model, where customers of some levels err together. */
export interface LevelError {
  /** Of each customer. */
  readonly level: Uint8Array;
  readonly levels: number;
  /** Variance of a part that holds so much value of each level, minor units and their square. */
  varianceOf(valueOfLevel: Float64Array): number;
}

/** What is to come over the horizon. Money is margin in minor units, discounted. */
export interface Forecast {
  readonly expected: Figure;
  /** Predictive interval of one customer, 90%. */
  readonly low: Figure;
  readonly high: Figure;
  readonly probabilityAlive: Figure;
  readonly expectedPurchases: Figure;
  /** Expected margin per month while the customer is still here, undiscounted. */
  readonly monthlyMargin: Figure;
  /** P(customer `row` is still here `months` from now | all that is known now); NaN where unknown. */
  readonly survivalAt: (row: number, months: number) => number;
  /** The curve that subscribers share; null where every path is the customer's own already. */
  readonly curve: SharedCurve | null;
  /** Months that the value covers: the horizon asked for, or what the data bear of it. */
  readonly horizonMonths: number;
  /** P(y purchases over the horizon), y = 0, 1, …; null where no model gives one. */
  readonly purchaseProbabilities: ((row: number) => Float64Array) | null;
  /** Discounted margin of a new customer without end, first payment included, before acquisition cost. */
  readonly newCustomerValueMinor: Amount;
  /** The same over the first twelve months. */
  readonly newCustomerValue12Minor: Amount;
  /** Var(ln) of `newCustomerValueMinor` that comes from not knowing the parameters and averages behind it. */
  readonly newCustomerRelativeVariance: number;
  /** Undiscounted margin that a new customer is expected to bring in their first days; null for subscribers. */
  readonly newCustomerMarginBy: ((days: number) => number) | null;
  /** Predictive variance of each customer's value; they are independent given the model. */
  readonly valueVariance: Float64Array;
  /** Variance of the total that comes from not knowing the model's parameters. */
  readonly estimationVariance: number;
  /** The same by level; absent where all customers err together, each by their share of the total. */
  readonly levelError?: LevelError;
  /** Gamma distribution of purchases per day over customers (shape r, rate α in days); null where none was fitted. */
  readonly buyingRate: { readonly shape: number; readonly rateDays: number } | null;
  /** Totals over the customers whose value is known, with the 90% interval of the total. */
  readonly total: { readonly expected: Amount; readonly low: Amount; readonly high: Amount };
  /** What one customer's figures were worked out from; null where none is forecast for them. */
  readonly termsOf: (row: number) => ForecastTerms | null;
  /** The purchase model behind the forecast, to be held while options or one customer change; null without one. */
  readonly purchaseFit: PurchaseFit | null;
  /** What was tried, what was chosen and why, in plain words and figures. */
  readonly model: Readonly<Record<string, unknown>>;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
}

export interface RevenueOutcome extends Omit<ObservedRevenue, 'assumptions'>, Omit<Forecast, 'total'> {
  readonly observedMargin: Figure;
  /** Median days until the next purchase, if still a customer. */
  readonly nextPurchaseDays: Figure;
  /** Share of a repeater's own gaps that are shorter than the present silence: near 1 is late for their rhythm. */
  readonly silenceRank: Figure;
  /** Margin figures stand on revenue for at least one customer, because no margin is known. */
  readonly onRevenue: boolean;
  readonly portfolio: {
    readonly gross: Amount;
    readonly refunds: Amount;
    readonly unmatchedRefunds: Amount;
    readonly net: Amount;
    readonly observedMargin: Amount;
    readonly expected: Amount;
    readonly low: Amount;
    readonly high: Amount;
  };
}

/** Intervals leave out 5% on either side. */
export const INTERVAL_TAIL = 0.05;
