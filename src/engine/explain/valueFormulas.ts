import type { Formula } from '../../domain/explainReport.ts';
import { STATUS } from '../../domain/features.ts';
import { FormulaBook, inWords } from './formula.ts';
import type { Explained } from './known.ts';
import { purchaseFormulas } from './purchaseFormulas.ts';
import { subscriptionFormulas } from './subscriptionFormulas.ts';

/** What the customer is expected to bring, by the forecast that was made for them. */
export function valueFormulas(explained: Explained): readonly Formula[] {
  const { analysis, customer } = explained;
  const terms = analysis.revenue.termsOf(customer);
  if (terms === null) return withoutForecast(explained);
  return terms.kind === 'subscription' ? subscriptionFormulas(explained, terms) : purchaseFormulas(explained, terms);
}

/** Whoever has left brings nothing more, and that is known; of the others nothing is. */
function withoutForecast({ analysis, customer, row }: Explained): readonly Formula[] {
  const book = new FormulaBook(row, 'value');
  const status = analysis.lifecycle.status[customer];
  const gone = { [STATUS.churned]: 'left', [STATUS.lapsed]: 'lapsed' }[status!];
  const nothing = gone === undefined ? null : inWords(`0: the customer has ${gone}`);
  book.figure('value.probabilityAlive', ['alive', 'chance that they are still a customer'], 'share', nothing);
  for (const name of ['expected', 'low', 'high'] as const) {
    book.figure(`value.${name}`, [name, 'discounted margin over the horizon'], 'money', nothing);
  }
  return book.formulas;
}
