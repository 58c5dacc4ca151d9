import { KIND } from '../domain/fields.ts';
import type { TablePlan } from './plan.ts';
import { kindOf, remembered } from './words.ts';

/** Fields that only a contact has: with them a row without an amount is a contact, else a purchase lacking one. */
const CONTACT_FIELDS = [
  'case_id',
  'topic',
  'subject',
  'agent',
  'resolved',
  'handle_minutes',
  'ces',
  'channel',
] as const;

const ANSWER_FIELDS = ['ces', 'csat', 'nps'] as const;

/** Kind of a row by whether it has an amount. */
const BY_AMOUNT = -1;

/** What the rows of a table are. */
export class EventKinds {
  /** The kind of a row that does not say, or BY_AMOUNT. */
  readonly usual: number;
  /** The kind of a row that says a word nothing is known of: never a purchase. */
  readonly unknown: number;
  /** The kind of a row without a word and without an amount. */
  readonly withoutAmount: number;
  /** The kind that a word names, or -1. */
  readonly of = remembered(kindOf);

  constructor({ preset, interactions, customers }: TablePlan, hasAmounts: boolean) {
    const holdsContacts = CONTACT_FIELDS.some((field) => interactions.has(field));
    const byColumns =
      hasAmounts && !holdsContacts ? KIND.purchase : holdsAnswers(interactions) ? KIND.survey : BY_AMOUNT;
    this.usual = preset?.rows === undefined ? byColumns : KIND[preset.rows];
    this.unknown = holdsContacts ? KIND.support : KIND.visit;
    const holdsPrices = customers.has('mrr') || customers.has('arr');
    this.withoutAmount = holdsPrices && !holdsContacts ? KIND.plan_change : KIND.support;
  }
}

/** Whether rows are answers to a survey: a score, and nothing of the contact that it is about. */
function holdsAnswers(interactions: TablePlan['interactions']): boolean {
  const scored = ANSWER_FIELDS.some((field) => interactions.has(field));
  return (
    scored &&
    !interactions.has('amount') &&
    CONTACT_FIELDS.every((field) => field === 'ces' || !interactions.has(field))
  );
}
