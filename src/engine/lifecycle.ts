import type { Dataset } from '../domain/dataset.ts';
import { type Contracts, type Grouping, type Lifecycle, type PurchaseHistory, STATUS } from '../domain/features.ts';
import { KIND } from '../domain/fields.ts';
import type { InteractionTable } from '../domain/interactions.ts';
import type { Behaviour, ScoreOptions } from '../domain/options.ts';
import { dayOf } from '../foundation/days.ts';
import { addMonths, monthsBetween } from '../foundation/months.ts';
import { dataEndDay } from './asOf.ts';
import { WEEKEND_DAYS } from './contractPeriods.ts';
import { contractsOf } from './contracts.ts';
import { carriedDays, featuresAsOf } from './features/carried.ts';
import { statusFromWords } from './statusWords.ts';
import { UndatedEnds } from './undatedEnds.ts';

export interface LifecycleInput {
  readonly dataset: Dataset;
  readonly grouping: Grouping;
  /** Null for undated data. */
  readonly purchases: PurchaseHistory | null;
  readonly behaviour: Behaviour;
  readonly asOfDay: number | null;
  readonly options: ScoreOptions;
  /** The interactions that the dataset has in parts; absent: it holds them all. */
  readonly tables?: Iterable<InteractionTable>;
}

interface Standing {
  readonly status: Uint8Array;
  readonly endDay: Float64Array;
  readonly undatedLeavers?: number;
}

const MIN_LAPSE_DAYS = 90;
const LAPSE_GAPS = 3;

/** When each customer came and left, and where they stand on the as-of day (columns in customer order). */
export function buildLifecycle(input: LifecycleInput): Lifecycle {
  const { dataset, behaviour, asOfDay } = input;
  const lapseWindowDays = behaviour === 'transactional' ? lapseWindow(input) : null;
  const startDay = startDays(input);
  const contracts = behaviour === 'subscription' ? contractsOf(input, startDay) : null;
  const {
    status,
    endDay,
    undatedLeavers = 0,
  } = behaviour === 'subscription' ? contractStatus(input, contracts) : purchaseStatus(input, lapseWindowDays!);
  for (let i = 0; i < startDay.length; i++) {
    if (asOfDay !== null && startDay[i]! > asOfDay) status[i] = STATUS.unknown;
  }
  return {
    behaviour,
    snapshot: isSnapshot(dataset),
    asOfDay,
    status,
    startDay,
    endDay,
    tenureMonths: tenures(input, startDay, endDay, contracts),
    lapseWindowDays,
    undatedLeavers,
    ...(contracts === null ? {} : { contracts }),
  };
}

/** One aggregated row a customer: nothing says when anything happened. */
function isSnapshot(dataset: Dataset): boolean {
  const dated = (['created_at', 'first_order_at', 'last_order_at', 'churned_at'] as const).some((field) =>
    dataset.customers.numbers.has(field),
  );
  return dataset.interactions.rows === 0 && featuresAsOf(dataset) === null && !dated && dataset.customers.rows > 0;
}

/** max(90 days, 3 × the median over repeaters of their mean gap), unless given. */
function lapseWindow({ purchases, options }: LifecycleInput): number {
  if (options.lapseWindowDays !== null) return options.lapseWindowDays;
  if (purchases === null) return MIN_LAPSE_DAYS;
  const gaps = purchases.recencyDays
    .map((recency, i) => (purchases.frequency[i]! > 0 ? recency / purchases.frequency[i]! : Number.NaN))
    .filter((gap) => !Number.isNaN(gap))
    .sort();
  if (gaps.length === 0) return MIN_LAPSE_DAYS;
  const middle = gaps.length / 2;
  const median = (gaps[Math.floor(middle)]! + gaps[Math.ceil(middle) - 1]!) / 2;
  return Math.max(MIN_LAPSE_DAYS, Math.ceil(LAPSE_GAPS * median));
}

/** Sign-up, else first order, else the first thing that happened. */
function startDays({ dataset, grouping, purchases }: LifecycleInput): Float64Array {
  const { customers, interactions, customerIds } = dataset;
  const created = customers.numbers.get('created_at');
  const firstOrder = customers.numbers.get('first_order_at');
  const carried = carriedDays(dataset, 'first_interaction_day');
  return Float64Array.from({ length: customerIds.length }, (_, i) => {
    const stated = dayOf(present(created?.[i]) ?? present(firstOrder?.[i]) ?? Number.NaN);
    if (!Number.isNaN(stated)) return stated;
    const bought = purchases?.firstDay[i] ?? Number.NaN;
    if (!Number.isNaN(bought)) return bought;
    const first = grouping.start[i]!;
    return first < grouping.end[i]! ? dayOf(interactions.timeMs[first]!) : carried[i]!;
  });
}

/**
 * Subscription: churn dates, then cancellations in the log, then flags and status words, then whether the next payment
 * is overdue, then what is paid today.
 */
