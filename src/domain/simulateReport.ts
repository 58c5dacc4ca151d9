import type { NextStep } from './economics.ts';
import type { Grade, ReasonCode } from './grades.ts';
import type { Assumption, Meta, Warning } from './results.ts';

/** What the `simulate` command finds. Money in currency units, rates and shares as fractions. */
export interface SimulateReport {
  readonly schemaVersion: string;
  readonly meta: Meta;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
  readonly simulate: SimulateFindings;
}

export interface SimulateFindings {
  /** No margin is known of some customer: every figure of value, ROI and payback then stands on revenue. */
  readonly onRevenue: boolean;
  /** How the intervals came about. */
  readonly interval: { readonly method: 'parametric simulation'; readonly draws: number; readonly level: number };
  /** Null where every scenario is flows given outright. */
  readonly evidence: EffortEvidence | null;
  readonly fivePoints: FivePoints | null;
  /** What one more customer won costs, by the ledger: `marginal.acquisition` of economics. Null as `evidence` is. */
  readonly oneMoreWon: Estimate | null;
  readonly scenarios: readonly ScenarioOutcome[];
}

/** What a scenario that makes things easier rests on. */
export interface EffortEvidence {
  readonly restsOn: 'data' | 'assumption' | 'nothing';
  readonly weightOnData: number | null;
  readonly grade: Grade | null;
  readonly words: string;
}

/** Five more points of 12-month retention (METHODS 4). */
export interface FivePoints {
  readonly retention: number | null;
  /** Of a new customer's unlimited value, before acquisition cost. */
  readonly valueChange: number | null;
  readonly churnCut: number | null;
  /** Margin of those here now over the horizon, for five points on top of theirs. */
  readonly horizonMargin: number | null;
  readonly grade: Grade;
  readonly reason: ReasonCode | null;
}

/** A figure with its 90% interval. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly grade: Grade;
  readonly reason: ReasonCode | null;
}

/** Where a line comes from, in words with the numbers. */
export interface SimulateReceipt {
  readonly line: string;
  readonly words: string;
}

export interface ScenarioOutcome {
  readonly name: string;
  /** What was asked for, as it was written. */
  readonly given: readonly string[];
  readonly horizonMonths: number;
  readonly annualDiscountRate: number;
  /** Null where flows were given outright, or for the reason beside it. */
  readonly changes: ScenarioChanges | null;
  readonly programme: ProgrammeCase | null;
  readonly reason: ReasonCode | null;
  readonly receipts: readonly SimulateReceipt[];
}

/** The scenario against today, both looked at over the same horizon and discounted alike. */
export interface ScenarioChanges {
  /** Not known to have left, with a value that is known. */
  readonly customers: number;
  /** How many of them are expected to be here now. */
  readonly customersHere: number;
  readonly valueToday: Estimate;
  /** Value today over the scenario's own horizon and rate, less that over the run's. */
  readonly revaluedBy: number;
  readonly serviceToday: number | null;
  /** Mean effort of those here now who have contacts. */
  readonly effortNow: number | null;
  readonly effortThen: number | null;
  /** Hazards of leaving over those of today, before points of retention. */
  readonly hazardRatio: Estimate;
  /** 12-month retention of those here now. */
  readonly retentionNow: number;
  readonly retentionThen: number;
  readonly points: Estimate;
  /** Share of the churn of twelve months that this takes away. */
  readonly churnCut: number | null;
  /** More customers here at the horizon. */
  readonly customersKept: Estimate;
  readonly marginChange: Estimate;
  readonly fromStaying: number;
  readonly fromPrice: number;
  readonly serviceChange: Estimate;
  /** marginChange − serviceChange, before the programme's cost. */
  readonly netChange: Estimate;
  readonly newCustomer: NewCustomerOutcome;
  /** netChange by the customers' segment; adds up to it. */
  readonly bySegment: readonly SegmentChange[];
}

export interface NewCustomerOutcome {
  /** Unlimited discounted margin of one today, before acquisition cost. */
  readonly lifetimeValue: number | null;
  /** Of a new customer's unlimited value, before acquisition cost. */
  readonly valueChange: number | null;
  readonly acquisitionCost: number | null;
  readonly acquisitionCostThen: number | null;
  readonly ltvToCac: number | null;
  readonly ltvToCacThen: number | null;
  readonly paybackMonths: number | null;
  readonly paybackMonthsThen: number | null;
  readonly grade: Grade;
  readonly reasons: Readonly<Record<string, ReasonCode>>;
}

export interface SegmentChange {
  readonly key: string | null;
  readonly customers: number;
  readonly netChange: number;
}

/** Who says what a programme costs: whoever asked, or the ledger of costs. */
export type CostOrigin = 'given' | 'ledger';

/** The case for a programme, year by year (TEI). */
export interface ProgrammeCase {
  /** Null where nothing says what it costs. */
  readonly costSource: CostOrigin | null;
  readonly years: number;
  readonly annualDiscountRate: number;
  /** What the risk adjustment makes of benefits and costs; 1: nothing. */
  readonly benefitFactor: number;
  readonly costFactor: number;
  readonly cash: readonly CashRow[];
  /** Present values; costs null where nothing says what the programme costs. */
  readonly costs: number | null;
  readonly benefits: number | null;
  readonly npv: number | null;
  readonly npvP10: number | null;
  readonly npvP50: number | null;
  readonly npvP90: number | null;
  /** Share of the draws in which it pays. */
  readonly paysShare: number | null;
  readonly roi: number | null;
  readonly paybackMonths: number | null;
  /** What those here now are worth over the programme's years as it is, years at their end: N·V. */
  readonly valueOfBase: number | null;
  /** cost / (N·V), in points. */
  readonly breakEvenPoints: number | null;
  /** Points of 12-month retention at which it pays on the user's own curves, those kept being served. */
  readonly breakEvenOnCurves: number | null;
  /** Present cost over the customers kept when the programme ends: the marginal cost of one more retained customer. */
  readonly costPerCustomerKept: number | null;
  readonly costPerCustomerKeptLow: number | null;
  readonly costPerCustomerKeptHigh: number | null;
  /** Where the next euro goes further, this programme against winning one more. */
  readonly next: NextStep;
  readonly tornado: readonly TornadoRow[];
  readonly grade: Grade;
  readonly reasons: Readonly<Record<string, ReasonCode>>;
}

export interface CashRow {
  readonly year: number;
  readonly costs: number | null;
  /** The three benefits, risk-adjusted; null where benefits were given outright. */
  readonly fromStaying: number | null;
  readonly fromPrice: number | null;
  readonly serviceSaved: number | null;
  readonly benefits: number;
  readonly net: number | null;
  readonly discountedNet: number | null;
  readonly cumulative: number | null;
}

/** One assumption moved to its low and high end, the others held; widest first. */
export interface TornadoRow {
  readonly input: string;
  readonly low: string;
  readonly high: string;
  readonly npvLow: number;
  readonly npvHigh: number;
}
