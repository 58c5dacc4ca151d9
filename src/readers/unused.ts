import type { CustomerField, FieldName, InteractionField } from '../domain/fields.ts';
import { type Content, contentOf, shareOf } from './content.ts';
import { saysNothing } from './eventKinds.ts';
import { foldHeader } from './headers.ts';
import { columnsOf, keyMatchOf, type TablePlan } from './plan.ts';
import type { SampleRecord } from './sniff.ts';

/** A column that is not used though it seems to matter, and the field that it may be. */
export interface UnusedColumn {
  readonly header: string;
  readonly like: string;
  readonly field: FieldName;
  /** It is one of several years. */
  readonly ofYear: boolean;
}

/** Headers that speak of something scores stand on. */
interface Sign {
  readonly words: RegExp;
  readonly content: readonly Content[];
  readonly like: string;
  /** The column matters only where none of these is read. */
  readonly unless: readonly FieldName[];
  /** The column matters only beside this one. */
  readonly beside?: FieldName;
  readonly field: (content: Content, words: string, read: ReadonlySet<FieldName>) => FieldName;
}

const CUSTOMER_MONEY: readonly CustomerField[] = ['revenue_total', 'mrr', 'arr', 'contract_value', 'avg_order_value'];
const MONEY =
  /fee|amount|revenue|premium|total$|netto?$|gross$|brutto$|donation|spende|donativ|price|paid|spen[dt]|sales|charge|turnover|umsatz|betrag|preis|beitrag|gebuhr|entgelt|erlos|montant|prix|chiffreaffaires|depense|importe|precio|ingreso|gasto|importo|prezzo|fatturato|spesa|bedrag|prijs|omzet|kwota|cena|wartosc|przychod|valor|preco|canone|cuota|mensualite|receita|faturamento/;
const LEFT =
  /cancel|churn|terminat|deactivat|unsubscrib|attrit|exited|kundig|abgewander|storniert|resili|desabonn|annule|disdet|abbandon|anulad|opzeg|opgezegd|rezygn|wypowied/;
/** A call ends, too: only of a customer, or beside what was paid. */
const ENDED = /(?:^|subscription|contract|membership|plan|customer)ended(?:at|on|date)|(?:^|customer)left(?:at|on)/;
/** What is said to be of the order or the ticket, or why it was. */
const OF_EVENT = /order|ticket|invoice|case|reason|bestell|auftrag|rechnung|grund|commande|facture|motif|pedido|motivo/;
const ENDS =
  /end$|ends|enddate|expir|renew|validuntil|ablauf|laufzeitende|vertragsende|echeance|vencimiento|scadenza|einddatum|koniec/;
const BEGINS =
  /start|since|begin|joined|signup|signedup|regist|subscribedon|onboard|eintritt|beginn|seit$|debut|inscri|alta|inizio|iscri|inschrijf|rejestrac|attivazione|activation|aktivierung|activacion/;

const CUSTOMER_SIGNS: readonly Sign[] = [
  {
    words: new RegExp(`${LEFT.source}|${ENDED.source}`),
    content: ['flag', 'time'],
    like: 'customers who left',
    unless: ['churned', 'churned_at'],
    field: (content) => (content === 'flag' ? 'churned' : 'churned_at'),
  },
  {
    words: MONEY,
    content: ['number'],
    like: 'what customers pay',
    unless: CUSTOMER_MONEY,
    field: (_, words, read) =>
      /month|monat|mensu|mois|mensil|maand|miesi|recurring/.test(words) || isPriceOfPlan(words, read)
        ? 'mrr'
        : /year|annual|jahr/.test(words)
          ? 'arr'
          : 'revenue_total',
  },
  {
    words: ENDS,
    content: ['time'],
    like: 'the end of contracts',
    unless: ['renewal_date', 'churned_at'],
    field: () => 'renewal_date',
  },
  {
    words: BEGINS,
    content: ['time'],
    like: 'the day customers came',
    unless: ['created_at', 'first_order_at'],
    field: () => 'created_at',
  },
  {
    words: /./,
    content: ['flag'],
    like: 'the outcome of the campaign',
    unless: ['campaign_outcome', 'churned', 'churned_at'],
    beside: 'treatment',
    field: () => 'campaign_outcome',
  },
];

