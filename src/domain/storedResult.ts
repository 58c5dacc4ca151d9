import type { Assumption, Meta, Models, Portfolio } from './results.ts';

/** Figures of a customer that a comparison follows, by what they add up to in the portfolio. */
export const FOLLOWED = {
  revenue: 'revenue.net',
  margin: 'value.observedMargin',
  value: 'value.expected',
  valueAtRisk: 'atStake',
  serviceCost: 'cost.service',
  effort: 'effort.score',
} as const;
export type Followed = keyof typeof FOLLOWED;
export const FOLLOWED_NAMES = Object.keys(FOLLOWED) as readonly Followed[];

/** Status of a customer that a result does not hold; places in STATUSES otherwise. */
export const ABSENT = 255;
/** Effort status where it is null. */
export const NO_BAND = 255;

/** The customers of a result as columns over codes that two results share. */
export interface StoredCustomers {
  /** How many the result holds. */
  readonly count: number;
  readonly status: Uint8Array;
  /** Places in EFFORT_STATUSES. */
  readonly effortStatus: Uint8Array;
  readonly segment: Int32Array;
  /** In the output's units; NaN where null or absent. */
  readonly figures: Readonly<Record<Followed, Float64Array>>;
}

/** What `cx-roi score --json` wrote, read again. */
export interface StoredResult {
  readonly file: string;
  readonly sha256: string;
  readonly meta: Meta;
  readonly assumptions: readonly Assumption[];
  readonly models: Pick<Models, 'behaviour' | 'revenue' | 'retention' | 'effort'> & {
    /** Results written before it was told lack it. */
    readonly lapseWindowDays?: number | null;
  };
  readonly portfolio: Portfolio;
  readonly customers: StoredCustomers;
}

/** Two results over one set of codes. */
export interface StoredPair {
  readonly before: StoredResult;
  readonly after: StoredResult;
  /** How many customers there are in either. */
  readonly customers: number;
  readonly customerId: (code: number) => string;
  readonly segment: (code: number) => string;
}
