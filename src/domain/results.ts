import type { TrackRecord } from './backtest.ts';
import type { Economics } from './economics.ts';
import type { Status } from './features.ts';
import type { Grade, ReasonCode } from './grades.ts';
import type { Behaviour } from './options.ts';

/** Seam 3: the versioned result. Names are a contract (docs/output.md): add freely, rename only with the version. */
export const SCHEMA_VERSION = '1';

export const EFFORT_STATUSES = ['none', 'low', 'mid', 'high'] as const;
export type EffortStatus = (typeof EFFORT_STATUSES)[number];

export const INPUT_KINDS = ['customers', 'interactions', 'wide', 'features', 'costs', 'rates', 'result'] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

export interface InputSummary {
  readonly file: string;
  readonly sha256: string;
  readonly kind: InputKind;
  readonly preset: string | null;
  /** Who read the file. */
  readonly engine: 'csv-parse' | 'json' | 'duckdb';
  /** Why that engine and no other, in words. */
  readonly engineBecause: string;
  /** read = used + skipped */
  readonly rows: { readonly read: number; readonly used: number; readonly skipped: number };
  readonly cellsRejected: number;
  /** Customers that the file names, and those of them that the other side (interactions, or rows of customers) lacks;
   *  null where there is no other side. */
  readonly customers: { readonly named: number; readonly unmatched: number } | null;
}

export interface Meta {
  readonly program: string;
  readonly version: string;
  readonly command: string;
  /** ISO date, null for undated data. */
  readonly asOf: string | null;
  readonly currency: string | null;
  readonly horizonMonths: number;
  readonly seed: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly inputs: readonly InputSummary[];
}

export interface Assumption {
  readonly code: string;
  readonly value: number | string | null;
  readonly source: string;
  readonly replaceWith: string;
}

export interface Warning {
  readonly code: string;
  readonly message: string;
  readonly count: number;
}

export type Reasons = Readonly<Record<string, ReasonCode>>;
export type Grades = Readonly<Record<string, Grade>>;

export type EffortVerdict = 'predicts' | 'weak' | 'no evidence';

export interface EffortBand {
  readonly status: EffortStatus;
  readonly customers: number;
  readonly customerMonths: number | null;
  readonly churned: number | null;
  readonly monthlyChurnRate: number | null;
  readonly rateLow: number | null;
  readonly rateHigh: number | null;
}

