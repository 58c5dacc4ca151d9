import { KIND } from '../../domain/fields.ts';
import { type InteractionBuilder, NO_CODE } from '../../domain/interactions.ts';
import type { DatasetContext } from '../context.ts';
import type { ColumnMatch } from '../match.ts';
import type { TablePlan } from '../plan.ts';
import { RowIds } from '../rowIds.ts';
import { type Chunk, MOST_ROWS, type Texts } from './chunk.ts';
import type { CustomerChunks } from './customers.ts';
import { EventColumns } from './eventColumns.ts';
import { EventCores } from './eventCores.ts';
import { OrdersNeeded } from './ordersNeeded.ts';
import type { Query } from './query.ts';
import { TextCodes } from './textCodes.ts';
import type { UniqueIds } from './uniqueIds.ts';

/** Set in the bits of a refund's id, which may be that of the order it refunds. */
const REFUND_BITS = 0x9e3779b9;

interface Companions {
  readonly key: ColumnMatch;
  readonly unique: UniqueIds;
  readonly customers: CustomerChunks | null;
  /** Whether no other table of the run holds events. */
  readonly onlyEvents: boolean;
}

/** Writes the rows of an interactions or wide table a chunk at a time; the rules are those of `EventRows`. */
export class EventChunks {
  readonly #interactions: InteractionBuilder;
  readonly #customers: CustomerChunks | null;
  readonly #cores: EventCores;
  readonly #columns: EventColumns;
  readonly #amounts: { setAll(row: number, values: Float64Array, count: number): void } | null;
  readonly #unique: UniqueIds;
  /** The ids that must not stand twice, and whether only sales have them. */
  readonly #ownIds: ((chunk: Chunk) => Uint32Array) | null;
  readonly #ofSalesOnly: boolean;
  /** Whether orders are left out because no refund, and no other row, can refer to them so far. */
  readonly #withoutOrders: boolean;
  readonly #orders: { readonly texts: (chunk: Chunk) => Texts; readonly codes: TextCodes } | null;
  readonly #orderCodes = new Int32Array(MOST_ROWS);
  readonly #refunds: ((chunk: Chunk) => Float64Array) | null;

  constructor(
    plan: TablePlan,
    context: DatasetContext,
    query: Query,
    { key, unique, customers, onlyEvents }: Companions,
  ) {
    const { interactions } = plan;
    const target = context.dataset.interactions;
    this.#interactions = target;
    this.#customers = customers;
    this.#unique = unique;
    this.#cores = new EventCores(plan, key, context.dataset.ids, query);
    this.#columns = new EventColumns(plan, target, query);
    this.#amounts = this.#cores.hasAmounts ? target.column('amountMinor') : null;
    const refunded = interactions.get('refunded_amount');
    this.#refunds = refunded === undefined ? null : query.numbers(refunded, 'money');
    const refundsPossible = interactions.has('type') || refunded !== undefined || interactions.has('status');
    const { orderId } = context.dataset.interactions.dictionaries;
    const ids = new RowIds(plan, orderId, this.#cores.hasAmounts && refundsPossible);
    this.#ownIds = ids.own === undefined ? null : query.ids(ids.own);
    // With line items an order's number is looked up for every row, to see whether it continues the order.
    const lineItems = interactions.has('quantity') || interactions.has('unit_price');
    this.#ofSalesOnly = ids.own?.field === 'order_id' && !lineItems;
    this.#withoutOrders = ids.keepsOrders && onlyEvents && ids.order === ids.own;
    this.#orders =
      ids.keepsOrders && ids.order !== undefined && !this.#withoutOrders
        ? { texts: query.texts(ids.order), codes: TextCodes.of(orderId, NO_CODE) }
        : null;
    if (this.#cores.hasAmounts && this.#orders !== null) target.column('orderId');
  }

  /** Takes over the rows of a chunk. @throws Unfit */
  take(chunk: Chunk): void {
    const cores = this.#cores;
    cores.read(chunk);
    if (this.#withoutOrders && cores.kind.subarray(0, chunk.rows).includes(KIND.refund)) throw new OrdersNeeded();
    this.#noteIds(chunk);
    const row = this.#interactions.appendAll(cores, chunk.rows);
    this.#amounts?.setAll(row, cores.amount, chunk.rows);
    this.#columns.write(chunk, row);
    this.#writeOrders(chunk, row);
    this.#appendRefunds(chunk);
    this.#customers?.take(chunk, cores.customer, cores.timeMs);
  }

  #noteIds(chunk: Chunk): void {
    const ids = this.#ownIds?.(chunk);
    if (ids === undefined) return;
    const { kind } = this.#cores;
    for (let row = 0; row < chunk.rows; row++) {
      const [low, high] = [ids[2 * row]!, ids[2 * row + 1]!];
      if ((low === 0 && high === 0) || (this.#ofSalesOnly && !isSale(kind[row]!))) continue;
      this.#unique.add(kind[row] === KIND.refund ? (low ^ REFUND_BITS) >>> 0 : low, high);
    }
  }

  /** The orders of sales, where refunds can refer to them. */
  #writeOrders(chunk: Chunk, row: number): void {
    if (this.#orders === null) return;
    const texts = this.#orders.texts(chunk);
    const codes = this.#orderCodes;
    for (let i = 0; i < chunk.rows; i++) {
      codes[i] = isSale(this.#cores.kind[i]!) ? this.#orders.codes.code(texts, i) : NO_CODE;
    }
    if (this.#cores.hasAmounts) this.#interactions.column('orderId').setAll(row, codes, chunk.rows);
  }

  /** What a purchase says was refunded of it becomes a refund of its own, on the order's date. */
  #appendRefunds(chunk: Chunk): void {
    const { kind, amount, refunded, customer, timeMs } = this.#cores;
    const stated = this.#refunds?.(chunk);
    for (let i = 0; i < chunk.rows; i++) {
      if (kind[i] !== KIND.purchase || (stated === undefined && refunded[i] !== 1)) continue;
      const said = Math.abs(stated?.[i] ?? Number.NaN);
      const returned = said > 0 ? said : refunded[i] === 1 ? amount[i]! : Number.NaN;
      if (Number.isNaN(returned)) continue;
      if (this.#withoutOrders) throw new OrdersNeeded();
      const row = this.#interactions.append(customer[i]!, timeMs[i]!, KIND.refund);
      if (this.#cores.hasAmounts) this.#interactions.set('amountMinor', row, returned);
      if (this.#orders !== null && this.#cores.hasAmounts && this.#orderCodes[i] !== NO_CODE) {
        this.#interactions.set('orderId', row, this.#orderCodes[i]!);
      }
    }
  }
}

function isSale(kind: number): boolean {
  return kind === KIND.purchase || kind === KIND.refund;
}
