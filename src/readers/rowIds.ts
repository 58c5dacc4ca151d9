import { isSale } from '../domain/fields.ts';
import { NO_CODE } from '../domain/interactions.ts';
import type { ColumnMatch } from './match.ts';
import type { TablePlan } from './plan.ts';
import { isNoId, trimmed } from './text.ts';

/** The ids of event rows: a row's own, and that of the order it belongs to. Either stands in for the other. */
export class RowIds {
  /** The column of the rows' own ids; undefined where there is none. */
  readonly own: ColumnMatch | undefined;
  /** Whether the orders of sales are worth keeping: they are as many as the orders. */
  readonly keepsOrders: boolean;
  /** The column of the orders' ids. */
  readonly order: ColumnMatch | undefined;
  readonly #orders: { intern(text: string): number };

  constructor({ interactions }: TablePlan, orders: { intern(text: string): number }, refundsPossible: boolean) {
    const order = interactions.get('order_id');
    this.own = interactions.get('interaction_id') ?? order;
    this.order = order ?? this.own;
    this.#orders = orders;
    // A refund, or another line of its own id, can refer to the order.
    this.keepsOrders = this.order !== undefined && (refundsPossible || this.order !== this.own);
  }

  /** Blank for none: the number of an order names the sale, and not what was said about it. */
  ownId(cells: readonly string[], kind: number): string {
    const { own } = this;
    if (own === undefined || (own.field === 'order_id' && !isSale(kind))) return '';
    return idOf(cells[own.index]!);
  }

  /** The code of the order that a sale belongs to, or NO_CODE. */
  orderCode(cells: readonly string[], kind: number): number {
    const id = this.keepsOrders && isSale(kind) ? idOf(cells[this.order!.index]!) : '';
    return id === '' ? NO_CODE : this.#orders.intern(id);
  }
}

function idOf(text: string): string {
  return isNoId(text) ? '' : trimmed(text);
}
