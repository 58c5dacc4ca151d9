import type { AlertCode, AlertEvidence, AlertGroup } from '../../../domain/alertsReport.ts';
import { isoDate } from '../../../foundation/days.ts';
import type { CustomerStates } from '../customerStates.ts';

/** One kind of alert. Rules look at a customer's state on a day and at nothing else. */
export interface AlertRule {
  readonly code: AlertCode;
  readonly group: AlertGroup;
  /** Whether the customer's history can show it at all. */
  readonly applies: (states: CustomerStates, row: number, day: number) => boolean;
  /**
   * Null where there is nothing to be alarmed about, else what tells the evidence, to be asked at once or not at all. Only
   * where the rule applies.
   */
  readonly find: (states: CustomerStates, row: number, day: number) => (() => Finding) | null;
  /** Of a rule that is a test: the chance that a customer who goes on as before raises it. */
  readonly byChance?: (states: CustomerStates, row: number, day: number) => number;
}

export interface Finding {
  readonly text: string;
  readonly evidence: AlertEvidence;
}

/** A date that is known, for a sentence. */
export function onDay(day: number): string {
  return isoDate(day) ?? 'an unknown day';
}
