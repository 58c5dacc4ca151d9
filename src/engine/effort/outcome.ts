import type { Dataset } from '../../domain/dataset.ts';
import type { Grouping, Lifecycle } from '../../domain/features.ts';
import type { Amount, Figure } from '../../domain/figures.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { Assumption, EffortBand, Warning } from '../../domain/results.ts';
import type { EffortByMonth } from './bands.ts';
import type { ContactLog } from './contactLog.ts';
import type { Component, Weighing } from './weights.ts';

export interface EffortInput {
  readonly dataset: Dataset;
  readonly grouping: Grouping;
  readonly lifecycle: Lifecycle;
  readonly options: ScoreOptions;
  /** How cases are weighed; absent: as published. */
  readonly weighing?: Weighing;
}

/** What one case did to a customer, ready to be told. */
export interface CaseReceipt {
  /** Case id where the data give one, else null (inferred). */
  readonly caseId: string | null;
  readonly topic: string | null;
  readonly channels: readonly string[];
  readonly firstDay: number;
  readonly lastDay: number;
  readonly contacts: number;
  readonly caseScore: number;
  /** Points of the customer's score; over all receipts they add up to it. */
  readonly points: number;
  /** Components that were above zero or unknown (null), by name. */
  readonly components: Readonly<Partial<Record<Component, number | null>>>;
}

export interface EffortCounts {
  readonly contacts: number;
  readonly casesGiven: number;
  readonly casesInferred: number;
  /** Cases that the contacts without a case id would make under other windows. */
  readonly inferredByWindow: readonly { readonly windowDays: number; readonly cases: number }[];
}

export interface EffortOutcome {
  /** 0 effortless … 100 exhausting; a churned customer's on the last day at risk. */
  readonly score: Figure;
  /** All cases and contacts up to the as-of day; the score looks at those in the window only. */
  readonly cases: Figure;
  readonly contacts: Figure;
  /** Known core weight over all, mean of the scored cases. */
  readonly coverage: Figure;
  /** Places in EFFORT_STATUSES, 255 where null. */
  readonly status: Uint8Array;
  /** Mean score of customers with contacts in the window. */
  readonly mean: Amount;
  readonly surveyMean: Amount;
  /** Null without a contact log. */
  readonly counts: EffortCounts | null;
  readonly bands: readonly EffortBand[];
  /** Effort at every month's start; null without a contact log, dates or any known fate. */
  readonly byMonth: EffortByMonth | null;
  /** What the verdict on effort is passed on: the same, but with weights that have seen no leaver. */
  readonly verdictMonths: EffortByMonth | null;
  readonly weighing: Weighing;
  /** The scored log below the figures; null without one. */
  readonly log: ContactLog | null;
  /** Whether the customer's latest scored case is unresolved. */
  endsUnresolved(customer: number): boolean;
  receipts(customer: number): readonly CaseReceipt[];
  readonly model: Readonly<Record<string, unknown>>;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
}
