import { type InteractionKind, KIND } from '../domain/fields.ts';
import { NO, UNKNOWN, YES } from '../domain/interactions.ts';
import { keyOf, wordsOf } from './headers.ts';
import { detached } from './text.ts';

const FLAG_WORDS = {
  yes: [
    ...['yes', 'y', 'true', 't', '1', 'ja', 'j', 'wahr', 'oui', 'o', 'vrai', 'si', 's', 'verdadero', 'vero', 'waar'],
    ...['tak', 'prawda', 'x', 'on', '1.0'],
  ],
  no: ['no', 'n', 'false', 'f', '0', 'nein', 'falsch', 'non', 'faux', 'falso', 'nee', 'onwaar', 'nie', 'off', '0.0'],
} as const;

const FLAGS = new Map<string, number>([
  ...FLAG_WORDS.yes.map((word) => [word, YES] as const),
  ...FLAG_WORDS.no.map((word) => [word, NO] as const),
]);

/** YES or NO; UNKNOWN when the word is neither. */
export function flagOf(text: string): number {
  const exact = FLAGS.get(text);
  if (exact !== undefined) return exact;
  return FLAGS.get(text.trim().toLowerCase()) ?? FLAGS.get(keyOf(text)) ?? UNKNOWN;
}

/** What exports call the kinds of interaction; plural forms are taken off before the look-up. */
const KIND_WORDS: Readonly<Record<InteractionKind, readonly string[]>> = {
  purchase: [
    ...['purchase', 'order', 'sale', 'transaction', 'payment', 'charge', 'invoice', 'deal', 'opportunity', 'buy'],
    ...['new business', 'existing business', 'upsell', 'bestellung', 'kauf', 'rechnung', 'achat', 'commande', 'compra'],
    ...['pedido', 'acquisto', 'ordine', 'aankoop', 'bestelling', 'zakup', 'zamowienie', 'vente', 'verkauf'],
  ],
  refund: [
    ...['refund', 'return', 'credit note', 'credit', 'chargeback', 'reversal', 'ruckerstattung', 'erstattung'],
    ...['gutschrift', 'retoure', 'remboursement', 'reembolso', 'rimborso', 'terugbetaling', 'zwrot', 'avoir'],
  ],
  support: [
    ...['support', 'ticket', 'case', 'contact', 'call', 'phone call', 'inbound call', 'outbound call', 'email'],
    ...['chat', 'conversation', 'question', 'incident', 'problem', 'task', 'issue', 'complaint', 'inquiry', 'enquiry'],
    ...['request', 'service request', 'message', 'anruf', 'anfrage', 'beschwerde', 'appel', 'demande', 'reclamation'],
    ...['llamada', 'consulta', 'queja', 'chiamata', 'richiesta', 'reclamo', 'klacht', 'vraag', 'zgloszenie', 'meeting'],
  ],
  survey: [
    'survey',
    'feedback',
    'ces',
    'csat',
    'nps',
    'rating',
    'review',
    'umfrage',
    'enquete',
    'encuesta',
    'sondaggio',
  ],
  renewal: ['renewal', 'renew', 'subscription renewal', 'verlangerung', 'renouvellement', 'renovacion', 'rinnovo'],
  cancellation: [
    ...['cancellation', 'cancel', 'cancelled', 'canceled', 'churn', 'churned', 'termination', 'kundigung'],
    ...['kuendigung', 'resiliation', 'baja', 'disdetta', 'opzegging'],
  ],
  marketing: ['marketing', 'campaign', 'newsletter', 'promotion', 'mailing', 'kampagne', 'campagne', 'campana'],
  visit: ['visit', 'page view', 'session', 'login', 'besuch', 'visite', 'visita', 'view'],
  plan_change: [
    ...['plan change', 'change plan', 'upgrade', 'downgrade', 'price change', 'subscription update', 'tarifwechsel'],
    ...['sign up', 'signup', 'new subscription', 'subscription created', 'activation'],
    ...['changement de forfait', 'cambio de plan', 'cambio piano'],
  ],
  referral: ['referral', 'refer', 'recommendation', 'empfehlung', 'parrainage', 'recomendacion'],
};

const KINDS = new Map<string, number>(
  Object.entries(KIND_WORDS).flatMap(([kind, words]) =>
    words.map((word) => [keyOf(word), KIND[kind as InteractionKind]] as const),
  ),
);

/** The kind a word of an export names, or -1; of a phrase such as "Website Payment" the one its words name. */
export function kindOf(text: string): number {
  const whole = kindOfKey(keyOf(text));
  if (whole >= 0) return whole;
  const kinds = wordsOf(text).map(kindOfKey);
  // Whatever else it says: money back is no purchase.
  return (
    kinds.find((kind) => kind === KIND.refund || kind === KIND.cancellation) ??
    kinds.findLast((kind) => kind >= 0) ??
    -1
  );
}

function kindOfKey(key: string): number {
  return KINDS.get(key) ?? KINDS.get(key.replace(/e?s$/, '')) ?? KINDS.get(key.replace(/s$/, '')) ?? -1;
}

