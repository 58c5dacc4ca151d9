import { DEFAULT_OPTIONS } from '../../domain/options.ts';
import type { CustomerResult } from '../../domain/results.ts';
import type { Analysis } from '../analyse.ts';
import { assumed, data, option, type Term } from './formula.ts';

/** One customer of an analysis: their place in it, and their row as `score` has it. */
export interface Explained {
  readonly analysis: Analysis;
  readonly customer: number;
  readonly row: CustomerResult;
}

/** Gross margin as a fraction of revenue, and where it is from. */
export function marginTerm({ analysis, customer }: Explained): Term {
  const own = analysis.dataset.customers.numbers.get('margin')?.[customer] ?? Number.NaN;
  if (!Number.isNaN(own)) return data('margin', own, 'share', 'gross margin on revenue, as the files say');
  const { margin } = analysis.options;
  if (margin !== null) return option('margin', margin, 'share', 'gross margin on revenue (--margin)');
  return assumed('margin', 1, 'share', 'no margin is known, so this stands on revenue (--margin)');
}

export function discountTerm({ analysis: { options } }: Explained): Term {
  const { annualDiscountRate } = options;
  const make = annualDiscountRate === DEFAULT_OPTIONS.annualDiscountRate ? assumed : option;
  return make('d', annualDiscountRate, 'share', 'yearly discount rate (--discount-rate)');
}

export function horizonTerm({ analysis: { options } }: Explained): Term {
  const { horizonMonths } = options;
  const make = horizonMonths === DEFAULT_OPTIONS.horizonMonths ? assumed : option;
  return make('H', horizonMonths, 'months', 'months looked ahead (--horizon)');
}
