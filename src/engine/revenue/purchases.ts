import type { Dataset } from '../../domain/dataset.ts';
import type { Grouping, PurchaseHistory } from '../../domain/features.ts';
import { KIND } from '../../domain/fields.ts';
import { type InteractionTable, NO_CODE } from '../../domain/interactions.ts';
import { MS_PER_DAY } from '../../foundation/days.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { OrderBook } from './orderBook.ts';

/** The history columns while they are filled. */
type Columns = { -readonly [K in keyof PurchaseHistory]: PurchaseHistory[K] };

/**
 * Money and rhythm of each customer's purchases up to and including `asOfDay` (METHODS 1), in one pass over the
 * grouped rows.
 *
 * Orders: purchase rows that share an order id are one order, dated at its first row; every other purchase row is an
 * order of its own. A renewal with an amount is a purchase. A refund lowers the order it belongs to, on that order's
 * date; an order refunded in full is no purchase. An order without an amount counts as an order but not as money.
 */
export function summarisePurchases(dataset: Dataset, grouping: Grouping, asOfDay: number): PurchaseHistory {
  const history = emptyHistory(dataset.customerIds.length);
  for (const { customer, book } of customerBooks(dataset, grouping, asOfDay)) {
    summariseCustomer(history, customer, book, asOfDay);
  }
  return history;
}

/** Purchases, refunds, or renewals that say what was paid. */
export function hasPurchases({ kind, rows, columns }: InteractionTable): boolean {
  for (let row = 0; row < rows; row++) {
    if (kind[row] === KIND.purchase || kind[row] === KIND.refund) return true;
    if (kind[row] === KIND.renewal && !Number.isNaN(columns.amountMinor?.[row] ?? Number.NaN)) return true;
  }
  return false;
}

/** Histories of customers who follow each other as one. */
export function joinedHistories(parts: readonly PurchaseHistory[]): PurchaseHistory {
  if (parts.length === 1) return parts[0]!;
  const joined = emptyHistory(parts.reduce((customers, { orders }) => customers + orders.length, 0));
  let first = 0;
  for (const part of parts) {
    for (const name of Object.keys(joined) as (keyof Columns)[]) joined[name]!.set(part[name]!, first);
    first += part.orders.length;
  }
  return joined;
}

/** Purchase days, and net spend in minor units, of each customer after one day and up to another. */
export interface PurchaseWindow {
  readonly days: Float64Array;
  readonly netMinor: Float64Array;
}

/** What customers bought in (`afterDay`, `untilDay`], as it stood on `asOfDay`; by default what a forecast is tested against. */
export function purchasesBetween(
  dataset: Dataset,
  grouping: Grouping,
  { afterDay, untilDay, asOfDay = untilDay }: { afterDay: number; untilDay: number; asOfDay?: number },
): PurchaseWindow {
  const n = dataset.customerIds.length;
  const window = { days: new Float64Array(n), netMinor: new Float64Array(n) };
  for (const { customer, book } of customerBooks(dataset, grouping, asOfDay)) {
    let last = Number.NaN;
    for (let order = 0; order < book.orders; order++) {
      const day = Math.floor(book.timeMs(order) / MS_PER_DAY);
      if (day > untilDay || day <= afterDay || book.isFullyRefunded(order)) continue;
      if (day !== last) window.days[customer]!++;
      last = day;
      window.netMinor[customer]! += book.remainingMinor(order);
    }
  }
  return window;
}

/** Repeat purchase days of all customers by day, from `fromDay` to `untilDay`. */
export function repeatDays(
  dataset: Dataset,
  grouping: Grouping,
  { fromDay, untilDay }: { fromDay: number; untilDay: number },
): Float64Array {
  const counts = new Float64Array(Math.max(0, untilDay - fromDay + 1));
  for (const { book } of customerBooks(dataset, grouping, untilDay)) {
    let last = Number.NaN;
    for (let order = 0; order < book.orders; order++) {
      if (book.isFullyRefunded(order)) continue;
      const day = Math.floor(book.timeMs(order) / MS_PER_DAY);
      if (!Number.isNaN(last) && day !== last && day >= fromDay) counts[day - fromDay]!++;
      last = day;
    }
  }
  return counts;
}

/** The orders of one customer up to and including `asOfDay`, refunds matched. */
export function ordersOf(dataset: Dataset, { start, end }: Grouping, customer: number, asOfDay: number): OrderBook {
  const book = new OrderBook();
  const rows = { from: start[customer]!, to: end[customer]! };
  fillBook(book, dataset, rows, (asOfDay + 1) * MS_PER_DAY);
  return book;
}