const CHANNEL_WORDS = new Set(
  [
    ...[
      'email',
      'e mail',
      'mail',
      'chat',
      'live chat',
      'phone',
      'telephone',
      'call',
      'sms',
      'web',
      'web form',
      'portal',
    ],
    ...[
      'whatsapp',
      'facebook',
      'messenger',
      'instagram',
      'twitter',
      'social',
      'letter',
      'fax',
      'voice',
      'video',
      'api',
    ],
    ...['telefon', 'anruf', 'brief', 'telefono', 'telefone', 'courrier', 'correo', 'telefoon'],
  ].map(keyOf),
);

/** Whether a word names a way of getting in touch. */
export function isChannelWord(text: string): boolean {
  return CHANNEL_WORDS.has(keyOf(text));
}

const STATUS_WORDS = {
  resolved: [
    'solved',
    'closed',
    'resolved',
    'done',
    'completed',
    'complete',
    'fixed',
    'gelost',
    'geschlossen',
    'erledigt',
  ],
  open: [
    ...['open', 'pending', 'new', 'on hold', 'hold', 'in progress', 'waiting', 'assigned', 'reopened', 'unresolved'],
    ...[
      'waiting for support',
      'waiting for customer',
      'waiting on customer',
      'to do',
      'backlog',
      'active',
      'escalated',
    ],
    ...['offen', 'neu', 'wartend', 'in bearbeitung', 'en cours', 'ouvert', 'abierto', 'aperto', 'aberto', 'otwarte'],
  ],
} as const;

const STATUSES = new Map<string, number>([
  ...STATUS_WORDS.resolved.map((word) => [keyOf(word), YES] as const),
  ...STATUS_WORDS.open.map((word) => [keyOf(word), NO] as const),
]);

/** Whether a ticket's status means that it was resolved; UNKNOWN for a word that does not say. */
export function resolvedOf(text: string): number {
  return STATUSES.get(keyOf(text)) ?? UNKNOWN;
}

export type SaleOutcome = 'sale' | 'refunded' | 'none';

const NO_SALE = new Set(
  [
    ...['void', 'voided', 'failed', 'lost', 'closed lost', 'declined', 'expired', 'draft', 'unpaid', 'pending'],
    ...['pending payment', 'awaiting payment', 'payment pending', 'on hold', 'uncaptured', 'uncollectible', 'blocked'],
    ...['abandoned', 'incomplete', 'rejected', 'denied', 'requires payment method', 'not paid', 'open', 'quote'],
    ...[
      'abgebrochen',
      'abgelehnt',
      'entwurf',
      'offen',
      'unbezahlt',
      'ausstehend',
      'angebot',
      'en attente',
      'brouillon',
    ],
    ...['echouee', 'echoue', 'refusee', 'refuse', 'impayee', 'impaye', 'devis', 'pendiente', 'rechazado', 'borrador'],
    ...['fallido', 'in attesa', 'bozza', 'rifiutato', 'non pagato', 'in afwachting', 'concept', 'mislukt', 'afgewezen'],
    ...['oczekujace', 'nieoplacone', 'odrzucone', 'pendente', 'recusado', 'aguardando pagamento', 'nao pago'],
  ].map(keyOf),
);
/** Cancelled, in whatever gender and number. */
const CANCELLED = /^(?:cancel|stornier|annul|anul|gekundigt|geannul|anulow)/;
const REFUNDED =
  /^(?:(?:fully|vollstandig)?refunded|erstattet|ruckerstattet|retourniert|gutgeschrieben|rembours|reembols|devuelt|devolvid|estornad|rimborsat|terugbetaald|zwrot|zwrocon|returned)/;

/** What an order's status makes of it; a word that does not say leaves it a sale. */
export function saleOutcomeOf(text: string): SaleOutcome {
  const key = keyOf(text);
  if (NO_SALE.has(key) || CANCELLED.test(key)) return 'none';
  return REFUNDED.test(key) ? 'refunded' : 'sale';
}

/** Whether a deal's stage says that it was won. */
export function isWon(text: string): boolean {
  return /won|gewonnen|gagne|ganad|vint/.test(keyOf(text));
}

const DIRECTIONS = new Map<string, number>([
  ...['inbound', 'incoming', 'in', 'eingehend', 'entrant', 'from customer', 'user', 'lead', 'customer', 'end user'].map(
    (word) => [keyOf(word), YES] as const,
  ),
  ...['outbound', 'outgoing', 'out', 'ausgehend', 'sortant', 'to customer', 'admin', 'operator', 'bot'].map(
    (word) => [keyOf(word), NO] as const,
  ),
]);

/** YES when the contact came from the customer, NO when it went to them, UNKNOWN for other words. */
export function inboundOf(text: string): number {
  return DIRECTIONS.get(keyOf(text)) ?? UNKNOWN;
}

/** Remembers what each distinct word meant, so that a column of a few words costs one look-up a row. */
export function remembered<T>(meaning: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      value = meaning(text);
      if (known.size < REMEMBERED_WORDS) known.set(detached(text), value);
    }
    return value;
  };
}

const REMEMBERED_WORDS = 4096;
