import type { PeriodsTold } from '../domain/features.ts';
import { BILLING_PERIODS } from '../domain/fields.ts';
import { NO_CODE } from '../domain/interactions.ts';
import { AlikePayers } from './alikePayers.ts';
import { dataEndDay } from './asOf.ts';
import { CONTRACT_PERIODS } from './contractPeriods.ts';
import type { PaymentGaps, PaymentLog } from './paymentGaps.ts';

/** What each customer pays for at a time, as a place in CONTRACT_PERIODS or -1, and how many of them were told how. */
export interface OwnPeriods {
  readonly places: Int8Array;
  readonly told: PeriodsTold;
}

/**
 * The period of each customer who paid: what the data state, else what their own payments show, else that of customers
 * who are known to pay about as much (of the same plan first), else `usual`, the period of most, or -1 for none.
 */
export function ownPeriods(log: PaymentLog, paid: PaymentGaps, usual: number): OwnPeriods {
  const { places, stated } = knownPlaces(log, paid);
  const alike = alikePayers(log, paid, places);
  const likeOthers = new Int32Array(CONTRACT_PERIODS.length);
  let guessed = 0;
  for (let row = 0; row < places.length; row++) {
    if (places[row]! >= 0 || Number.isNaN(paid.lastDay[row]!)) continue;
    const place = alike(row);
    places[row] = place >= 0 ? place : usual;
    if (place < 0 && usual >= 0 && !Number.isNaN(paid.lastMinor[row]!)) guessed++;
    if (place >= 0 && place !== usual) likeOthers[place]!++;
  }
  return {
    places,
    told: {
      stated,
      likeOthers: byPeriod(likeOthers),
      guessed,
      payers: paid.payers,
      usual: BILLING_PERIODS[usual] ?? null,
    },
  };
}

function byPeriod(counts: Int32Array): PeriodsTold['likeOthers'] {
  return BILLING_PERIODS.flatMap((period, place) => {
    const customers = counts[place]!;
    return customers === 0 ? [] : [{ period, customers }];
  });
}

/**
 * Periods stated or shown by payments. What the customers file states is of the end of the data: on an earlier day, what
 * payments showed until then goes before.
 */
function knownPlaces({ dataset, asOfDay }: PaymentLog, { own, stated, lastDay }: PaymentGaps) {
  const column = dataset.customers.numbers.get('billing_period');
  const isPast = column !== undefined && asOfDay !== null && asOfDay < (dataEndDay(dataset) ?? asOfDay);
  let count = 0;
  const places = own.map((shown, row) => {
    const said = column?.[row] ?? Number.NaN;
    const ofCustomer = Number.isNaN(said) || Number.isNaN(lastDay[row]!) || (isPast && shown >= 0) ? -1 : said;
    const place = stated[row]! >= 0 ? stated[row]! : ofCustomer;
    if (place >= 0) count++;
    return place >= 0 ? place : shown;
  });
  return { places, stated: count };
}

/** The period of those who pay like a customer, as they are known by now; -1 where nobody can say. */
function alikePayers({ dataset }: PaymentLog, paid: PaymentGaps, places: Int8Array): (row: number) => number {
  const plans = dataset.customers.texts.get('plan')?.codes;
  const planOf = (row: number) => plans?.[row] ?? NO_CODE;
  const all = new AlikePayers();
  const byPlan = new Map<number, AlikePayers>();
  for (let row = 0; row < places.length; row++) {
    if (places[row]! < 0) continue;
    const plan = planOf(row);
    if (plan !== NO_CODE && !byPlan.has(plan)) byPlan.set(plan, new AlikePayers());
    for (const payers of [all, byPlan.get(plan)]) addPayments(payers, paid, row, places[row]!);
  }
  return (row) => {
    const minor = paid.lastMinor[row]!;
    const place = byPlan.get(planOf(row))?.periodOf(minor) ?? -1;
    return place >= 0 ? place : all.periodOf(minor);
  };
}

/** What a customer paid first, as others may have who paid once, and last, where that is something else. */
function addPayments(payers: AlikePayers | undefined, paid: PaymentGaps, row: number, place: number): void {
  const [first, last] = [paid.firstMinor[row]!, paid.lastMinor[row]!];
  payers?.add(last, place);
  if (!Number.isNaN(first) && first !== last) payers?.add(first, place);
}
