import type { CustomerNumber } from '../../domain/customers.ts';
import type { Dataset } from '../../domain/dataset.ts';
import type { Lifecycle } from '../../domain/features.ts';
import type { Figure } from '../../domain/figures.ts';
import type { Assumption } from '../../domain/results.ts';

const MONTHS_PER_YEAR = 12;

/** Revenue per month, minor units, NaN where unknown. */
export interface MonthlyRevenue {
  readonly minor: Float64Array;
  readonly assumptions: readonly Assumption[];
}

/** The price a customers file states: monthly, else yearly / 12, else contract value / 12 (said as an assumption). */
export function statedMonthlyRevenue(dataset: Dataset): MonthlyRevenue {
  const read = (field: CustomerNumber) => dataset.customers.numbers.get(field);
  const [monthly, yearly, contract] = [read('mrr'), read('arr'), read('contract_value')];
  const minor = new Float64Array(dataset.customerIds.length);
  let contracts = 0;
  for (let row = 0; row < minor.length; row++) {
    minor[row] = firstKnown(monthly?.[row], (yearly?.[row] ?? Number.NaN) / MONTHS_PER_YEAR);
    if (!Number.isNaN(minor[row]!)) continue;
    minor[row] = (contract?.[row] ?? Number.NaN) / MONTHS_PER_YEAR;
    if (!Number.isNaN(minor[row]!)) contracts++;
  }
  return { minor, assumptions: contracts > 0 ? [CONTRACT_IS_YEARLY] : [] };
}

/** The stated price, else the customer's net revenue to date per month of tenure. */
export function monthlyRevenue(dataset: Dataset, lifecycle: Lifecycle, net: Figure): MonthlyRevenue {
  const { minor, assumptions } = statedMonthlyRevenue(dataset);
  let averaged = 0;
  for (let row = 0; row < minor.length; row++) {
    // Less than a month of tenure holds one payment, whatever its length.
    const perMonth = Math.max(0, net.values[row]!) / Math.max(1, lifecycle.tenureMonths[row]!);
    if (!Number.isNaN(minor[row]!) || Number.isNaN(perMonth)) continue;
    minor[row] = perMonth;
    averaged++;
  }
  return { minor, assumptions: averaged > 0 ? [...assumptions, AVERAGE_IS_PRICE] : assumptions };
}

function firstKnown(first: number | undefined, second: number): number {
  return first === undefined || Number.isNaN(first) ? second : first;
}

const CONTRACT_IS_YEARLY: Assumption = {
  code: 'contract_value_yearly',
  value: 12,
  source: 'a contract value is taken to cover twelve months',
  replaceWith: 'a monthly (mrr) or yearly (arr) revenue column',
};

const AVERAGE_IS_PRICE: Assumption = {
  code: 'average_revenue_is_price',
  value: 'net revenue / months of tenure',
  source: 'no price is in the data, so a customer is taken to go on paying what they paid per month so far',
  replaceWith: 'a monthly (mrr) or yearly (arr) revenue column',
};
