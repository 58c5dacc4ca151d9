import type { CustomerNumber } from '../../domain/customers.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { type Figure, FigureBuilder } from '../../domain/figures.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { MINOR_PER_UNIT } from '../../foundation/money.ts';

/**
 * What it cost to win each customer, minor units: their own record, else `--acquisition-cost`; a referred customer
 * was not bought, so the flat cost does not apply to them. There is no default.
 */
export function acquisitionCost(dataset: Dataset, options: ScoreOptions): Figure {
  const referredBy = dataset.customers.texts.get('referred_by');
  return statedOr(dataset, 'acquisition_cost', (customer) => {
    if (options.acquisitionCost === null) return null;
    return referredBy !== undefined && referredBy.codes[customer]! >= 0 ? 0 : options.acquisitionCost;
  });
}

/** What was spent to keep each customer to date, minor units: their own record, else `--retention-cost`. */
export function retentionCost(dataset: Dataset, options: ScoreOptions): Figure {
  return statedOr(dataset, 'retention_cost', () => options.retentionCost);
}

function statedOr(
  dataset: Dataset,
  field: CustomerNumber & ('acquisition_cost' | 'retention_cost'),
  flatUnits: (customer: number) => number | null,
): Figure {
  const figure = new FigureBuilder(dataset.customerIds.length);
  const stated = dataset.customers.numbers.get(field);
  for (let i = 0; i < figure.values.length; i++) {
    const own = stated?.[i] ?? Number.NaN;
    const flat = flatUnits(i);
    if (!Number.isNaN(own)) figure.set(i, own, 'observed');
    else if (flat !== null) figure.set(i, flat * MINOR_PER_UNIT, 'assumed');
    else figure.leave(i, `no_${field}`);
  }
  return figure;
}
