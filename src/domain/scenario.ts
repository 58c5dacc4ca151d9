/** A change against today: a share of it (−0.3 is 30% less), or points on its own scale. */
export interface Change {
  readonly by: 'share' | 'points';
  readonly amount: number;
}

export type EffortScope = 'all' | 'topic' | 'channel' | 'band';

/** Cases made easier or harder: all of them, those of one topic or first channel, or those of customers in one band. */
export interface EffortLever {
  readonly scope: EffortScope;
  /** The topic, channel or band; null for all. */
  readonly name: string | null;
  readonly change: Change;
}

/** A margin set outright, or moved by a fraction of revenue. */
export type MarginLever = { readonly to: number } | { readonly by: number };
/** A cost set outright, in currency units, or changed by a share of itself. */
export type CostLever = { readonly to: number } | { readonly share: number };

/** What a scenario changes; null: nothing. Rates and shares are fractions. */
export interface Levers {
  readonly effort: readonly EffortLever[];
  /** No customer's effort above this score, 0..100. */
  readonly effortTo: number | null;
  /** Percentage points of 12-month retention. */
  readonly retentionPoints: number | null;
  readonly priceShare: number | null;
  /** Per cent more leaving for each per cent of price; null: nobody leaves for it (assumed). */
  readonly priceChurn: number | null;
  readonly margin: MarginLever | null;
  /** Number of support contacts. */
  readonly contactsShare: number | null;
  /** Cost of one contact. */
  readonly contactCostShare: number | null;
  readonly acquisitionCost: CostLever | null;
  /** How value is looked at, for today and the scenario alike. */
  readonly horizonMonths: number | null;
  readonly annualDiscountRate: number | null;
}

/** Least and most, as multiples of the most likely 1: a triangular distribution. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What a programme costs, in currency units, and how cautiously its case is made. */
export interface ProgrammeTerms {
  readonly initialCost: number | null;
  readonly yearlyCost: number | null;
  /** Null: as many as the horizon begins. */
  readonly years: number | null;
  /** ρ: benefits count (1 − ρ), costs (1 + ρ). */
  readonly risk: number | null;
  readonly benefitRange: Range | null;
  readonly costRange: Range | null;
}

/** Flows given outright, in currency units: at the start, then at the end of each year. */
export interface CashFlows {
  readonly costs: readonly number[];
  readonly benefits: readonly number[];
}

export interface Scenario {
  readonly name: string;
  /** What was asked for, as it was written: `effort=-30%`. */
  readonly given: readonly string[];
  readonly levers: Levers;
  readonly programme: ProgrammeTerms;
  /** A case of its own; levers then play no part. */
  readonly cashFlows: CashFlows | null;
}

export const NO_LEVERS: Levers = Object.freeze({
  effort: [],
  effortTo: null,
  retentionPoints: null,
  priceShare: null,
  priceChurn: null,
  margin: null,
  contactsShare: null,
  contactCostShare: null,
  acquisitionCost: null,
  horizonMonths: null,
  annualDiscountRate: null,
});

export const NO_PROGRAMME: ProgrammeTerms = Object.freeze({
  initialCost: null,
  yearlyCost: null,
  years: null,
  risk: null,
  benefitRange: null,
  costRange: null,
});
