import type { CustomerNumber } from '../../domain/customers.ts';
import type { Dataset } from '../../domain/dataset.ts';
import type { Lifecycle, PurchaseHistory } from '../../domain/features.ts';
import { FigureBuilder } from '../../domain/figures.ts';
import type { Assumption } from '../../domain/results.ts';
import { dayOf } from '../../foundation/days.ts';
import { statedMonthlyRevenue } from './monthlyRevenue.ts';
import type { ObservedRevenue, RevenueInput } from './outcome.ts';
import type { RecurringPrice } from './recurringPrice.ts';

/** Figures under construction. */
interface Columns {
  readonly gross: FigureBuilder;
  readonly refunds: FigureBuilder;
  readonly net: FigureBuilder;
  readonly orders: FigureBuilder;
  readonly firstDay: Float64Array;
  readonly lastDay: Float64Array;
}

/**
 * Gross, refunds, net and orders of each customer: counted from purchases where there are any, else from the totals
 * of the customers file, else as price × tenure of a subscription, the price as it changed where the log says so.
 */
export function observeRevenue(
  input: Omit<RevenueInput, 'options'>,
  recurring: RecurringPrice | null = null,
): ObservedRevenue {
  const { dataset, purchases, lifecycle } = input;
  const n = dataset.customerIds.length;
  const columns: Columns = {
    gross: new FigureBuilder(n),
    refunds: new FigureBuilder(n),
    net: new FigureBuilder(n),
    orders: new FigureBuilder(n),
    firstDay: dayColumn(dataset, 'first_order_at'),
    lastDay: dayColumn(dataset, 'last_order_at'),
  };
  const totals = totalsOf(dataset);
  const prices = hasTotals(dataset) ? null : statedMonthlyRevenue(dataset).minor;
  let priced = 0;
  for (let row = 0; row < n; row++) {
    if (purchases !== null && (paid(purchases, row) || !totals.known(row))) fromPurchases(columns, row, purchases);
    else if (totals.known(row)) fromTotals(columns, row, totals);
    else if (fromPrice(columns, row, priceOverTenure(row, lifecycle, prices, recurring))) priced++;
    else leaveUnknown(columns, row, hasTotals(dataset));
    const count = purchases === null ? totals.orders(row) : purchases.orders[row]! || Number.NaN;
    if (!Number.isNaN(count)) columns.orders.set(row, count, 'observed');
  }
  const assumption = recurring?.isDated === true ? PRICE_AS_DATED : CONSTANT_PRICE;
  return { ...columns, assumptions: priced > 0 ? [assumption] : [] };
}

const CONSTANT_PRICE: Assumption = {
  code: 'constant_price',
  value: 'today’s monthly price × tenure',
  source: 'no payment or revenue total is in the data, so revenue to date is the monthly price times tenure',
  replaceWith: 'a revenue_total column, or the payments themselves',
};

const PRICE_AS_DATED: Assumption = {
  ...CONSTANT_PRICE,
  value: 'monthly price × months, each price as long as it held',
  source: 'no payment or revenue total is in the data, so revenue to date is what the prices dated in the log come to',
};

function priceOverTenure(
  row: number,
  { startDay, endDay, asOfDay, tenureMonths }: Lifecycle,
  prices: Float64Array | null,
  recurring: RecurringPrice | null,
): number {
  const until = Number.isNaN(endDay[row]!) ? (asOfDay ?? Number.NaN) : endDay[row]!;
  const accrued = recurring?.accrued(row, startDay[row]!, until) ?? Number.NaN;
  return Number.isNaN(accrued) ? (prices?.[row] ?? Number.NaN) * tenureMonths[row]! : accrued;
}

/** Whether the log says what a customer paid or got back. */
function paid({ orders, grossMinor, refundsMinor }: PurchaseHistory, row: number): boolean {
  return (orders[row]! > 0 && !Number.isNaN(grossMinor[row]!)) || refundsMinor[row]! > 0;
}

function fromPurchases(columns: Columns, row: number, purchases: PurchaseHistory): void {
  const [gross, refunds] = [purchases.grossMinor[row]!, purchases.refundsMinor[row]!];
  if (Number.isNaN(gross)) {
    columns.gross.leave(row, 'no_revenue');
    columns.net.leave(row, 'no_revenue');
  } else {
    columns.gross.set(row, gross, 'observed');
    columns.net.set(row, gross - refunds, 'observed');
  }
  columns.refunds.set(row, refunds, 'observed');
  if (purchases.unsettled?.[row] === 1) columns.orders.leave(row, 'not_in_features');
  else columns.orders.set(row, purchases.orders[row]!, 'observed');
  columns.firstDay[row] = purchases.firstDay[row]!;
  columns.lastDay[row] = purchases.lastDay[row]!;
}

function fromTotals(columns: Columns, row: number, totals: Totals): void {
  const [gross, refunds] = [totals.gross(row), totals.refunds(row)];
  columns.gross.set(row, gross, 'observed');
  if (Number.isNaN(refunds)) columns.refunds.leave(row, 'no_revenue');
  else columns.refunds.set(row, refunds, 'observed');
  columns.net.set(row, gross - (Number.isNaN(refunds) ? 0 : refunds), 'observed');
  columns.orders.leave(row, 'no_purchases');
}

function fromPrice(columns: Columns, row: number, revenue: number): boolean {
  if (Number.isNaN(revenue)) return false;
  const rounded = Math.round(revenue);
  columns.gross.set(row, rounded, 'assumed');
  columns.net.set(row, rounded, 'assumed');
  columns.refunds.leave(row, 'no_purchases');
  columns.orders.leave(row, 'no_purchases');
  return true;
}

function leaveUnknown(columns: Columns, row: number, totalsExist: boolean): void {
  const reason = totalsExist ? 'no_revenue' : 'no_purchases';
  columns.gross.leave(row, reason);
  columns.refunds.leave(row, reason);
  columns.net.leave(row, reason);
  columns.orders.leave(row, 'no_purchases');
}

/** Per customer: totals of a snapshot, NaN where unknown. */
interface Totals {
  known(row: number): boolean;
  gross(row: number): number;
  refunds(row: number): number;
  orders(row: number): number;
}

function totalsOf(dataset: Dataset): Totals {
  const read = (field: CustomerNumber) => {
    const column = dataset.customers.numbers.get(field);
    return (row: number) => column?.[row] ?? Number.NaN;
  };
  const [total, orders, average] = [read('revenue_total'), read('order_count'), read('avg_order_value')];
  const gross = (row: number) => (Number.isNaN(total(row)) ? Math.round(orders(row) * average(row)) : total(row));
  return { known: (row) => !Number.isNaN(gross(row)), gross, refunds: read('refunded_total'), orders };
}

function hasTotals(dataset: Dataset): boolean {
  const { numbers } = dataset.customers;
  return numbers.has('revenue_total') || (numbers.has('order_count') && numbers.has('avg_order_value'));
}

function dayColumn(dataset: Dataset, field: CustomerNumber): Float64Array {
  const times = dataset.customers.numbers.get(field);
  if (times === undefined) return new Float64Array(dataset.customerIds.length).fill(Number.NaN);
  return times.map(dayOf);
}
