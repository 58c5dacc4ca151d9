import type { CustomerNumber } from '../../domain/customers.ts';
import type { Dataset } from '../../domain/dataset.ts';
import type { Figure } from '../../domain/figures.ts';
import type { Assumption } from '../../domain/results.ts';
import type { RevenueInput } from './outcome.ts';
import type { RecurringPrice } from './recurringPrice.ts';
import { shareKept, shareNotRefunded } from './refunds.ts';

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

export interface PriceSources {
  readonly input: Pick<RevenueInput, 'dataset' | 'lifecycle' | 'purchases'>;
  readonly net: Figure;
  /** What the log says of prices; null without a log. */
  readonly recurring: RecurringPrice | null;
}

/**
 * What each subscriber pays a month on the as-of day, after what refunds take off it: as a dated price in the log says,
 * else the customers file, else the last invoice spread over its period, else net revenue to date per month of tenure.
 */
export function monthlyRevenue({ input, net, recurring }: PriceSources): MonthlyRevenue {
  const { dataset, lifecycle, purchases } = input;
  const stated = statedMonthlyRevenue(dataset);
  const minor = new Float64Array(stated.minor.length);
  const [unmatched, all] = purchases === null ? [1, 1] : [shareKept(purchases), shareNotRefunded(purchases)];
  let averaged = 0;
  for (let row = 0; row < minor.length; row++) {
    const dated = recurring?.at(row, lifecycle.asOfDay ?? Number.NaN) ?? Number.NaN;
    const invoiced = recurring?.isInvoiced(row) === true;
    const told = firstKnown(invoiced ? undefined : dated, stated.minor[row]!);
    minor[row] = firstKnown(told * unmatched, dated * all);
    if (!Number.isNaN(minor[row]!)) continue;
    // Less than a month of tenure holds one payment, whatever its length.
    minor[row] = Math.max(0, net.values[row]!) / Math.max(1, lifecycle.tenureMonths[row]!);
    if (!Number.isNaN(minor[row]!)) averaged++;
  }
  const assumptions = [...stated.assumptions, ...(recurring?.assumptions ?? [])];
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
