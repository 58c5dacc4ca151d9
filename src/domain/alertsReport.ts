import type { Grade, ReasonCode } from './grades.ts';
import type { Assumption, Meta, SCHEMA_VERSION, Warning } from './results.ts';
import type { Rows } from './rows.ts';

/** Codes are a contract (docs/output.md): add freely, never rename. */
export const ALERT_CODES = [
  'effort_spike',
  'unresolved_beyond_norm',
  'renewal_at_risk',
  'overdue',
  'alive_falling',
  'engaged',
] as const;
export type AlertCode = (typeof ALERT_CODES)[number];

/** risk: something threatens the money named · engaged: more active than before. */
export type AlertGroup = 'risk' | 'engaged';

/** The figures and dates behind an alert, by names that go with its code. Dates are ISO. */
export type AlertEvidence = Readonly<Record<string, number | string | null>>;

/** One alert on one customer; a customer has at most one of each code. */
export interface Alert {
  readonly code: AlertCode;
  readonly group: AlertGroup;
  readonly customerId: string;
  readonly segment: string | null;
  /** At stake (risk) or expected (engaged) over the horizon, currency units. */
  readonly money: number | null;
  readonly moneyGrade: Grade;
  readonly moneyReason: ReasonCode | null;
  readonly text: string;
  readonly evidence: AlertEvidence;
}

/** What a stream says: an alert that was raised, or one that no longer stands. */
export type AlertChange =
  | { readonly change: 'new'; readonly alert: Alert }
  | { readonly change: 'gone'; readonly code: AlertCode; readonly group: AlertGroup; readonly customerId: string };

/** An alert in a report; `change` is against an earlier report (`--since`), null without one. */
export interface AlertRow extends Alert {
  readonly change: 'new' | 'open' | 'gone' | null;
}

/** What `cx-roi alerts` tells; names are a contract (docs/output.md). */
export interface AlertsReport {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly meta: Meta;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
  readonly summary: AlertsSummary;
  /** Alerts of the earlier report that no longer stand. */
  readonly gone: readonly AlertRow[];
  readonly alerts: Rows<AlertRow>;
}

export interface AlertsSummary {
  readonly kinds: readonly AlertKindSummary[];
  readonly customersAtRisk: number;
  readonly customersEngaged: number;
  /** At stake with the customers at risk, each counted once; null where it is known of none. */
  readonly atStake: number | null;
  readonly since: AlertsSince | null;
}

export interface AlertKindSummary {
  readonly code: AlertCode;
  readonly group: AlertGroup;
  /** Customers whose history can show it. */
  readonly looked: number;
  readonly alerts: number;
  readonly money: number | null;
  /** Alerts to be expected if nobody had changed; null for kinds that are no test. */
  readonly expectedByChance: number | null;
  /** Why these data cannot show it, null where they can. */
  readonly reason: ReasonCode | null;
}

interface AlertsSince {
  readonly asOf: string | null;
  readonly new: number;
  readonly open: number;
  readonly gone: number;
}

/** What an earlier report says, as far as a later one needs it. */
export interface EarlierAlerts {
  readonly asOf: string | null;
  readonly alerts: readonly Alert[];
}
