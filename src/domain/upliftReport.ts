import type { CampaignReport } from './campaignReport.ts';
import type { ContactStep } from './effortReport.ts';
import type { Status } from './features.ts';
import type { Grade, ReasonCode } from './grades.ts';
import type { PriorName } from './options.ts';
import type { Assumption, EffortStatus, Meta, Reasons, SCHEMA_VERSION, Warning } from './results.ts';
import type { Rows } from './rows.ts';

/** What `cx-roi uplift` tells; names are a contract (docs/output.md). Money in currency units, rates as fractions. */
export interface UpliftReport {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly meta: Meta;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
  readonly uplift: UpliftFindings;
  readonly customers: Rows<CustomerUplift>;
}

/** measured: followed over time · association: a snapshot · assumed: a published study alone · none: nothing can be said. */
export type UpliftBasis = 'measured' | 'association' | 'assumed' | 'none';

export interface UpliftFindings {
  readonly basis: UpliftBasis;
  readonly verdict: string;
  /** What the verdict rests on, and what would change it. */
  readonly wouldChange: string;
  readonly campaign: CampaignReport | null;
  readonly naive: HazardRatio | null;
  readonly lagged: HazardRatio | null;
  /** Naive and lagged are of opposite sign, both clearly so. */
  readonly contradict: boolean;
  readonly estimate: UpliftEstimate | null;
  readonly portfolio: PortfolioUplift;
  readonly estimators: EstimatorsReport | null;
  readonly survivalByBand: BandSurvivalReport | null;
  readonly byContacts: readonly ContactStep[];
  readonly association: AssociationReport | null;
  readonly reasons: Reasons;
}

/** Hazard of customers with raised effort over that of the others, 90% interval. */
export interface HazardRatio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** Log odds of leaving from no effort to full effort. */
export interface LogOdds {
  readonly logOdds: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
}

export interface UpliftEstimate {
  readonly dataAlone: LogOdds | null;
  readonly prior: { readonly name: PriorName; readonly mean: number; readonly sd: number } | null;
  readonly blended: LogOdds | null;
  readonly weightOnData: number | null;
  readonly grade: Grade;
  readonly p: number | null;
  readonly rows: number;
  readonly monthsPerRow: number;
  readonly events: number;
  readonly adjustedFor: readonly string[];
  readonly leftOut: readonly string[];
  readonly heldByPrior: readonly string[];
  readonly trouble: string | null;
  /** Where the weights of effort come from. */
  readonly weightsFrom: 'published' | 'surveys' | 'churn';
}

export interface PortfolioUplift {
  readonly target: number;
  readonly horizonMonths: number;
  /** Whether staying is counted from when customers came, or, where no history can be followed, from today. */
  readonly since: 'start' | 'today';
  /** Share staying over the horizon with effort as it was, and with effort at most the target. */
  readonly now: number | null;
  readonly easy: number | null;
  /** Percentage points. */
  readonly points: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly value: number | null;
  readonly valueGrade: Grade;
  /** Whether the cost of serving customers was taken off; not where it is unknown, or the margin carries it. */
  readonly netOfService: boolean;
  readonly dataAlone: { readonly points: number; readonly low: number; readonly high: number } | null;
  readonly avoidableEvents: number | null;
  readonly events: number | null;
  readonly grade: Grade;
  readonly weightOnData: number | null;
}

/** Leaving within the horizon after effort above the target, against effort at most that. */
export interface EstimatorsReport {
  readonly rows: number;
  readonly exposedRows: number;
  readonly contrasts: readonly ContrastRow[];
  readonly agree: boolean;
  readonly overlap: {
    readonly propensityLow: number;
    readonly propensityHigh: number;
    readonly clipped: number;
    readonly effectiveExposed: number;
    readonly effectiveUnexposed: number;
    readonly worstImbalance: number;
    readonly worstCovariate: string | null;
  };
  readonly riskRatio: number | null;
  readonly eValue: number | null;
  readonly eValueOfBound: number | null;
  readonly withoutCovariates: readonly { readonly without: string; readonly difference: number }[];
}

export const ESTIMATORS = ['aipw', 'ipw', 'gFormula', 'raw'] as const;

export interface ContrastRow {
  readonly estimator: (typeof ESTIMATORS)[number];
  readonly exposed: number;
  readonly unexposed: number;
  readonly difference: number;
  readonly se: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

interface BandSurvivalReport {
  readonly fromMonth: number;
  readonly bands: readonly {
    readonly status: EffortStatus;
    readonly survival: number | null;
    readonly meanMonths: number | null;
    readonly meanMonthsSe: number | null;
  }[];
  readonly logRank: { readonly chiSquare: number; readonly degrees: number; readonly p: number } | null;
}

interface AssociationReport {
  readonly customers: number;
  readonly churned: number;
  readonly logOdds: LogOdds | null;
  readonly p: number | null;
  readonly auc: number | null;
  readonly aucLow: number | null;
  readonly aucHigh: number | null;
}

/** A customer's chance of staying over the horizon, with effort as it is and at the target. */
export interface CustomerStay {
  readonly customerId: string;
  readonly segment: string | null;
  readonly status: Status;
  readonly effort: number | null;
  readonly now: number | null;
  readonly easy: number | null;
  readonly uplift: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface CustomerUplift extends CustomerStay {
  readonly upliftValue: number | null;
  /** Margin lost over the horizon if effort rose to the hard band. */
  readonly costIfWorse: number | null;
  readonly grade: Grade;
  readonly weightOnData: number | null;
  readonly reason: ReasonCode | null;
}
