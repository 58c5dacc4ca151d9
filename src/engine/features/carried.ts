import type { Dataset } from '../../domain/dataset.ts';
import type { Calibration, PurchaseHistory } from '../../domain/features.ts';
import type { FeatureField } from '../../domain/fields.ts';
import { dayOf } from '../../foundation/days.ts';

/** The day up to which the features of a file were counted; null where the data hold the interactions themselves. */
export function featuresAsOf(dataset: Dataset): number | null {
  const days = dataset.customers.numbers.get('features_as_of');
  if (days === undefined) return null;
  let latest = Number.NEGATIVE_INFINITY;
  for (const time of days) if (time > latest) latest = time;
  return latest === Number.NEGATIVE_INFINITY ? null : dayOf(latest);
}

/** A feature of every customer, 0 where a file is silent about one. */
export function carriedCounts(dataset: Dataset, field: FeatureField): Float64Array | null {
  const column = dataset.customers.numbers.get(field);
  return column?.map((value) => (Number.isNaN(value) ? 0 : value)) ?? null;
}

/** Day numbers of a feature, NaN where unknown. */
export function carriedDays(dataset: Dataset, field: FeatureField): Float64Array {
  return dataset.customers.numbers.get(field)?.map(dayOf) ?? unknown(dataset);
}

/** The purchase histories that a file of features holds; null where nobody ever bought or returned anything. */
export function carriedPurchases(dataset: Dataset, asOfDay: number): PurchaseHistory | null {
  const counts = (field: FeatureField) => carriedCounts(dataset, field) ?? zeros(dataset);
  const refunds = counts('refunds_to_date');
  if (![counts('purchases_to_date'), refunds].some((column) => column.some((value) => value > 0))) return null;
  const [firstDay, lastDay] = [
    carriedDays(dataset, 'first_purchase_day'),
    carriedDays(dataset, 'last_purchase_day'),
  ] as const;
  const spendDays = Int32Array.from(counts('paid_repeat_days'));
  const spend = counts('repeat_spend_to_date');
  return {
    orders: Int32Array.from(counts('standing_orders')),
    grossMinor: carriedGross(dataset, counts('purchases_to_date')),
    refundsMinor: refunds,
    unmatchedRefundsMinor: counts('unmatched_refunds_to_date'),
    firstDay,
    lastDay,
    frequency: Int32Array.from(counts('repeat_purchase_days')),
    recencyDays: lastDay.map((day, row) => day - firstDay[row]! || 0),
    ageDays: firstDay.map((day) => asOfDay - day),
    meanRepeatSpendMinor: spend.map((minor, row) => (spendDays[row]! > 0 ? minor / spendDays[row]! : Number.NaN)),
    spendDays,
    pricedDays: Int32Array.from(counts('priced_repeat_days')),
    unsettled: Uint8Array.from(refunds, (_, row) => (isUnsettled(dataset, row) ? 1 : 0)),
  };
}

/** Purchases without amounts were paid, nobody says how much. */
function carriedGross({ customers: { numbers } }: Dataset, purchases: Float64Array): Float64Array {
  const gross = numbers.get('gross_to_date');
  return purchases.map((rows, row) => (rows > 0 ? (gross?.[row] ?? Number.NaN) : 0));
}

/** A query leaves the orders out whose refunds name none of them. */
function isUnsettled({ customers: { numbers } }: Dataset, row: number): boolean {
  const at = (field: FeatureField) => numbers.get(field)?.[row] ?? Number.NaN;
  return (at('purchases_to_date') > 0 || at('refunds_to_date') > 0) && Number.isNaN(at('standing_orders'));
}

/** What purchase models are chosen on; null where a file of features does not hold it. */
export function carriedCalibration(dataset: Dataset): Calibration | null {
  const until = carriedDays(dataset, 'calibration_until').find((day) => !Number.isNaN(day));
  const frequency = carriedCounts(dataset, 'calibration_repeat_days');
  const daysAfter = carriedCounts(dataset, 'holdout_purchase_days');
  if (until === undefined || frequency === null || daysAfter === null) return null;
  const firstDay = carriedDays(dataset, 'calibration_first_purchase_day');
  const lastDay = carriedDays(dataset, 'calibration_last_purchase_day');
  return { splitDay: until, firstDay, lastDay, frequency, daysAfter };
}

/** The sum of a feature over all customers; null where no file holds it. */
export function carriedTotal(dataset: Dataset, field: FeatureField): number | null {
  return carriedCounts(dataset, field)?.reduce((sum, value) => sum + value, 0) ?? null;
}

function unknown({ customerIds }: Dataset): Float64Array {
  return new Float64Array(customerIds.length).fill(Number.NaN);
}

function zeros({ customerIds }: Dataset): Float64Array {
  return new Float64Array(customerIds.length);
}