function contractStatus(input: LifecycleInput, contracts: Contracts | null): Standing {
  const { dataset, asOfDay } = input;
  const n = dataset.customerIds.length;
  const status = new Uint8Array(n).fill(STATUS.unknown);
  const endDay = new Float64Array(n).fill(Number.NaN);
  const { numbers, texts } = dataset.customers;
  const churnedAt = numbers.get('churned_at');
  const flag = numbers.get('churned');
  const words = texts.get('status');
  const knowsCancellations = logHas(dataset, KIND.cancellation);
  const overdue = overdueBy(input, contracts);
  const undated = new UndatedEnds(input, contracts);
  let undatedLeavers = 0;
  for (let i = 0; i < n; i++) {
    const end = present(churnedAt?.[i]);
    const endedOn = end === undefined ? lastCancellation(input, i) : dayOf(end);
    if (endedOn !== null && (asOfDay === null || endedOn <= asOfDay)) {
      status[i] = STATUS.churned;
      endDay[i] = endedOn;
      continue;
    }
    const said = present(flag?.[i]) ?? statusFromWords(words, i);
    // A date later than as-of says that the customer was still here; so do the columns that would hold a date.
    if (endedOn !== null) status[i] = STATUS.active;
    else if (said === 1) {
      const gone = undated.of(i);
      status[i] = gone.status;
      endDay[i] = gone.endDay;
      if (gone.status === STATUS.churned) undatedLeavers++;
    } else if (said === 0) status[i] = STATUS.active;
    else if (churnedAt !== undefined && dataset.customers.listed[i] === 1) status[i] = STATUS.active;
    else if (overdue(i) === true) {
      status[i] = STATUS.churned;
      endDay[i] = contracts!.paidUntilDay[i]!;
    } else if (overdue(i) === false) status[i] = STATUS.active;
    else if (knowsCancellations || paysToday(dataset, i, asOfDay)) status[i] = STATUS.active;
  }
  return { status, endDay, undatedLeavers };
}

/**
 * Transactional: lapsed when nothing was bought for the lapse window; a churn flag goes before, from the last purchase
 * on. The flag has no date: on a day before the end of the data it was not known.
 */
function purchaseStatus(input: LifecycleInput, windowDays: number): Standing {
  const { dataset, purchases, asOfDay } = input;
  const n = dataset.customerIds.length;
  const status = new Uint8Array(n).fill(STATUS.unknown);
  const endDay = new Float64Array(n).fill(Number.NaN);
  const { numbers } = dataset.customers;
  const lastOrder = numbers.get('last_order_at');
  const stated = numbers.get('churned');
  const isPast = stated !== undefined && asOfDay !== null && asOfDay < (dataEndDay(dataset, input.tables) ?? asOfDay);
  const flag = isPast ? undefined : stated;
  for (let i = 0; i < n; i++) {
    const said = present(flag?.[i]);
    const bought = purchases?.lastDay[i] ?? Number.NaN;
    const last = Number.isNaN(bought) ? dayOf(present(lastOrder?.[i]) ?? Number.NaN) : bought;
    if (said === 1) {
      status[i] = STATUS.churned;
      endDay[i] = last;
    } else if (asOfDay !== null && !Number.isNaN(last)) {
      const lapsed = last + windowDays < asOfDay;
      status[i] = lapsed ? STATUS.lapsed : STATUS.active;
      if (lapsed) endDay[i] = last + windowDays;
    } else if (said === 0) status[i] = STATUS.active;
  }
  return { status, endDay };
}

/** Day of a cancellation with nothing bought or renewed after it, or null. */
function lastCancellation({ dataset, grouping, asOfDay }: LifecycleInput, customer: number): number | null {
  const { kind, timeMs } = dataset.interactions;
  for (let row = grouping.end[customer]! - 1; row >= grouping.start[customer]!; row--) {
    const day = dayOf(timeMs[row]!);
    if (asOfDay !== null && day > asOfDay) continue;
    if (kind[row] === KIND.cancellation) return day;
    if (kind[row] === KIND.purchase || kind[row] === KIND.renewal) return null;
  }
  return null;
}

/**
 * Whether a customer let the period last paid for run out; null where nobody can say. A date in the customers file may
 * be that of the last renewal: it ends a contract only where others lie ahead, and where nothing is paid today.
 */
function overdueBy({ dataset, asOfDay }: LifecycleInput, contracts: Contracts | null): (row: number) => boolean | null {
  if (contracts === null || asOfDay === null) return () => null;
  const { from, paidUntilDay, goneDay } = contracts;
  const byDates = from === 'renewal dates';
  if (byDates && !paidUntilDay.some((day) => day >= asOfDay)) return () => null;
  return (row) => {
    if (Number.isNaN(goneDay[row]!) || (byDates && paysToday(dataset, row, asOfDay))) return null;
    return asOfDay > goneDay[row]!;
  };
}

function logHas(dataset: Dataset, kind: number): boolean {
  return dataset.interactions.kind.includes(kind);
}

function paysToday(dataset: Dataset, customer: number, asOfDay: number | null): boolean {
  const { numbers } = dataset.customers;
  const recurring = present(numbers.get('mrr')?.[customer]) ?? present(numbers.get('arr')?.[customer]) ?? 0;
  const renewal = present(numbers.get('renewal_date')?.[customer]);
  return recurring > 0 || (renewal !== undefined && asOfDay !== null && dayOf(renewal) >= asOfDay);
}

/** As stated, else calendar months from start to end or as-of; a churn before the sign-up counts as zero. */
function tenures(
  { dataset, asOfDay }: LifecycleInput,
  startDay: Float64Array,
  endDay: Float64Array,
  contracts: Contracts | null,
): Float64Array {
  const stated = dataset.customers.numbers.get('tenure_months');
  return startDay.map((start, i) => {
    const end = endDay[i]!;
    const known = present(stated?.[i]);
    if (known !== undefined) return known;
    if (Number.isNaN(end)) return monthsBetween(start, asOfDay ?? Number.NaN);
    return contractsServed(start, end, contracts?.ownMonths[i] ?? Number.NaN) ?? monthsBetween(start, end);
  });
}

/** Whoever leaves within a weekend of a contract's end was here for whole contracts: their months, else null. */
function contractsServed(start: number, end: number, period: number): number | null {
  if (!Number.isInteger(period)) return null;
  const months = Math.round(monthsBetween(start, end) / period) * period;
  return months > 0 && Math.abs(end - addMonths(start, months)) <= WEEKEND_DAYS ? months : null;
}

function present(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
