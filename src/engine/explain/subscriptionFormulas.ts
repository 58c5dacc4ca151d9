import type { Formula, TermTable } from '../../domain/explainReport.ts';
import { toUnits } from '../../foundation/money.ts';
import { percentInWords } from '../../foundation/words.ts';
import type { SubscriptionTerms } from '../revenue/forecastTerms.ts';
import { statedMonthlyRevenue } from '../revenue/monthlyRevenue.ts';
import { INTERVAL_TAIL } from '../revenue/outcome.ts';
import { residualValue } from '../revenue/residualValue.ts';
import { columnsOf, data, FormulaBook, fitted, inWords, overTerms, type Term, written } from './formula.ts';
import { discountTerm, type Explained, horizonTerm, marginTerm } from './known.ts';
import { ownPayments, ownTerms } from './ownFormulas.ts';

/** Value of a subscriber: margin a month × months that they stay, discounted (METHODS 1, residual value). */
export function subscriptionFormulas(explained: Explained, terms: SubscriptionTerms): readonly Formula[] {
  const book = new FormulaBook(explained.row, 'value');
  const certain = inWords('1: still a subscriber, as the files say');
  book.figure('value.probabilityAlive', ['alive', 'chance that they are still a customer'], 'share', certain);
  const monthly = marginFormula(book, explained, terms);
  const payments = paymentsFormula(book, explained, terms);
  const meaning = 'discounted margin expected over the horizon, the first payment now';
  const how = Number.isNaN(monthly.value) ? null : written`${monthly} × ${payments}`;
  book.figure('value.expected', ['expected', meaning], 'money', how);
  const few = residualValue(terms.spread, terms.discounts);
  // Where a month costs more than it brings, staying long is the lower end.
  const [least, most] = monthly.value < 0 ? (['high', 'low'] as const) : (['low', 'high'] as const);
  for (const [name, value, level] of [
    [least, few.low, INTERVAL_TAIL],
    [most, few.high, 1 - INTERVAL_TAIL],
  ] as const) {
    const { count, reached } = paymentsAt(terms, level);
    const annuity = fitted(`A_${count}`, value, 'number', `worth of the first ${count} payments of 1 today`);
    const why =
      reached === null
        ? `no more than ${count} payments fall within the horizon`
        : `at most ${count} payments come with ${reached} probability`;
    const named = [name, `${name === 'low' ? 'lower' : 'upper'} end of the 90% interval: ${why}`] as const;
    book.figure(`value.${name}`, named, 'money', Number.isNaN(monthly.value) ? null : written`${monthly} × ${annuity}`);
  }
  return book.formulas;
}

function marginFormula(book: FormulaBook, explained: Explained, terms: SubscriptionTerms): Term {
  const price = data('price', toUnits(terms.priceMinor), 'money', priceWords(explained, terms));
  const value = toUnits(terms.priceMinor * terms.margin);
  const named = ['m', 'margin a month while a customer'] as const;
  return book.step(named, { value, unit: 'money' }, written`${price} × ${marginTerm(explained)}`);
}

/** Where the price is from: the customers file, the log, or what they paid so far. */
function priceWords({ analysis, customer, row }: Explained, { priceMinor, tenureMonths }: SubscriptionTerms): string {
  const stated = statedMonthlyRevenue(analysis.dataset).minor[customer]!;
  if (stated === priceMinor) return 'price a month, as the files say';
  const average = Math.max(0, row.revenue.net ?? Number.NaN) / Math.max(1, tenureMonths);
  if (Math.abs(average - toUnits(priceMinor)) < 1e-9 * Math.max(1, average))
    return 'net revenue so far by month of tenure';
  return 'price a month, as the log dates it, less what refunds take off';
}

const OWN_PATH = 'the odds to have left as of all of their tenure, times e^(the log odds beside)';

function paymentsFormula(
  book: FormulaBook,
  explained: Explained,
  { survival, discounts, tenureMonths }: SubscriptionTerms,
) {
  const tenure = data('t', tenureMonths, 'months', 'months as a customer so far');
  const isOwn = explained.analysis.individual?.paths.has(explained.customer) ?? false;
  const words = 'Σ S(k) × (1 + d)^(−k / 12) over the payments k from 0 on, S(k) the chance to be here after k months';
  const table: TermTable = {
    columns: columnsOf(['month', 'count'], ['still here', 'share'], ['discounted by', 'share'], ['worth', 'share']),
    rows: Array.from(discounts, (factor, k) => [k, survival[k]!, factor, survival[k]! * factor]),
  };
  const inputs = [tenure, discountTerm(explained), horizonTerm(explained)];
  const how = isOwn
    ? overTerms(inWords(`${words}: ${OWN_PATH}`, ...inputs, ...ownTerms(explained)), ownPayments(explained, discounts))
    : overTerms(inWords(words, ...inputs), table);
  const value = residualValue(survival, discounts).expected;
  return book.step(['A', 'months of margin to come, as they are worth today'], { value, unit: 'months' }, how);
}

/** The fewest payments that are not exceeded with at least this probability, and with which; null: there are no more. */
function paymentsAt({ spread: survival, discounts }: SubscriptionTerms, level: number) {
  const last = discounts.length;
  let count = 1;
  while (count < last && 1 - survival[count]! < level) count++;
  return { count, reached: count === last ? null : percentInWords(1 - survival[count]!) };
}
