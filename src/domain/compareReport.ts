import type { Status } from './features.ts';
import type { EffortStatus, Meta, Reasons, SCHEMA_VERSION, Warning } from './results.ts';
import type { Rows } from './rows.ts';
import type { Followed } from './storedResult.ts';

/** What `cx-roi compare` tells; names are a contract (docs/output.md). Money in currency units. */
export interface CompareReport {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** Of the later result; its inputs are the two results. */
  readonly meta: Meta;
  readonly assumptions: readonly [];
  readonly warnings: readonly Warning[];
  readonly before: ComparedResult;
  readonly after: ComparedResult;
  /** Whether anything moved at all. */
  readonly moved: boolean;
  readonly movement: Movements;
  /** Movements by their path that the two results measured differently: codes of the warnings that say how. */
  readonly measuredOtherwise: Readonly<Record<string, readonly string[]>>;
  /** What became of customers, and what that did to value and risk. */
  readonly flows: readonly Flow[];
  readonly bands: readonly BandMovement[];
  /** Customers in both results by effort band then and now; pairs that nobody made are left out. */
  readonly bandMoves: readonly BandMove[];
  /** The customers who moved a figure most, either way. */
  readonly largest: Readonly<Record<Followed, readonly Contribution[]>>;
  /** Why a figure is null, by its path. */
  readonly reasons: Reasons;
  /** Everyone who moved, those who moved value most first. */
  readonly customers: Rows<CustomerMovement>;
}

export interface ComparedResult {
  readonly file: string;
  readonly asOf: string | null;
  readonly version: string;
  readonly horizonMonths: number;
  readonly customers: number;
}

/** A figure then and now: null where either is. */
export interface Movement {
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
}

export interface RelativeMovement extends Movement {
  /** change / |before|. */
  readonly relative: number | null;
}

/** One that customers add up to: change = came + left + changed. */
export interface SharedMovement extends RelativeMovement {
  readonly came: number | null;
  readonly left: number | null;
  readonly changed: number | null;
}

export interface Movements {
  readonly customers: SharedMovement;
  readonly active: SharedMovement;
  readonly revenue: SharedMovement;
  readonly margin: SharedMovement;
  readonly value: SharedMovement;
  readonly valueAtRisk: SharedMovement;
  readonly serviceCost: SharedMovement;
  /** Mean score of customers with contacts. */
  readonly effort: SharedMovement;
  readonly atRiskShare: Movement;
  readonly retention: Movement;
  readonly upliftValue: RelativeMovement;
}

/** came: not there yet in the earlier result · left: only in the earlier · churned, lapsed, returned: by status · changed: another status · stayed. */
export const FLOWS = ['came', 'left', 'churned', 'lapsed', 'returned', 'changed', 'stayed'] as const;
export type FlowName = (typeof FLOWS)[number];

export interface Flow {
  readonly name: FlowName;
  readonly customers: number;
  readonly value: number;
  readonly valueAtRisk: number;
}

export interface BandMovement {
  readonly status: EffortStatus;
  readonly before: number;
  readonly after: number;
  readonly monthlyChurnRateBefore: number | null;
  readonly monthlyChurnRateAfter: number | null;
}

export interface BandMove {
  readonly from: EffortStatus | null;
  readonly to: EffortStatus | null;
  readonly customers: number;
}

/** One customer's part in a movement. */
export interface Contribution {
  readonly customerId: string;
  readonly segment: string | null;
  readonly flow: FlowName;
  readonly bandBefore: EffortStatus | null;
  readonly bandAfter: EffortStatus | null;
  readonly before: number | null;
  readonly after: number | null;
  /** Of the portfolio's change; of effort: of the change of the mean. */
  readonly contribution: number;
}

export interface CustomerMovement {
  readonly customerId: string;
  readonly segment: string | null;
  readonly flow: FlowName;
  readonly statusBefore: Status | null;
  readonly statusAfter: Status | null;
  readonly bandBefore: EffortStatus | null;
  readonly bandAfter: EffortStatus | null;
  readonly revenue: Movement;
  readonly value: Movement;
  readonly valueAtRisk: Movement;
  readonly effort: Movement;
}
