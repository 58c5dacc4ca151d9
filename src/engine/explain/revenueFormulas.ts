import type { Formula, TermTable } from '../../domain/explainReport.ts';
import { KIND } from '../../domain/fields.ts';
import { dayOf, isoDate } from '../../foundation/days.ts';
import { toUnits } from '../../foundation/money.ts';
import { statedMonthlyRevenue } from '../revenue/monthlyRevenue.ts';
import { ordersOf } from '../revenue/purchases.ts';
import { columnsOf, data, FormulaBook, inWords, overTerms, type Term, type Written, written } from './formula.ts';
import { type Explained, marginTerm } from './known.ts';

/** What the customer brought: counted from purchases, stated as totals, or price × tenure. */
export function revenueFormulas(explained: Explained): readonly Formula[] {
  const book = new FormulaBook(explained.row, 'revenue');
  const { gross, refunds } = grossAndRefunds(explained, book);
  const known = Number.isNaN(refunds.value) ? written`${gross}` : written`${gross} − ${refunds}`;
  const net = book.figure('revenue.net', ['net', 'gross less refunds'], 'money', known);
  book.figure('revenue.orders', ['orders', 'purchases that were not fully refunded'], 'count', ordersHow(explained));
  const margin = marginTerm(explained);
  const how = written`${net} × ${margin}`;
  book.figure('value.observedMargin', ['observed', 'margin on net revenue so far'], 'money', how);
  return book.formulas;
}

function grossAndRefunds(explained: Explained, book: FormulaBook): { gross: Term; refunds: Term } {
  const figure = (name: 'gross' | 'refunds', how: Written) =>
    book.figure(`revenue.${name}`, [name, name === 'gross' ? grossWords(explained) : 'all refunds'], 'money', how);
  if (byPurchases(explained)) {
    const [bought, returned] = [amounts(explained, 'purchases'), amounts(explained, 'refunds')];
    return {
      gross: figure('gross', overTerms(inWords('Σ amount of each purchase'), bought)),
      refunds: figure('refunds', overTerms(inWords('Σ amount of each refund'), returned)),
    };
  }
  const [gross, refunds] = statedTotals(explained);
  return { gross: figure('gross', gross), refunds: figure('refunds', refunds) };
}

function grossWords(explained: Explained): string {
  return byPurchases(explained) ? 'all purchases' : 'revenue so far';
}

/** Counted from purchases, not stated by the customers file. */
function byPurchases({ analysis, row }: Explained): boolean {
  return analysis.purchases !== null && row.revenue.orders !== null && row.grades['revenue.net'] === 'observed';
}

function amounts({ analysis, customer }: Explained, which: 'purchases' | 'refunds'): TermTable {
  const { interactions } = analysis.dataset;
  const rows: (readonly [string | null, number | null])[] = [];
  for (let row = interactions.start[customer]!; row < interactions.start[customer + 1]!; row++) {
    const [kind, day] = [interactions.kind[row]!, dayOf(interactions.timeMs[row]!)];
    const amount = interactions.columns.amountMinor?.[row] ?? Number.NaN;
    const isRefund = kind === KIND.refund;
    const counts = isRefund || kind === KIND.purchase || (kind === KIND.renewal && !Number.isNaN(amount));
    if (!counts || isRefund !== (which === 'refunds') || day > (analysis.asOfDay ?? Number.POSITIVE_INFINITY)) continue;
    rows.push([isoDate(day), Number.isNaN(amount) ? null : toUnits(amount)]);
  }
  return { columns: columnsOf(['day', 'text'], ['amount', 'money']), rows };
}

function ordersHow(explained: Explained): Written | null {
  const { analysis, customer } = explained;
  if (!byPurchases(explained) || analysis.asOfDay === null) return inWords('as the files say');
  const book = ordersOf(analysis.dataset, analysis.grouping, customer, analysis.asOfDay);
  let refunded = 0;
  for (let order = 0; order < book.orders; order++) if (book.isFullyRefunded(order)) refunded++;
  const placed = data('placed', book.orders, 'count', 'orders placed; rows of one order id are one order');
  return written`${placed} − ${data('refunded', refunded, 'count', 'orders refunded in full')}`;
}

function statedTotals({ analysis, customer, row }: Explained): readonly [gross: Written, refunds: Written] {
  const { numbers } = analysis.dataset.customers;
  const [total, orders, average] = (['revenue_total', 'order_count', 'avg_order_value'] as const).map(
    (field) => numbers.get(field)?.[customer] ?? Number.NaN,
  );
  const stated = inWords('as the files say');
  if (row.grades['revenue.net'] === 'assumed') return [priceOverTenure(analysis, customer, row.revenue.gross!), stated];
  if (!Number.isNaN(total!) || Number.isNaN(orders! * average!)) return [stated, stated];
  const count = data('count', orders!, 'count', 'orders, as the files say');
  return [written`${count} × ${data('average', toUnits(average!), 'money', 'amount of an order on average')}`, stated];
}

/** The price the files state, or the prices that the log dates, over the time they held. */
function priceOverTenure({ dataset, lifecycle }: Explained['analysis'], customer: number, gross: number): Written {
  const price = statedMonthlyRevenue(dataset).minor[customer]!;
  const tenure = lifecycle.tenureMonths[customer]!;
  if (toUnits(Math.round(price * tenure)) !== gross)
    return inWords('Σ price a month × months that it held, as the log dates them');
  const [each, months] = [
    data('price', toUnits(price), 'money', 'price a month'),
    data('tenure', tenure, 'months', 'months as a customer so far'),
  ];
  return written`round(${each} × ${months}, 2)`;
}
