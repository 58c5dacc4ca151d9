import type { Grade, ReasonCode } from './grades.ts';

/** Where the cost of something comes from: a ledger, the customers' own records, the contacts of the log, or an option. */
export type CostSource = 'ledger' | 'customers' | 'contacts' | 'option';

/** What customers are grouped by: `channel` is the one they were won through. */
export const GROUPED_BY = ['segment', 'plan', 'cohort', 'channel'] as const;
export type GroupedBy = (typeof GROUPED_BY)[number];

/** Where the next euro goes further; `unknown` where one side of the comparison is. */
export const NEXT_STEPS = ['keep', 'win', 'either', 'neither', 'unknown'] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/**
 * Unit economics of all customers or of a group of them. Money in currency units; `low` and `high` are 90% intervals; what
 * the data do not say is null.
 */
export interface UnitEconomics {
  readonly customers: number;
  readonly active: number;
  /** CAC's denominator: who came while the spending on them is known, and was not referred. */
  readonly newCustomers: number | null;
  readonly acquisitionSpend: number | null;
  readonly cac: number | null;
  /** Unlimited discounted margin of a new customer, before CAC. */
  readonly ltv: number | null;
  readonly ltvLow: number | null;
  readonly ltvHigh: number | null;
  readonly ltvToCac: number | null;
  readonly ltvToCacLow: number | null;
  readonly ltvToCacHigh: number | null;
  /** Mean of a customer while they stay. */
  readonly monthlyMargin: number | null;
  readonly paybackMonths: number | null;
  readonly paybackMonthsLow: number | null;
  readonly paybackMonthsHigh: number | null;
  readonly paybackMonthsChurnAdjusted: number | null;
  readonly paybackMonthsChurnAdjustedLow: number | null;
  readonly paybackMonthsChurnAdjustedHigh: number | null;
  /** The fixed opening cohort, its revenue, and what became of it. */
  readonly openingCustomers: number | null;
  readonly openingRevenue: number | null;
  readonly expansion: number | null;
  readonly contraction: number | null;
  readonly churnedRevenue: number | null;
  readonly grossRetention: number | null;
  readonly netRetention: number | null;
  /** By a ledger the spending of a year, else all to date. */
  readonly retentionSpend: number | null;
  readonly retentionPerCustomer: number | null;
  readonly acquisitionToRetention: number | null;
  readonly serviceCost: number | null;
}

export interface EconomicsGroup extends UnitEconomics {
  readonly by: GroupedBy;
  /** Null: customers that nothing places. */
  readonly key: string | null;
  readonly grades: Readonly<Record<string, Grade>>;
  readonly reasons: Readonly<Record<string, ReasonCode>>;
}

/** What one more customer costs, won or kept, and what one is worth. */
interface MarginalCosts {
  /** Slope of the ledger's acquisition cost over the new customers of its months. */
  readonly acquisition: number | null;
  readonly acquisitionLow: number | null;
  readonly acquisitionHigh: number | null;
  /** Programme cost / (customers × uplift). */
  readonly retention: number | null;
  readonly retentionLow: number | null;
  readonly retentionHigh: number | null;
  /** A new one, without end. */
  readonly customerValue: number | null;
  /** One who is here now, over the horizon. */
  readonly horizonValue: number | null;
  /** Over the horizon. */
  readonly programmeCost: number | null;
  /** Percentage points of retention that pay the programme, each customer kept counted at `customerValue`. */
  readonly breakEvenPoints: number | null;
}

/** The ledger of costs as it was counted; dates null without one. */
export interface LedgerTotals {
  /** First and last month, `2024-02`. */
  readonly from: string | null;
  readonly to: string | null;
  readonly acquisition: number | null;
  readonly retention: number | null;
  readonly service: number | null;
  readonly programme: number | null;
  /** Acquisition money that no new customer can be charged with. */
  readonly unattributed: number | null;
}

/** One month of the ledger's acquisition. */
export interface AcquisitionMonth {
  readonly month: string;
  readonly spend: number;
  readonly newCustomers: number;
  readonly cac: number | null;
}

/** Acquisition against retention: what `portfolio.economics` and `cx-roi economics` hold. */
export interface Economics {
  readonly verdict: string;
  readonly next: NextStep;
  /** revenue: no margin is known, so nothing here is net of what the goods cost. */
  readonly basis: 'margin' | 'revenue';
  readonly whole: UnitEconomics;
  /** What gross and net retention compare, over how many months. */
  readonly cohortBasis: 'prices' | 'revenue' | null;
  readonly cohortMonths: number | null;
  readonly retentionSpendBasis: 'year' | 'to date' | null;
  readonly acquisitionSource: CostSource | null;
  readonly retentionSource: CostSource | null;
  readonly serviceSource: CostSource | null;
  readonly marginal: MarginalCosts;
  readonly ledger: LedgerTotals;
  /** Cost of a case; beside the published `low_effort_cost`. */
  readonly effortSaving: {
    readonly easy: number | null;
    readonly hard: number | null;
    readonly easyCases: number | null;
    readonly hardCases: number | null;
    /** Share that an easy case costs less than a hard one. */
    readonly saving: number | null;
    readonly low: number | null;
    readonly high: number | null;
  };
  /** Next-period spend of the third with the best experience over that of the worst; beside `experience_premium`. */
  readonly experiencePremium: {
    readonly premium: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly best: number | null;
    readonly worst: number | null;
  };
  /** Apart from value, in which the referred stand already. */
  readonly referral: {
    readonly referred: number | null;
    readonly referrers: number | null;
    readonly acquisitionSaved: number | null;
    readonly marginWon: number | null;
    readonly value: number | null;
  };
  readonly months: readonly AcquisitionMonth[];
  /** By segment, cohort and acquisition channel; the groups of one kind make up all customers. */
  readonly groups: readonly EconomicsGroup[];
}
