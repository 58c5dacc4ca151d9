import type { Dataset } from '../../domain/dataset.ts';
import type { Calibration, Grouping, PurchaseHistory } from '../../domain/features.ts';
import type { Holdout } from './models/evaluate.ts';
import type { HistoryColumns } from './models/histories.ts';
import { purchasesBetween, summarisePurchases } from './purchases.ts';

/** How much the data can carry (METHODS 1, data gate). */
export type DataGate = 'full' | 'penalised' | 'cohort';

const FULL_REPEATERS = 100;
const FULL_CUSTOMERS = 200;
const FULL_SPAN_GAPS = 2;
const PENALISED_REPEATERS = 30;

/**
 * Full: ≥ 100 repeaters of ≥ 200 customers over ≥ 2 median gaps between purchases. Penalised: ≥ 30 repeaters. Below,
 * cohort averages only.
 */
export function dataGate({ frequency, recency, age }: HistoryColumns): DataGate {
  let [customers, span] = [0, 0];
  const gaps: number[] = [];
  for (let i = 0; i < age.length; i++) {
    if (!(age[i]! >= 0)) continue;
    customers++;
    span = Math.max(span, age[i]!);
    if (frequency[i]! > 0) gaps.push(recency[i]! / frequency[i]!);
  }
  if (gaps.length < PENALISED_REPEATERS || !(span > 0)) return 'cohort';
  const median = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)]!;
  const full = gaps.length >= FULL_REPEATERS && customers >= FULL_CUSTOMERS && span >= FULL_SPAN_GAPS * median;
  return full ? 'full' : 'penalised';
}

/** Customers of a purchase history that can be modelled, as history columns, and their rows. */
export function modelledHistories(purchases: PurchaseHistory): HistoryColumns & { readonly rows: Int32Array } {
  const rows = Int32Array.from(purchases.ageDays.keys()).filter((row) => purchases.ageDays[row]! >= 0);
  const part = (column: ArrayLike<number>) => Float64Array.from(rows, (row) => column[row]!);
  return {
    rows,
    frequency: part(purchases.frequency),
    recency: part(purchases.recencyDays),
    age: part(purchases.ageDays),
  };
}

/** Histories as they were known on the split day, and the purchase days from then to the end. */
export function splitHistory(
  dataset: Dataset,
  grouping: Grouping,
  { splitDay, endDay }: { splitDay: number; endDay: number },
): Holdout & { readonly rows: Int32Array; readonly before: PurchaseHistory; readonly netMinor: Float64Array } {
  const before = summarisePurchases(dataset, grouping, splitDay);
  const after = purchasesBetween(dataset, grouping, { afterDay: splitDay, untilDay: endDay });
  const { rows, ...histories } = modelledHistories(before);
  return {
    rows,
    before,
    histories,
    actual: Float64Array.from(rows, (row) => after.days[row]!),
    netMinor: Float64Array.from(rows, (row) => after.netMinor[row]!),
    length: endDay - splitDay,
  };
}

/** What features hold out, of every k-th customer, so that about `limit` are looked at. */
export function heldOut({ splitDay, ...columns }: Calibration, asOfDay: number, limit: number): Holdout {
  const stride = strideOf(columns.firstDay.length, limit);
  const rows = Int32Array.from(columns.firstDay.keys()).filter(
    (row) => row % stride === 0 && !Number.isNaN(columns.firstDay[row]!),
  );
  const part = (of: (row: number) => number) => Float64Array.from(rows, of);
  return {
    histories: {
      frequency: part((row) => columns.frequency[row]!),
      recency: part((row) => columns.lastDay[row]! - columns.firstDay[row]!),
      age: part((row) => splitDay - columns.firstDay[row]!),
    },
    actual: part((row) => columns.daysAfter[row]!),
    length: asOfDay - splitDay,
  };
}

/** The day that leaves the last third of the history after it. */
export function lastThird(asOfDay: number, longestAgeDays: number): number {
  return asOfDay - Math.floor(longestAgeDays / 3);
}

/** Every k-th customer, so that about `limit` are left: what a choice between models needs. */
export function thinned(histories: HistoryColumns, limit: number): HistoryColumns {
  const part = everyKth(histories.age.length, limit);
  return { frequency: part(histories.frequency), recency: part(histories.recency), age: part(histories.age) };
}

/** The rows of every k-th customer, so that about `limit` customers are left; the others have none. */
export function thinnedGrouping({ start, end }: Grouping, limit: number): Grouping {
  const stride = strideOf(start.length, limit);
  return { start, end: start.map((first, i) => (i % stride === 0 ? end[i]! : first)) };
}

function everyKth(customers: number, limit: number) {
  const stride = strideOf(customers, limit);
  return (column: ArrayLike<number>) =>
    Float64Array.from({ length: Math.ceil(customers / stride) }, (_, i) => column[i * stride]!);
}

function strideOf(customers: number, limit: number): number {
  return Math.max(1, Math.ceil(customers / limit));
}
