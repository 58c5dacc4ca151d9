import type { Dataset } from '../../domain/dataset.ts';
import type { Lifecycle, PurchaseHistory } from '../../domain/features.ts';
import { DAYS_PER_MONTH, dayOf } from '../../foundation/days.ts';
import type { ObservedRevenue, RevenueInput } from './outcome.ts';

/** What purchase models see of each customer: days and minor units. Age is NaN where nothing can be said. */
export interface Rhythm {
  /** x: repeat purchase days. */
  readonly frequency: Float64Array;
  /** t_x; NaN where only totals are known. */
  readonly recencyDays: Float64Array;
  /** T. */
  readonly ageDays: Float64Array;
  /** Mean spend of the purchase days behind `spendDays`; NaN with none. */
  readonly meanSpendMinor: Float64Array;
  readonly spendDays: Float64Array;
}

/** From purchases where there are any, else from the totals of a snapshot; null when neither is in the data. */
export function purchaseRhythm(input: RevenueInput, observed: ObservedRevenue): Rhythm | null {
  if (input.purchases !== null) return fromPurchases(input.purchases, observed);
  if (!input.dataset.customers.numbers.has('order_count')) return null;
  return fromTotals(input.dataset, input.lifecycle, observed);
}

/** Spend is averaged over all purchase days, the first included: with thin data no purchase can be spared. */
function fromPurchases(purchases: PurchaseHistory, observed: ObservedRevenue): Rhythm {
  const n = purchases.orders.length;
  const spendDays = new Float64Array(n);
  const meanSpendMinor = new Float64Array(n).fill(Number.NaN);
  for (let row = 0; row < n; row++) {
    const spent = observed.net.values[row]! + purchases.unmatchedRefundsMinor[row]!;
    if (!(purchases.orders[row]! > 0 && spent > 0)) continue;
    const onFirstDay = spent - (purchases.meanRepeatSpendMinor[row]! || 0) * purchases.spendDays[row]! > 0.5 ? 1 : 0;
    spendDays[row] = purchases.spendDays[row]! + onFirstDay;
    meanSpendMinor[row] = spent / spendDays[row]!;
  }
  return {
    frequency: Float64Array.from(purchases.frequency),
    recencyDays: purchases.recencyDays,
    ageDays: purchases.ageDays,
    meanSpendMinor,
    spendDays,
  };
}

function fromTotals(dataset: Dataset, lifecycle: Lifecycle, observed: ObservedRevenue): Rhythm {
  const n = dataset.customerIds.length;
  const firstOrders = dataset.customers.numbers.get('first_order_at');
  const lastOrders = dataset.customers.numbers.get('last_order_at');
  const rhythm = {
    frequency: new Float64Array(n),
    recencyDays: new Float64Array(n).fill(Number.NaN),
    ageDays: new Float64Array(n).fill(Number.NaN),
    meanSpendMinor: new Float64Array(n).fill(Number.NaN),
    spendDays: new Float64Array(n),
  };
  for (let row = 0; row < n; row++) {
    const orders = observed.orders.values[row]!;
    if (!(orders >= 1)) continue;
    const first = dayOf(firstOrders?.[row] ?? Number.NaN);
    const sinceFirst = lifecycle.asOfDay === null ? Number.NaN : lifecycle.asOfDay - first;
    rhythm.frequency[row] = orders - 1;
    rhythm.ageDays[row] = Number.isNaN(sinceFirst) ? lifecycle.tenureMonths[row]! * DAYS_PER_MONTH : sinceFirst;
    rhythm.recencyDays[row] = orders === 1 ? 0 : dayOf(lastOrders?.[row] ?? Number.NaN) - first;
    const net = observed.net.values[row]!;
    if (!(net > 0)) continue;
    rhythm.spendDays[row] = orders;
    rhythm.meanSpendMinor[row] = net / orders;
  }
  return rhythm;
}