/** The value of a segment or cohort, with its 90% interval. A null key: customers that nothing places. */
export interface ValueGroup {
  readonly key: string | null;
  readonly customers: number;
  readonly active: number;
  readonly expected: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How much of what the customers above zero are worth the most valuable of all hold. */
export interface ValueShare {
  readonly customersShare: number;
  readonly customers: number;
  readonly valueShare: number;
}

export interface Portfolio {
  readonly customers: number;
  readonly active: number;
  readonly churned: number;
  readonly lapsed: number;
  readonly unknown: number;
  readonly interactions: number;
  readonly purchases: number;
  readonly contacts: number | null;
  readonly cases: number | null;
  readonly revenue: {
    readonly gross: number | null;
    readonly refunds: number | null;
    /** The part of the refunds that matches no purchase; it lowers what is expected. */
    readonly unmatchedRefunds: number | null;
    readonly net: number | null;
  };
  readonly value: {
    readonly observedMargin: number | null;
    readonly expected: number | null;
    readonly low: number | null;
    readonly high: number | null;
    /** The range once the forecast's miss of its own past is taken in. */
    readonly trackRecordLow: number | null;
    readonly trackRecordHigh: number | null;
    /** Months that `expected` covers: those asked for, or fewer where the data bear no more. */
    readonly horizonMonths: number | null;
    readonly grade: Grade;
  };
  readonly effort: {
    readonly mean: number | null;
    /** Mean of the survey answers as given. */
    readonly surveyMean: number | null;
    readonly bands: readonly EffortBand[];
    readonly verdict: string | null;
    /** What the one test on these data says of effort and leaving; null where they cannot be followed over time. */
    readonly evidence: EffortVerdict | null;
  };
  readonly retention: {
    readonly rate: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly upliftPoints: number | null;
    readonly upliftLow: number | null;
    readonly upliftHigh: number | null;
    readonly upliftValue: number | null;
    readonly grade: Grade;
    readonly weightOnData: number | null;
    readonly plusFivePoints: { readonly valueChange: number | null; readonly churnCut: number | null };
  };
  readonly cost: {
    readonly acquisitionPerCustomer: number | null;
    readonly retentionPerCustomer: number | null;
    readonly serviceToDate: number | null;
    readonly acquisitionToRetention: number | null;
    readonly ltvToCac: number | null;
    readonly paybackMonths: number | null;
    readonly paybackMonthsChurnAdjusted: number | null;
  };
  readonly economics: Economics;
  readonly bySegment: readonly ValueGroup[];
  readonly byPlan: readonly ValueGroup[];
  /** By quarter or year of sign-up or first purchase. */
  readonly byCohort: readonly ValueGroup[];
  /** Empty where no value is expected. */
  readonly spread: readonly ValueShare[];
  readonly roi: number | null;
  readonly valueAtRisk: number | null;
  readonly atRiskShare: number | null;
  readonly grades: Grades;
  readonly reasons: Reasons;
}

export interface CustomerResult {
  readonly customerId: string;
  readonly segment: string | null;
  readonly status: Status;
  readonly revenue: {
    readonly gross: number | null;
    readonly refunds: number | null;
    readonly net: number | null;
    readonly orders: number | null;
    readonly firstAt: string | null;
    readonly lastAt: string | null;
  };
  readonly value: {
    readonly observedMargin: number | null;
    readonly expected: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly probabilityAlive: number | null;
    readonly expectedPurchases: number | null;
    /** Median days until the next purchase if still a customer, and the day that is within the horizon. */
    readonly nextPurchaseDays: number | null;
    readonly nextPurchaseAt: string | null;
    /** Share of the customer's own gaps that are shorter than their present silence. */
    readonly silenceRank: number | null;
    readonly grade: Grade;
  };
  readonly effort: {
    readonly score: number | null;
    readonly status: EffortStatus | null;
    readonly cases: number | null;
    readonly contacts: number | null;
    readonly coverage: number | null;
  };
  readonly retention: {
    readonly now: number | null;
    readonly easy: number | null;
    readonly uplift: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly upliftValue: number | null;
    readonly grade: Grade;
    readonly weightOnData: number | null;
  };
  readonly cost: {
    readonly acquisition: number | null;
    readonly service: number | null;
    readonly retention: number | null;
    readonly ltvToCac: number | null;
    readonly paybackMonths: number | null;
  };
  readonly roi: number | null;
  readonly atStake: number | null;
  readonly action: { readonly code: string; readonly text: string };
  readonly grades: Grades;
  readonly reasons: Reasons;
}

/** Customers over columns, in the result's order: a row object exists only while someone looks at it. */
export interface CustomerSequence extends Iterable<CustomerResult> {
  readonly length: number;
  at(index: number): CustomerResult;
}

export interface Models {
  readonly behaviour: Behaviour;
  /** What in the data decided the behaviour. */
  readonly behaviourBecause: string;
  readonly snapshot: boolean;
  /** Days without purchase that count as lapse, given or from the data; null for subscribers. */
  readonly lapseWindowDays: number | null;
  readonly revenue: Readonly<Record<string, unknown>>;
  readonly retention: Readonly<Record<string, unknown>>;
  readonly effort: Readonly<Record<string, unknown>>;
  /** The forecast tried on the end of the history. */
  readonly backtest: TrackRecord;
}

export interface ScoreResult {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly meta: Meta;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
  readonly models: Models;
  readonly portfolio: Portfolio;
  readonly customers: CustomerSequence;
}

/** What the pure engine knows: everything but where the input came from. */
export type EngineResult = Omit<ScoreResult, 'meta' | 'schemaVersion'> & {
  readonly asOfDay: number | null;
  readonly currency: string | null;
};
