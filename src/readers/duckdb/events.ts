import { isSale, KIND } from '../../domain/fields.ts';
import type { InteractionBuilder } from '../../domain/interactionBuilder.ts';
import { NO_CODE } from '../../domain/interactions.ts';
import type { DatasetContext } from '../context.ts';
import type { ColumnMatch } from '../match.ts';
import type { TablePlan } from '../plan.ts';
import { RowIds } from '../rowIds.ts';
import { type Chunk, MOST_ROWS, type Texts } from './chunk.ts';
import type { CustomerChunks } from './customers.ts';
import { EventColumns } from './eventColumns.ts';
import { EventCores } from './eventCores.ts';
import type { Query } from './query.ts';
import type { LayoutIds } from './rowIds.ts';
import { StartOver } from './startOver.ts';
import { TextCodes } from './textCodes.ts';

interface Companions {
  readonly key: ColumnMatch;
  readonly ids: LayoutIds;
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
  /** Takes the ids that must not stand twice. */
  readonly #takeIds: ((chunk: Chunk, kinds: Uint8Array) => void) | null;
  /** Whether orders are left out because no refund, and no other row, can refer to them so far. */
  readonly #withoutOrders: boolean;
  readonly #orders: { readonly texts: (chunk: Chunk) => Texts; readonly codes: TextCodes } | null;
  readonly #orderCodes = new Int32Array(MOST_ROWS);
  readonly #refunds: ((chunk: Chunk) => Float64Array) | null;

  constructor(plan: TablePlan, context: DatasetContext, query: Query, { key, ids, customers, onlyEvents }: Companions) {
    const { interactions } = plan;
    const target = context.dataset.interactions;
    this.#interactions = target;
    this.#customers = customers;
    this.#cores = new EventCores(plan, key, context.dataset.ids, query);
    this.#columns = new EventColumns(plan, target, query);
    this.#amounts = this.#cores.hasAmounts ? target.column('amountMinor') : null;
    const refunded = interactions.get('refunded_amount');
    this.#refunds = refunded === undefined ? null : query.numbers(refunded, 'money');
    const refundsPossible = interactions.has('type') || refunded !== undefined || interactions.has('status');
    const { orderId } = context.dataset.interactions.dictionaries;
    const rowIds = new RowIds(plan, orderId, this.#cores.hasAmounts && refundsPossible);
    // With line items an order's number is looked up for every row, to see whether it continues the order.
    const lineItems = interactions.has('quantity') || interactions.has('unit_price');
    const salesOnly = rowIds.own?.field === 'order_id' && !lineItems;
    this.#takeIds = rowIds.own === undefined ? null : ids.in(rowIds.own, query, salesOnly);
    this.#withoutOrders = rowIds.keepsOrders && onlyEvents && rowIds.order === rowIds.own;
    this.#orders =
      rowIds.keepsOrders && rowIds.order !== undefined && !this.#withoutOrders
        ? { texts: query.texts(rowIds.order), codes: TextCodes.of(orderId, NO_CODE) }
        : null;
    if (this.#cores.hasAmounts && this.#orders !== null) target.column('orderId');
  }

  /** Takes over the rows of a chunk. @throws Unfit */
  take(chunk: Chunk): void {
    const cores = this.#cores;
    cores.read(chunk);
    if (this.#withoutOrders && cores.kind.subarray(0, chunk.rows).includes(KIND.refund)) throw new StartOver('orders');
    this.#takeIds?.(chunk, cores.kind);
    const row = this.#interactions.appendAll(cores, chunk.rows);
    this.#amounts?.setAll(row, cores.amount, chunk.rows);
    this.#columns.write(chunk, row);
    this.#writeOrders(chunk, row);
    this.#appendRefunds(chunk);
    this.#customers?.take(chunk, cores.customer, cores.timeMs);
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
      if (this.#withoutOrders) throw new StartOver('orders');
      const row = this.#interactions.append(customer[i]!, timeMs[i]!, KIND.refund);
      if (this.#cores.hasAmounts) this.#interactions.set('amountMinor', row, returned);
      if (this.#orders !== null && this.#cores.hasAmounts && this.#orderCodes[i] !== NO_CODE) {
        this.#interactions.set('orderId', row, this.#orderCodes[i]!);
      }
    }
  }
}
