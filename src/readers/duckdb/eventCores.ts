import type { InternedStrings } from '../../domain/dictionary.ts';
import { KIND } from '../../domain/fields.ts';
import { NO_CODE } from '../../domain/interactions.ts';
import { EventKinds } from '../eventKinds.ts';
import type { ColumnMatch } from '../match.ts';
import type { TablePlan } from '../plan.ts';
import { isWon, saleOutcomeOf } from '../words.ts';
import { type Chunk, MOST_ROWS, type Texts } from './chunk.ts';
import type { Query } from './query.ts';
import { TextCodes } from './textCodes.ts';
import { Unfit } from './unfit.ts';

/** What a cell of kinds says that says nothing. */
const NO_WORD = -2;

const [SALE, REFUNDED, NO_SALE] = [0, 1, 2];

interface Words {
  readonly texts: (chunk: Chunk) => Texts;
  readonly codes: TextCodes;
}

/** What every event has, for the rows of one chunk; the rules are those of `EventRows`, for rows without a flaw. */
export class EventCores {
  readonly customer = new Int32Array(MOST_ROWS);
  timeMs: Float64Array = new Float64Array(0);
  readonly kind = new Uint8Array(MOST_ROWS);
  /** Minor units, positive for purchases and refunds; NaN where there is none. */
  readonly amount = new Float64Array(MOST_ROWS);
  /** 1 where the status says that all of the order was refunded. */
  readonly refunded = new Uint8Array(MOST_ROWS);
  /** Whether the table has anything that makes an amount. */
  readonly hasAmounts: boolean;
  readonly #customers: Words;
  readonly #times: (chunk: Chunk) => Float64Array;
  readonly #kinds: EventKinds;
  readonly #types: Words | null;
  readonly #statuses: Words | null;
  readonly #amounts: ((chunk: Chunk) => Float64Array) | null;
  readonly #typeCodes = new Int32Array(MOST_ROWS);
  readonly #outcomes = new Int32Array(MOST_ROWS);

  constructor(plan: TablePlan, key: ColumnMatch, ids: InternedStrings, query: Query) {
    const { interactions } = plan;
    this.#customers = { texts: query.texts(key), codes: TextCodes.of(ids, NO_CODE) };
    this.#times = query.times(interactions.get('occurred_at')!);
    this.#amounts = amountsOf(plan, query);
    this.hasAmounts = this.#amounts !== null;
    this.#kinds = new EventKinds(plan, this.hasAmounts);
    const words = (match: ColumnMatch | undefined, codes: TextCodes) =>
      match === undefined ? null : { texts: query.texts(match), codes };
    this.#types = words(interactions.get('type'), new TextCodes(knownKind(this.#kinds), NO_WORD));
    const outcomeOf = outcomeWords(plan.wonOnly);
    this.#statuses = words(interactions.get('status'), new TextCodes(outcomeOf, SALE));
  }

  /** Takes over the rows of a chunk. @throws Unfit */
  read(chunk: Chunk): void {
    const { rows } = chunk;
    this.#customers.codes.codes(this.#customers.texts(chunk), this.customer, rows);
    this.timeMs = this.#times(chunk);
    this.#typeCodes.fill(NO_WORD);
    this.#types?.codes.codes(this.#types.texts(chunk), this.#typeCodes, rows);
    this.#statuses?.codes.codes(this.#statuses.texts(chunk), this.#outcomes, rows);
    if (this.#amounts === null) this.amount.fill(Number.NaN);
    else this.amount.set(this.#amounts(chunk));
    for (let row = 0; row < rows; row++) {
      if (this.customer[row]! < 0) throw new Unfit('a row names no customer');
      if (Number.isNaN(this.timeMs[row])) throw new Unfit('a row has no time');
      this.#settle(row);
    }
  }

  #settle(row: number): void {
    const amount = this.amount[row]!;
    const word = this.#typeCodes[row]!;
    let kind = word === NO_WORD ? this.#kinds.usual : word;
    if (kind < 0) kind = Number.isNaN(amount) ? this.#kinds.withoutAmount : KIND.purchase;
    const outcome = kind === KIND.purchase ? this.#outcomes[row]! : SALE;
    if (outcome === NO_SALE) throw new Unfit('an order was never sold');
    const sale = kind === KIND.purchase || kind === KIND.refund;
    if (sale && this.hasAmounts && Number.isNaN(amount)) throw new Unfit('a purchase or refund has no amount');
    this.refunded[row] = outcome === REFUNDED ? 1 : 0;
    this.kind[row] = kind === KIND.purchase && amount < 0 ? KIND.refund : kind;
    if (sale) this.amount[row] = Math.abs(amount);
  }
}

/** The kind that a word names; one that names none ends the reading. */
function knownKind(kinds: EventKinds): (text: string) => number {
  return (text) => {
    const kind = kinds.of(text);
    if (kind < 0) throw new Unfit('a word for the kind of a row is unknown');
    return kind;
  };
}

function outcomeWords(wonOnly: boolean): (text: string) => number {
  if (wonOnly) return (text) => (isWon(text) ? SALE : NO_SALE);
  return (text) => ({ sale: SALE, refunded: REFUNDED, none: NO_SALE })[saleOutcomeOf(text)];
}

/** The amount's own column, else quantity times unit price; null where there is neither. */
function amountsOf({ interactions }: TablePlan, query: Query): ((chunk: Chunk) => Float64Array) | null {
  const [amount, quantity, price] = [
    interactions.get('amount'),
    interactions.get('quantity'),
    interactions.get('unit_price'),
  ];
  if (amount !== undefined) return query.numbers(amount, 'money');
  if (quantity === undefined || price === undefined) return null;
  const [quantities, prices] = [query.numbers(quantity, 'number'), query.numbers(price, 'money')];
  return (chunk) => {
    const priced = prices(chunk);
    return quantities(chunk).map((count, row) => count * priced[row]!);
  };
}
