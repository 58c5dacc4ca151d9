import type { Dataset } from '../domain/dataset.ts';
import { KIND } from '../domain/fields.ts';
import { DEFAULT_OPTIONS, type ScoreOptions } from '../domain/options.ts';
import type { Assumption, Warning } from '../domain/results.ts';
import { hasValues } from './behaviour.ts';

/** What is assumed before any wing begins: defaults nobody replaced, and a tenure without its unit. */
export function conventions({ facts, customers }: Dataset, options: ScoreOptions): Assumption[] {
  const assumptions: Assumption[] = [];
  const keep = (code: string, value: number | string, source: string, replaceWith: string) =>
    assumptions.push({ code, value, source, replaceWith });
  if (options.annualDiscountRate === DEFAULT_OPTIONS.annualDiscountRate) {
    keep('discount_rate', options.annualDiscountRate, 'convention of cx-roi, a year', '--discount-rate');
  }
  if (options.horizonMonths === DEFAULT_OPTIONS.horizonMonths) {
    keep('horizon_months', options.horizonMonths, 'convention of cx-roi', '--horizon');
  }
  if (!facts.tenureUnitStated && hasValues(customers.numbers.get('tenure_months'))) {
    keep('tenure_unit', 'months', 'the tenure column does not say its unit', 'a header such as "Tenure (months)"');
  }
  return assumptions;
}

/** Orders for nothing count as orders and not as money; whoever sums up should know that they are there. */
export function zeroAmountWarnings({ interactions }: Dataset): Warning[] {
  const { kind, columns, rows } = interactions;
  let zeros = 0;
  for (let row = 0; row < rows; row++) if (kind[row] === KIND.purchase && columns.amountMinor?.[row] === 0) zeros++;
  if (zeros === 0) return [];
  return [
    {
      code: 'zero_amounts',
      message: 'purchases with an amount of zero are kept: they count as orders, not as spend',
      count: zeros,
    },
  ];
}

/** A model asked for by name that the data cannot carry. */
export function modelWarnings({ model }: ScoreOptions, chosen: unknown): Warning[] {
  if (model === null || chosen === model) return [];
  const message = `${model} was asked for, but these data cannot carry it: the forecast is by ${String(chosen)}`;
  return [{ code: 'model_not_used', message, count: 1 }];
}

/** Customers who, by the file, left before they came: one of the two dates is wrong. */
export function impossibleDateWarnings({ customers }: Dataset): Warning[] {
  const [from, to] = [customers.numbers.get('created_at'), customers.numbers.get('churned_at')];
  if (from === undefined || to === undefined) return [];
  const count = from.reduce((sum, start, i) => sum + (to[i]! < start ? 1 : 0), 0);
  if (count === 0) return [];
  const who = count === 1 ? '1 customer' : `${count} customers`;
  const message = `${who} left before signing up, which counts as leaving at once: correct the dates`;
  return [{ code: 'churn_before_start', message, count }];
}