/** The orders of every customer who has any, refunds matched; the book is the same object each time. */
function* customerBooks(dataset: Dataset, { start, end }: Grouping, asOfDay: number) {
  const book = new OrderBook();
  const endMs = (asOfDay + 1) * MS_PER_DAY;
  for (let customer = 0; customer < dataset.customerIds.length; customer++) {
    fillBook(book, dataset, { from: start[customer]!, to: end[customer]! }, endMs);
    if (book.orders > 0 || book.refundsMinor > 0) yield { customer, book };
  }
}

function fillBook(book: OrderBook, dataset: Dataset, rows: { from: number; to: number }, endMs: number): void {
  const { timeMs, kind, columns } = dataset.interactions;
  const { amountMinor, orderId } = columns;
  book.clear();
  let refunds = 0;
  for (let row = rows.from; row < rows.to; row++) {
    const time = timeMs[row]!;
    if (!(time < endMs)) break;
    const amount = amountMinor === undefined ? Number.NaN : amountMinor[row]!;
    const order = orderId === undefined ? NO_CODE : orderId[row]!;
    const code = kind[row]!;
    if (code === KIND.purchase || (code === KIND.renewal && !Number.isNaN(amount))) book.buy(time, amount, order);
    else if (code === KIND.refund && amount > 0) refunds = book.noteRefund(time, amount, order);
  }
  if (refunds > 0) book.matchRefunds();
}

function emptyHistory(customers: number): Columns {
  const missing = () => new Float64Array(customers).fill(Number.NaN);
  return {
    orders: new Int32Array(customers),
    grossMinor: new Float64Array(customers),
    refundsMinor: new Float64Array(customers),
    unmatchedRefundsMinor: new Float64Array(customers),
    firstDay: missing(),
    lastDay: missing(),
    frequency: new Int32Array(customers),
    recencyDays: new Float64Array(customers),
    ageDays: missing(),
    meanRepeatSpendMinor: missing(),
    spendDays: new Int32Array(customers),
    pricedDays: new Int32Array(customers),
  };
}

function summariseCustomer(history: Columns, customer: number, book: OrderBook, asOfDay: number): void {
  history.grossMinor[customer] = book.grossMinor;
  history.refundsMinor[customer] = book.refundsMinor;
  history.unmatchedRefundsMinor[customer] = book.unmatchedMinor;
  const rhythm = purchaseDays(book);
  history.orders[customer] = rhythm.orders;
  if (rhythm.orders === 0) return;
  history.firstDay[customer] = rhythm.firstDay;
  history.lastDay[customer] = rhythm.lastDay;
  history.frequency[customer] = rhythm.days - 1;
  history.recencyDays[customer] = rhythm.lastDay - rhythm.firstDay;
  history.ageDays[customer] = asOfDay - rhythm.firstDay;
  history.spendDays[customer] = rhythm.spendDays;
  history.pricedDays[customer] = rhythm.pricedDays;
  if (rhythm.spendDays > 0) history.meanRepeatSpendMinor[customer] = rhythm.repeatSpend / rhythm.spendDays;
}

/** Distinct days of the orders that stand, and the spend of those after the first. */
function purchaseDays(book: OrderBook) {
  const spend = new CompensatedSum();
  const ends = { firstDay: Number.NaN, lastDay: Number.NaN };
  const result = { orders: 0, days: 0, ...ends, spendDays: 0, pricedDays: 0, repeatSpend: 0 };
  let [today, priced] = [0, false];
  const closeDay = () => {
    if (result.days < 2) return;
    if (priced) result.pricedDays++;
    if (!(today > 0)) return;
    spend.add(today);
    result.spendDays++;
  };
  for (let order = 0; order < book.orders; order++) {
    if (book.isFullyRefunded(order)) continue;
    const day = Math.floor(book.timeMs(order) / MS_PER_DAY);
    if (day !== result.lastDay) {
      closeDay();
      [today, priced] = [0, false];
      result.days++;
      if (result.days === 1) result.firstDay = day;
      result.lastDay = day;
    }
    result.orders++;
    today += book.remainingMinor(order);
    priced ||= book.hasAmount(order);
  }
  closeDay();
  result.repeatSpend = spend.value;
  return result;
}
