import { KIND } from '../domain/fields.ts';
import { wordsOf } from './headers.ts';
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

/** Fields that tell of a contact where nothing tells of a sale. */
const SIGNS_OF_CONTACT = [
  ...CONTACT_FIELDS,
  ...(['status', 'priority', 'direction', 'closed_at', 'transfers', 'reopens', 'cost'] as const),
  ...(['agent_touches', 'customer_touches', 'personalised', 'repeated_information'] as const),
] as const;

/** Words of headers that only a log of contacts has, and those that make the day of a row that of a contact. */
const CONTACT_WORD =
  /^(?:ticket|case|conversation|call|caller|chat|incident|issue|complaint|requester|requestor|reporter|support|vorgang|anruf|anfrage|gesprach|beschwerde|appel|reclamation|llamada|queja|chiamata|reclamo|gesprek|melding|klacht|zgloszenie|zgloszenia|rozmowa|chamado|atendimento)s?$/;
const CONTACT_MOMENT = /^(?:contact|contacts|contacted|called|opened|anrufdatum)$/;

type EventTable = Pick<TablePlan, 'headers' | 'interactions' | 'customers'>;

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

  constructor(plan: TablePlan, hasAmounts: boolean) {
    const { preset, interactions } = plan;
    const holdsContacts = CONTACT_FIELDS.some((field) => interactions.has(field));
    const byColumns =
      hasAmounts && !holdsContacts ? KIND.purchase : holdsAnswers(interactions) ? KIND.survey : BY_AMOUNT;
    this.usual = preset?.rows === undefined ? byColumns : KIND[preset.rows];
    this.unknown = holdsContacts ? KIND.support : KIND.visit;
    this.withoutAmount = holdsContacts ? KIND.support : kindWithoutAmount(plan);
  }
}

/** What a row is whose table tells neither kinds nor amounts. */
function kindWithoutAmount(table: EventTable): number {
  if (table.customers.has('mrr') || table.customers.has('arr')) return KIND.plan_change;
  return tellsOfContacts(table) ? KIND.support : KIND.visit;
}

function tellsOfContacts({ headers, interactions }: EventTable): boolean {
  if (SIGNS_OF_CONTACT.some((field) => interactions.has(field))) return true;
  const speaks = (header: string, of: RegExp) => wordsOf(header).some((word) => of.test(word));
  const dated = interactions.get('occurred_at')?.header ?? '';
  return headers.some((header) => speaks(header, CONTACT_WORD)) || speaks(dated, CONTACT_MOMENT);
}

/** Whether a table of events says of no row what it is. */
export function saysNothing(plan: TablePlan): boolean {
  const { kind, preset, interactions } = plan;
  if (kind === 'customers' || kind === 'costs' || preset?.rows !== undefined) return false;
  const says = ['type', 'amount', 'unit_price', ...ANSWER_FIELDS] as const;
  if (says.some((field) => interactions.has(field))) return false;
  return kindWithoutAmount(plan) === KIND.visit;
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