/** Beside a plan or its period the price of one is what comes again and again, not all that came. */
function isPriceOfPlan(words: string, read: ReadonlySet<FieldName>): boolean {
  return /^(?:unit|plan|subscription|item)?(?:amount|price|fee)/.test(words) && BILLED.some((field) => read.has(field));
}

const BILLED = ['plan', 'billing_period', 'renewal_date'] satisfies CustomerField[];

const EVENT_SIGNS: readonly Sign[] = [
  {
    words: MONEY,
    content: ['number'],
    like: 'what customers paid',
    unless: ['amount', 'unit_price'] satisfies InteractionField[],
    field: () => 'amount',
  },
  {
    words: /churn/,
    content: ['flag', 'time'],
    like: 'customers who left',
    unless: ['churned', 'churned_at'],
    field: (content) => (content === 'flag' ? 'churned' : 'churned_at'),
  },
  // A flag would be that of the order or the ticket.
  {
    words: new RegExp(`^(?!.*(?:${OF_EVENT.source})).*(?:${LEFT.source})`),
    content: ['time'],
    like: 'customers who left',
    unless: ['churned', 'churned_at'],
    field: () => 'churned_at',
  },
  ...(['amount', 'unit_price'] as const).map(
    (beside): Sign => ({
      words: ENDED,
      content: ['time'],
      like: 'customers who left',
      unless: ['churned', 'churned_at'],
      beside,
      field: () => 'churned_at',
    }),
  ),
];

/** The size of the customer's company, taxes and the like are no money of the customer's. */
const OTHER_MONEY =
  /annualrevenue|companyrevenue|tax|vat|mwst|steuer|tva|shipping|versand|discount|rabatt|credit|balance|limit|budget|score|rate|percent|latitude|longitude|%/;

/** Amounts to the cent, or with the sign of a currency. */
const PRICE = /^\s*[-(]?(?:\p{Sc}\s?[\d.,' ]+|[\d.,' ]*\d[.,]\d\d|[\d.,' ]+\s?\p{Sc})\)?\s*$/u;
const MOST = 0.8;

function priced(sample: readonly SampleRecord[], index: number): boolean {
  return shareOf(sample, index, (text) => PRICE.test(text)) >= MOST;
}

function amountLike(header: string): UnusedColumn {
  return { header, like: 'what customers paid', field: 'amount', ofYear: false };
}

/** The columns whose header and cells say that scores should stand on them, and that nothing reads. */
export function unusedColumns(plan: TablePlan, sample: readonly SampleRecord[]): UnusedColumn[] {
  if (plan.kind === 'costs') return [];
  const matches = [...columnsOf(plan), ...[keyMatchOf(plan) ?? []].flat()];
  const used = new Set(matches.map(({ index }) => index));
  const read = new Set<FieldName>(matches.map(({ field }) => field));
  const never = new Set(plan.preset?.never);
  const signs = plan.kind === 'customers' ? CUSTOMER_SIGNS : EVENT_SIGNS;
  const mute = saysNothing(plan);
  return plan.headers.flatMap((header, index) => {
    const words = foldHeader(header).words.join('');
    if (used.has(index)) return [];
    const sign = signs.find(
      (one) =>
        one.words.test(words) &&
        (one.beside === undefined || read.has(one.beside)) &&
        !one.unless.some((field) => read.has(field) || never.has(field)),
    );
    if (sign === undefined && mute && priced(sample, index) && !OTHER_MONEY.test(words)) return [amountLike(header)];
    if (sign === undefined || (sign.content[0] === 'number' && OTHER_MONEY.test(words))) return [];
    const content = contentOf(sample, index);
    return sign.content.includes(content)
      ? [{ header, like: sign.like, field: sign.field(content, words, read), ofYear: /(?:19|20)\d\d/.test(words) }]
      : [];
  });
}
