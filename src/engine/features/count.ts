import type { Dataset, PartedDataset } from '../../domain/dataset.ts';
import type { Grouping, PurchaseHistory } from '../../domain/features.ts';
import { type FeatureField, KIND } from '../../domain/fields.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { dayOf, MS_PER_DAY } from '../../foundation/days.ts';
import { periodOfGap } from '../contractPeriods.ts';
import { contactPricer } from '../cost/contactPrice.ts';
import { fromContacts, hasContacts } from '../cost/service.ts';
import { isContact } from '../effort/caseIndex.ts';
import { groupInteractions } from '../grouping.ts';
import { lastThird } from '../revenue/holdout.ts';
import { hasPurchases, joinedHistories, purchasesBetween, summarisePurchases } from '../revenue/purchases.ts';

/** Parts of a minor unit that amounts are told in. */
const FINEST = 1000;

/** Features by name, a value a customer: times in epoch ms, money in minor units; absent where the data hold none. */
export type FeatureColumns = Partial<Record<FeatureField, Float64Array>>;

/**
 * Everything of the interactions that a row a customer can carry (docs/features.md), in two passes over their parts, and
 * the histories among it. The data are dated.
 */
export function countFeatures(
  { dataset, parts }: PartedDataset,
  options: ScoreOptions,
  asOfDay: number,
): { columns: FeatureColumns; purchases: PurchaseHistory | null } {
  const customers = dataset.customerIds.length;
  const histories: PurchaseHistory[] = [];
  let [anyPurchases, hasLog] = [false, false];
  const counted = eachPart(parts, customers, (part, grouping) => {
    anyPurchases ||= hasPurchases(part.interactions);
    hasLog ||= hasContacts(part);
    histories.push(summarisePurchases(part, grouping, asOfDay));
    return countInteractions(part, grouping, asOfDay);
  });
  const purchases = anyPurchases ? joinedHistories(histories) : null;
  const splitDay = purchases === null ? null : splitOf(purchases, asOfDay);
  const costs = contactsSayCosts(dataset, hasLog);
  const further = eachPart(parts, customers, (part, grouping) => ({
    ...(splitDay === null ? {} : calibrationFeatures(part, grouping, { splitDay, asOfDay })),
    ...(costs ? serviceFeatures(part, grouping, { options, asOfDay, hasLog }) : {}),
  }));
  const columns = {
    features_as_of: new Float64Array(customers).fill(asOfDay * MS_PER_DAY),
    ...counted,
    ...(purchases === null ? {} : purchaseFeatures(purchases)),
    ...further,
  };
  return { columns, purchases };
}

/** What is counted of each part, as columns of all customers. */
function eachPart(
  parts: Iterable<Dataset>,
  customers: number,
  count: (part: Dataset, grouping: Grouping) => FeatureColumns,
): FeatureColumns {
  const whole: FeatureColumns = {};
  let first = 0;
  for (const part of parts) {
    for (const [name, values] of Object.entries(count(part, groupInteractions(part)))) {
      whole[name as FeatureField] ??= new Float64Array(customers);
      whole[name as FeatureField]!.set(values, first);
    }
    first += part.customerIds.length;
  }
  return whole;
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

/** The day by which two thirds of the longest history had passed; null where there is none. */
function splitOf({ ageDays }: PurchaseHistory, asOfDay: number): number | null {
  let longest = Number.NEGATIVE_INFINITY;
  for (const age of ageDays) if (age > longest) longest = age;
  return longest >= 0 ? lastThird(asOfDay, longest) : null;
}

/** The same histories as they were known on a day, and what was bought since. */
function calibrationFeatures(
  dataset: Dataset,
  grouping: Grouping,
  { splitDay, asOfDay }: { readonly splitDay: number; readonly asOfDay: number },
): FeatureColumns {
  const before = summarisePurchases(dataset, grouping, splitDay);
  const after = purchasesBetween(dataset, grouping, { afterDay: splitDay, untilDay: asOfDay });
  return {
    calibration_until: new Float64Array(dataset.customerIds.length).fill(splitDay * MS_PER_DAY),
    calibration_first_purchase_day: before.firstDay.map((day) => day * MS_PER_DAY),
    calibration_last_purchase_day: before.lastDay.map((day) => day * MS_PER_DAY),
    calibration_repeat_days: Float64Array.from(before.frequency),
    holdout_purchase_days: after.days,
  };
}

/** Whether contacts say what they cost: not where the customers file does, nor where the data hold none. */
function contactsSayCosts({ customers: { numbers } }: Dataset, hasLog: boolean): boolean {
  const stated = numbers.get('cost_to_serve')?.some((minor) => !Number.isNaN(minor)) ?? false;
  return !stated && (hasLog || numbers.has('service_to_date'));
}

/** What contacts cost. */
function serviceFeatures(
  dataset: Dataset,
  grouping: Grouping,
  { options, asOfDay, hasLog }: { options: ScoreOptions; asOfDay: number; hasLog: boolean },
): FeatureColumns {
  const priceOf = contactPricer(dataset.interactions, options);
  const { toDate } = fromContacts({ dataset, grouping, lifecycle: { asOfDay }, hasLog }, undefined, priceOf);
  const { kind, timeMs } = dataset.interactions;
  const { start, end } = grouping;
  const atDefault = new Float64Array(dataset.customerIds.length);
  for (let i = 0; i < atDefault.length; i++) {
    for (let row = start[i]!; row < end[i]!; row++) {
      if (kind[row] !== KIND.support || dayOf(timeMs[row]!) > asOfDay) continue;
      if (priceOf(row).grade === 'assumed') atDefault[i]!++;
    }
  }
  return { service_to_date: toDate.values, contacts_at_default_price: atDefault };
}
