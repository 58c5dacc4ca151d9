import { NO_CODE } from '../../domain/interactions.ts';
import { CompensatedSum } from '../../foundation/sums.ts';

/** A refund without an order id looks back over at most this many orders, so that one huge account stays linear. */
const LOOK_BACK_ORDERS = 1000;

/** One customer's orders and refunds; reused from customer to customer. */
export class OrderBook {
  /** Orders in the columns below, which keep their length from customer to customer. */
  #orders = 0;
  readonly #times: number[] = [];
  readonly #paid: number[] = [];
  /** NaN where the order has no amount. */
  readonly #remaining: number[] = [];
  readonly #refunds: { timeMs: number; amount: number; orderId: number }[] = [];
  readonly #orderOfId = new Map<number, number>();
  readonly #gross = new CompensatedSum();
  readonly #refunded = new CompensatedSum();
  readonly #unmatched = new CompensatedSum();

  clear(): void {
    this.#orders = 0;
    if (this.#refunds.length > 0) this.#refunds.length = 0;
    if (this.#orderOfId.size > 0) this.#orderOfId.clear();
    this.#gross.clear();
    this.#refunded.clear();
    this.#unmatched.clear();
  }

  get orders(): number {
    return this.#orders;
  }

  /** NaN where none of the orders has an amount. */
  get grossMinor(): number {
    let unknown = this.#orders > 0;
    for (let order = 0; unknown && order < this.#orders; order++) unknown = !this.hasAmount(order);
    return unknown ? Number.NaN : this.#gross.value;
  }

  hasAmount(order: number): boolean {
    return !Number.isNaN(this.#paid[order]!);
  }

  get refundsMinor(): number {
    return this.#refunded.value;
  }

  get unmatchedMinor(): number {
    return this.#unmatched.value;
  }

  timeMs(order: number): number {
    return this.#times[order]!;
  }

  /** What is left of an order after its refunds; 0 where it has no amount. */
  remainingMinor(order: number): number {
    const remaining = this.#remaining[order]!;
    return Number.isNaN(remaining) ? 0 : remaining;
  }

  isFullyRefunded(order: number): boolean {
    return this.#paid[order]! > 0 && this.#remaining[order] === 0;
  }

  /** A purchase row, in time order. */
  buy(timeMs: number, amount: number, orderId: number): void {
    if (!Number.isNaN(amount)) this.#gross.add(amount);
    if (orderId !== NO_CODE) {
      const known = this.#orderOfId.get(orderId);
      if (known !== undefined) {
        if (!Number.isNaN(amount)) this.#setAmount(known, this.remainingMinor(known) + amount);
        return;
      }
      this.#orderOfId.set(orderId, this.#orders);
    }
    this.#times[this.#orders] = timeMs;
    this.#paid[this.#orders] = amount;
    this.#remaining[this.#orders] = amount;
    this.#orders++;
  }

  /** Notes a refund, to be matched when all orders are known; returns how many there are. */
  noteRefund(timeMs: number, amount: number, orderId: number): number {
    this.#refunded.add(amount);
    return this.#refunds.push({ timeMs, amount, orderId });
  }

  /**
   * Refunds with a known order id first, then the others in time order: to the nearest earlier order of that very
   * amount, else to the nearest earlier larger one, else to none.
   */
  matchRefunds(): void {
    for (const refund of this.#refunds) {
      const order = this.#orderOfId.get(refund.orderId);
      if (refund.orderId === NO_CODE || order === undefined) continue;
      const taken = Math.min(refund.amount, this.remainingMinor(order));
      this.#remaining[order] = this.#remaining[order]! - taken;
      if (refund.amount > taken) this.#unmatched.add(refund.amount - taken);
    }
    for (const refund of this.#refunds) {
      if (refund.orderId !== NO_CODE && this.#orderOfId.has(refund.orderId)) continue;
      const order = this.#nearestEarlier(refund.timeMs, refund.amount);
      if (order < 0) this.#unmatched.add(refund.amount);
      else this.#remaining[order] = this.#remaining[order]! - refund.amount;
    }
  }

  #setAmount(order: number, amount: number): void {
    this.#paid[order] = amount;
    this.#remaining[order] = amount;
  }

  #nearestEarlier(timeMs: number, amount: number): number {
    let larger = -1;
    let looked = 0;
    for (let order = this.#orders - 1; order >= 0 && looked < LOOK_BACK_ORDERS; order--) {
      if (this.#times[order]! > timeMs) continue;
      looked++;
      const remaining = this.#remaining[order]!;
      if (remaining === amount) return order;
      if (larger < 0 && remaining > amount) larger = order;
    }
    return larger;
  }
}
