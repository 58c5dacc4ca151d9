import type { Grade, ReasonCode } from './grades.ts';
import type { Assumption, Meta, Reasons, SCHEMA_VERSION, Warning } from './results.ts';
import type { Rows } from './rows.ts';
import type { CustomerStay, UpliftBasis } from './upliftReport.ts';

/** The actions that take effort away: what is measured of easier experience speaks of these alone. */
export const EASING_CODES = ['resolve_open_case', 'make_contact_easier'] as const;
export type EasingCode = (typeof EASING_CODES)[number];

/** What acting costs and how much of it there may be, as asked for; currency units, null where not said. */
export interface SaveTerms {
  readonly actionCosts: Readonly<Record<EasingCode, number | null>>;
  readonly budget: number | null;
  readonly maxCustomers: number | null;
}

/** What `cx-roi save-list` tells; names are a contract (docs/output.md). Money in currency units, rates as fractions. */
export interface SaveListReport {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly meta: Meta;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
  readonly saveList: SaveListFindings;
  /** The chosen, best first. */
  readonly customers: Rows<SaveListCustomer>;
}

export interface SaveListFindings {
  readonly basis: UpliftBasis;
  readonly verdict: string;
  /** These data do not show that effort drives customers away: what a call keeps is then assumed, whatever its range. */
  readonly noEvidence: boolean;
  /** How much of the customers' uplift is the user's own data, 0 to 1. */
  readonly weightOnData: number | null;
  /** Money is revenue, not margin, for at least one customer. */
  readonly onRevenue: boolean;
  readonly target: number;
  readonly horizonMonths: number;
  readonly rankedBy: 'net' | 'netPerCost' | 'value';
  /** Cost of each action; null unknown. */
  readonly actionCosts: Readonly<Record<string, number | null>>;
  readonly budget: number | null;
  readonly maxCustomers: number | null;
  readonly chosen: SaveTotals;
  /** Everyone whose action brings more than it costs, limits aside; their cost is the budget that justifies itself. */
  readonly paying: SaveTotals;
  /** What easier experience of all customers is put at in `score` (`portfolio.retention.upliftValue`). */
  readonly portfolioUpliftValue: number | null;
  readonly leftOut: readonly LeftOut[];
  /** Days without a purchase that count as a lapse; null where leaving is told otherwise. */
  readonly lapseWindowDays: number | null;
  /** Where no action cost is known: what calling would bring at different costs of a call. */
  readonly byCost: readonly CostStep[];
}

export interface SaveTotals {
  readonly customers: number;
  /** Of them, those who bring more than they cost at the low end of their interval, too. */
  readonly surelyPaying: number | null;
  readonly cost: number | null;
  readonly upliftValue: number | null;
  readonly upliftValueLow: number | null;
  readonly upliftValueHigh: number | null;
  readonly net: number | null;
  readonly netLow: number | null;
  readonly netHigh: number | null;
  /** Customers more who stay over the horizon. */
  readonly saves: number | null;
  readonly savesLow: number | null;
  readonly savesHigh: number | null;
  readonly costPerSave: number | null;
  readonly valuePerSave: number | null;
  /** Of the money; and of the saves, which stand on no margin. */
  readonly grade: Grade;
  readonly savesGrade: Grade;
  readonly reasons: Reasons;
}

export interface LeftOut {
  readonly reason: ReasonCode;
  readonly customers: number;
  /** What their uplift would be worth; null where it is not known. */
  readonly upliftValue: number | null;
}

export interface CostStep {
  readonly cost: number;
  readonly customers: number;
  readonly upliftValue: number;
  readonly net: number;
}

export interface SaveListCustomer extends CustomerStay {
  readonly rank: number;
  readonly upliftValue: number;
  readonly upliftValueLow: number | null;
  readonly upliftValueHigh: number | null;
  /** The most that the action may cost before it stops paying. */
  readonly breakEvenCost: number;
  readonly actionCost: number | null;
  readonly net: number | null;
  readonly netLow: number | null;
  readonly netHigh: number | null;
  readonly costPerSave: number | null;
  /** Spent on this customer and all ranked before. */
  readonly cumulativeCost: number | null;
  readonly action: { readonly code: string; readonly text: string };
  /** What made it hard, in words. */
  readonly because: string | null;
  readonly grade: Grade;
  readonly weightOnData: number | null;
}
