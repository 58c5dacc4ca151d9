import type { Grade, ReasonCode } from './grades.ts';
import type { Assumption, CustomerResult, Meta, SCHEMA_VERSION, Warning } from './results.ts';
import type { SourceRow } from './sourceRow.ts';

/** What `cx-roi explain` tells; names are a contract (docs/output.md). Money in currency units, dates ISO. */
export interface ExplainReport {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly meta: Meta;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
  /** The customer's row as `score` has it. */
  readonly customer: CustomerResult;
  readonly status: StatusExplained;
  /** The forecast's model in words. */
  readonly model: readonly string[];
  readonly formulas: readonly Formula[];
  /** What the answer would be under other assumptions and other data of this customer, the greatest change first. */
  readonly whatIf: readonly WhatIf[];
  readonly timeline: readonly TimelineEvent[];
  readonly sources: readonly SourceLine[];
}

export interface StatusExplained {
  readonly because: string;
  readonly startAt: string | null;
  readonly endAt: string | null;
  readonly tenureMonths: number | null;
  /** Days without a purchase that count as a lapse; null where leaving is told otherwise. */
  readonly lapseWindowDays: number | null;
}

export const PARTS = ['revenue', 'value', 'effort', 'retention', 'cost'] as const;
export type Part = (typeof PARTS)[number];

export const UNITS = ['money', 'number', 'share', 'count', 'days', 'months', 'points'] as const;
export type Unit = (typeof UNITS)[number];

/** data: counted or stated in the files · fitted: a model's parameter · option · assumed: a default or a published figure · formula: one above. */
export const ORIGINS = ['data', 'fitted', 'option', 'assumed', 'formula'] as const;
export type Origin = (typeof ORIGINS)[number];

/** One figure, or a step to it: the formula, the same with this customer's numbers, and what comes of it. */
export interface Formula {
  readonly part: Part;
  /** Its path in the customer's row; null for a step. */
  readonly figure: string | null;
  /** What later formulas call it. */
  readonly symbol: string;
  readonly meaning: string;
  /** Null where there is nothing to work out: `reason` says why. */
  readonly formula: string | null;
  readonly withNumbers: string | null;
  readonly value: number | null;
  readonly unit: Unit;
  readonly grade: Grade | null;
  readonly reason: ReasonCode | null;
  readonly inputs: readonly FormulaInput[];
  /** What is added up (Σ) or multiplied (Π), a line each; the last column makes the value. */
  readonly terms: TermTable | null;
}

export interface FormulaInput {
  readonly symbol: string;
  readonly meaning: string;
  readonly value: number;
  readonly unit: Unit;
  readonly from: Origin;
}

export interface TermTable {
  readonly columns: readonly { readonly title: string; readonly unit: Unit | 'text' }[];
  readonly rows: readonly (readonly (number | string | null)[])[];
}

export interface WhatIf {
  readonly kind: 'assumption' | 'data';
  readonly code: string;
  /** What is otherwise, in words. */
  readonly what: string;
  readonly now: string | null;
  readonly instead: string | null;
  /** Figures of this customer if so, and the change against today's. */
  readonly figures: Readonly<Record<WhatIfFigure, ChangedFigure>>;
}

const WHAT_IF_FIGURES = ['expected', 'atStake', 'upliftValue', 'effort', 'service'] as const;
export type WhatIfFigure = (typeof WHAT_IF_FIGURES)[number];

export interface ChangedFigure {
  readonly value: number | null;
  readonly change: number | null;
}

/** Something that happened, or a day that counts, in order of time. */
export interface TimelineEvent {
  readonly at: string;
  readonly what: string;
  readonly channel: string | null;
  readonly topic: string | null;
  readonly caseId: string | null;
  readonly orderId: string | null;
  readonly amount: number | null;
  readonly minutes: number | null;
  readonly resolved: boolean | null;
  readonly survey: number | null;
  readonly file: string | null;
  readonly line: number | null;
}

/** A row of a file, without what it became inside. */
export type SourceLine = Omit<SourceRow, 'interactions'>;
