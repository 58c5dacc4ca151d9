import { toUnits } from '../../foundation/money.ts';
import type { PurchaseTerms } from '../revenue/forecastTerms.ts';
import { data, type FormulaBook, fitted, type Term, type Written, written } from './formula.ts';

type Spend = NonNullable<PurchaseTerms['spend']>;

/** Spend per purchase: Gamma-Gamma (Fader & Hardie 2013, eq. 5), or the mean drawn towards that of all. */
export function spendFormula(book: FormulaBook, { moments, terms }: Spend): Term {
  const how = terms.chosen === 'gamma-gamma' ? gammaGamma(terms) : shrunken(terms);
  return book.step(['spend', 'amount of a purchase'], { value: toUnits(moments.mean), unit: 'money' }, how);
}

function own({ purchases, meanMinor }: Spend['terms']): readonly [n: Term, z: Term] | null {
  if (!(purchases > 0) || Number.isNaN(meanMinor)) return null;
  return [
    data('k', purchases, 'count', 'purchase days of known amount behind z'),
    data('z', toUnits(meanMinor), 'money', 'mean amount of these'),
  ];
}

function gammaGamma(terms: Spend['terms']): Written {
  const p = fitted('p', terms.parameters['p']!, 'number', 'regularity of a customer’s amounts');
  const q = fitted('q', terms.parameters['q']!, 'number', 'likeness of customers’ mean amounts');
  const v = fitted('v', toUnits(terms.parameters['v']!), 'money', 'scale of customers’ mean amounts');
  const known = own(terms);
  if (known === null) return written`${p} × ${v} / (${q} − 1)`;
  const [k, z] = known;
  return written`${p} × (${v} + ${k} × ${z}) / (${p} × ${k} + ${q} − 1)`;
}

function shrunken(terms: Spend['terms']): Written {
  const mean = fitted('z_all', toUnits(terms.parameters['mean']!), 'money', 'mean amount of all customers');
  const known = own(terms);
  if (known === null) return written`${mean}`;
  const weight = fitted('κ', terms.parameters['weight']!, 'number', 'purchases that the mean of all weighs');
  const [k, z] = known;
  return written`(${weight} × ${mean} + ${k} × ${z}) / (${weight} + ${k})`;
}
