import type { Dataset } from '../../domain/dataset.ts';
import type { Grouping, PurchaseHistory } from '../../domain/features.ts';
import { type FeatureField, KIND } from '../../domain/fields.ts';
import { dayOf, MS_PER_DAY } from '../../foundation/days.ts';
import { periodOfGap } from '../contractPeriods.ts';
import type { ServiceCost } from '../cost/service.ts';
import { isContact } from '../effort/caseIndex.ts';
import type { Ground } from '../prepare.ts';
import { lastThird } from '../revenue/holdout.ts';
import { purchasesBetween, summarisePurchases } from '../revenue/purchases.ts';

/** Parts of a minor unit that amounts are told in. */
const FINEST = 1000;

/** Features by name, a value a customer: times in epoch ms, money in minor units; absent where the data hold none. */
export type FeatureColumns = Partial<Record<FeatureField, Float64Array>>;

/** Everything of the interactions that a row a customer can carry (docs/features.md). The data are dated. */
export function countFeatures(ground: Ground, asOfDay: number, service: ServiceCost): FeatureColumns {
  const { dataset, grouping, purchases } = ground;
  const customers = dataset.customerIds.length;
  return {
    features_as_of: new Float64Array(customers).fill(asOfDay * MS_PER_DAY),
    ...countInteractions(dataset, grouping, asOfDay),
    ...(purchases === null ? {} : purchaseFeatures(purchases)),
    ...(purchases === null ? {} : calibrationFeatures(ground, purchases, asOfDay)),
    ...serviceFeatures(dataset, grouping, { asOfDay, service }),
  };
}

function countInteractions(dataset: Dataset, { start, end }: Grouping, asOfDay: number): FeatureColumns {
  const { timeMs, kind } = dataset.interactions;
  const column = () => new Float64Array(dataset.customerIds.length);
  const [interactions, purchases, contacts, ofContracts, gaps] = [column(), column(), column(), column(), column()];
  const firstDay = column().fill(Number.NaN);
  for (let i = 0; i < interactions.length; i++) {
    let paidDay = Number.NaN;
    for (let row = start[i]!; row < end[i]!; row++) {
      const day = dayOf(timeMs[row]!);
      const code = kind[row]!;
      if (row === start[i]) firstDay[i] = day * MS_PER_DAY;
      if (code === KIND.renewal || code === KIND.cancellation || code === KIND.plan_change) ofContracts[i]!++;
      if (day > asOfDay) continue;
      interactions[i]!++;
      if (isContact(dataset.interactions, row, asOfDay)) contacts[i]!++;
      if (code !== KIND.purchase) continue;
      purchases[i]!++;
      if (periodOfGap(day - paidDay) >= 0) gaps[i]!++;
      paidDay = day;
    }
  }
  return {
    interactions_to_date: interactions,
    first_interaction_day: firstDay,
    purchases_to_date: purchases,
    contract_events: ofContracts,
    contract_gaps: gaps,
    inbound_contacts_to_date: contacts,
  };
}

function purchaseFeatures(purchases: PurchaseHistory): FeatureColumns {
  const { spendDays, meanRepeatSpendMinor } = purchases;
  return {
    standing_orders: Float64Array.from(purchases.orders),
    gross_to_date: purchases.grossMinor,
    refunds_to_date: purchases.refundsMinor,
    unmatched_refunds_to_date: purchases.unmatchedRefundsMinor,
    first_purchase_day: purchases.firstDay.map((day) => day * MS_PER_DAY),
    last_purchase_day: purchases.lastDay.map((day) => day * MS_PER_DAY),
    repeat_purchase_days: Float64Array.from(purchases.frequency),
    priced_repeat_days: Float64Array.from(purchases.pricedDays),
    paid_repeat_days: Float64Array.from(spendDays),
    repeat_spend_to_date: meanRepeatSpendMinor.map((mean, row) =>
      spendDays[row]! > 0 ? total(mean, spendDays[row]!) : 0,
    ),
  };
}

/** The sum that a mean was made of, without the error of dividing and multiplying: amounts have few decimals. */
function total(mean: number, count: number): number {
  return Math.round(mean * count * FINEST) / FINEST;
}

/** The same histories as they were known when two thirds of the longest had passed, and what was bought since. */
function calibrationFeatures(
  { dataset, grouping }: Ground,
  { ageDays }: PurchaseHistory,
  asOfDay: number,
): FeatureColumns {
  let longest = Number.NEGATIVE_INFINITY;
  for (const age of ageDays) if (age > longest) longest = age;
  if (!(longest >= 0)) return {};
  const splitDay = lastThird(asOfDay, longest);
  const before = summarisePurchases(dataset, grouping, splitDay);
  const after = purchasesBetween(dataset, grouping, { afterDay: splitDay, untilDay: asOfDay });
  return {
    calibration_until: new Float64Array(ageDays.length).fill(splitDay * MS_PER_DAY),
    calibration_first_purchase_day: before.firstDay.map((day) => day * MS_PER_DAY),
    calibration_last_purchase_day: before.lastDay.map((day) => day * MS_PER_DAY),
    calibration_repeat_days: Float64Array.from(before.frequency),
    holdout_purchase_days: after.days,
  };
}

/** What contacts cost; nothing where the customers file says it, or the data hold no contacts. */
function serviceFeatures(
  dataset: Dataset,
  { start, end }: Grouping,
  { asOfDay, service }: { readonly asOfDay: number; readonly service: ServiceCost },
): FeatureColumns {
  if (service.source !== 'contacts') return {};
  const { kind, timeMs } = dataset.interactions;
  const atDefault = new Float64Array(dataset.customerIds.length);
  for (let i = 0; i < atDefault.length; i++) {
    for (let row = start[i]!; row < end[i]!; row++) {
      if (kind[row] !== KIND.support || dayOf(timeMs[row]!) > asOfDay) continue;
      if (service.priceOf(row).grade === 'assumed') atDefault[i]!++;
    }
  }
  return { service_to_date: service.toDate.values, contacts_at_default_price: atDefault };
}
