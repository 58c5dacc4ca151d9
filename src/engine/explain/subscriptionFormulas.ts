import type { Formula, TermTable } from '../../domain/explainReport.ts';
import { toUnits } from '../../foundation/money.ts';
import { percentInWords } from '../../foundation/words.ts';
import type { SubscriptionTerms } from '../revenue/forecastTerms.ts';
import { INTERVAL_TAIL } from '../revenue/outcome.ts';
import { residualValue } from '../revenue/residualValue.ts';
import { columnsOf, data, FormulaBook, fitted, inWords, overTerms, type Term, written } from './formula.ts';
import { discountTerm, type Explained, horizonTerm, marginTerm } from './known.ts';

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
  const { low, high } = residualValue(terms.survival, terms.discounts);
  for (const [name, value, level] of [
    ['low', low, INTERVAL_TAIL],
    ['high', high, 1 - INTERVAL_TAIL],
  ] as const) {
    const { count, reached } = paymentsAt(terms, level);
    const annuity = fitted(`A_${count}`, value, 'number', `worth of the first ${count} payments of 1 today`);
    const why =
      reached === null
        ? `no more than ${count} payments fall within the horizon`
        : `at most ${count} payments come with ${reached} probability`;
    const named = [name, `${name === 'low' ? 'lower' : 'upper'} end of the 90 % interval: ${why}`] as const;
    book.figure(`value.${name}`, named, 'money', Number.isNaN(monthly.value) ? null : written`${monthly} × ${annuity}`);
  }
  return book.formulas;
}

function marginFormula(book: FormulaBook, explained: Explained, terms: SubscriptionTerms): Term {
  const { customer } = explained;
  const { numbers } = explained.analysis.dataset.customers;
  const stated = (['mrr', 'arr', 'contract_value'] as const).some(
    (field) => !Number.isNaN(numbers.get(field)?.[customer] ?? Number.NaN),
  );
  const meaning = stated ? 'price a month' : 'net revenue so far by month of tenure: no price is stated';
  const price = data('price', toUnits(terms.priceMinor), 'money', meaning);
  const value = toUnits(terms.priceMinor * terms.margin);
  const named = ['m', 'margin a month while a customer'] as const;
  return book.step(named, { value, unit: 'money' }, written`${price} × ${marginTerm(explained)}`);
}

function paymentsFormula(
  book: FormulaBook,
  explained: Explained,
  { survival, discounts, tenureMonths }: SubscriptionTerms,
) {
  const tenure = data('t', tenureMonths, 'months', 'months as a customer so far');
  const words = 'Σ S(t + k) / S(t) × (1 + d)^(−k / 12) over the payments k from 0 to H − 1';
  const table: TermTable = {
    columns: columnsOf(['month', 'count'], ['still here', 'share'], ['discounted by', 'share'], ['worth', 'share']),
    rows: Array.from(discounts, (factor, k) => [k, survival[k]!, factor, survival[k]! * factor]),
  };
  const value = residualValue(survival, discounts).expected;
  return book.step(
    ['A', 'months of margin to come, as they are worth today'],
    { value, unit: 'months' },
    overTerms(inWords(words, tenure, discountTerm(explained), horizonTerm(explained)), table),
  );
}

/** The fewest payments that are not exceeded with at least this probability, and with which; null: there are no more. */
function paymentsAt({ survival, discounts }: SubscriptionTerms, level: number) {
  const last = discounts.length;
  let count = 1;
  while (count < last && 1 - survival[count]! < level) count++;
  return { count, reached: count === last ? null : percentInWords(1 - survival[count]!) };
}
