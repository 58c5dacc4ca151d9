import { ColumnBuilder } from '../../domain/columns.ts';
import type { Dataset } from '../../domain/dataset.ts';
import type { Contracts, Grouping } from '../../domain/features.ts';
import { KIND } from '../../domain/fields.ts';
import { UNKNOWN } from '../../domain/interactions.ts';
import type { Assumption } from '../../domain/results.ts';
import { DAYS_PER_MONTH, dayOf } from '../../foundation/days.ts';
import { monthsBetween } from '../../foundation/months.ts';
import { CONTRACT_PERIODS, periodOfGap } from '../contractPeriods.ts';

/** What subscribers pay a month as the log tells it: prices hold from their own day until the next one. */
export interface RecurringPrice {
  /** Minor units a month on a day, by what was said until then; NaN where nothing was. */
  at(row: number, day: number): number;
  /** Price × months between two days; before the first price that one counts. NaN where there is none until `toDay`. */
  accrued(row: number, fromDay: number, toDay: number): number;
  /** Whether the price of a customer was worked out from an invoice and the period it covers. */
  isInvoiced(row: number): boolean;
  /** Whether the log dates any price. */
  readonly isDated: boolean;
  readonly assumptions: readonly Assumption[];
}

/**
 * Monthly prices from recurring revenue stated on events and from changes of plan; where a customer has neither, from
 * invoices, each spread over the period that it states, else over the customer's own. A charge between two due dates changes no price.
 */
export function recurringPrice(dataset: Dataset, grouping: Grouping, contracts: Contracts | null): RecurringPrice {
  const steps = new PriceSteps(dataset.customerIds.length);
  let spoken = 0;
  for (let row = 0; row < dataset.customerIds.length; row++) {
    const events = { from: grouping.start[row]!, to: grouping.end[row]! };
    spoken += addStated(steps, row, dataset, events);
    if (!steps.has(row)) addInvoiced(steps, row, { dataset, events, months: contracts?.ownMonths[row] ?? Number.NaN });
  }
  return {
    at: (row, day) => steps.at(row, day),
    accrued: (row, fromDay, toDay) => steps.accrued(row, fromDay, toDay),
    isInvoiced: (row) => steps.invoiced[row] === 1,
    isDated: steps.length > 0,
    assumptions: spoken > 0 ? [PLAN_AMOUNT_IS_PRICE] : [],
  };
}

const PLAN_AMOUNT_IS_PRICE: Assumption = {
  code: 'plan_change_amount_is_monthly_price',
  value: 'amount of the change',
  source: 'a change of plan states an amount but no monthly recurring revenue, so the amount is taken for the new one',
  replaceWith: 'an mrr column in the log',
};

/** Rows of one customer. */
interface Events {
  readonly from: number;
  readonly to: number;
}

/** Recurring revenue on any event, else the amount of a change of plan; returns how many of the latter were taken. */
function addStated(steps: PriceSteps, row: number, { interactions }: Dataset, events: Events): number {
  const { kind, timeMs, columns } = interactions;
  let taken = 0;
  for (let event = events.from; event < events.to; event++) {
    const stated = columns.mrrMinor?.[event] ?? Number.NaN;
    const amount = kind[event] === KIND.plan_change ? (columns.amountMinor?.[event] ?? Number.NaN) : Number.NaN;
    if (Number.isNaN(stated) && Number.isNaN(amount)) continue;
    if (Number.isNaN(stated)) taken++;
    steps.add(row, dayOf(timeMs[event]!), Number.isNaN(stated) ? amount : stated);
  }
  return taken;
}

interface Invoices {
  readonly dataset: Dataset;
  readonly events: Events;
  /** The customer's own contract period. */
  readonly months: number;
}

function addInvoiced(steps: PriceSteps, row: number, { dataset, events, months }: Invoices): void {
  if (Number.isNaN(months)) return;
  const { kind, timeMs, columns } = dataset.interactions;
  let [lastDue, lastMonths] = [Number.NaN, Number.NaN];
  let [day, amount, covered] = [Number.NaN, 0, months];
  const close = () => {
    const isFirst = Number.isNaN(lastDue) || covered !== lastMonths;
    if (Number.isNaN(day) || (!isFirst && !isDue(day - lastDue, covered))) return;
    [lastDue, lastMonths] = [day, covered];
    steps.add(row, day, amount / covered);
    steps.invoiced[row] = 1;
  };
  for (let event = events.from; event < events.to; event++) {
    const paid = columns.amountMinor?.[event] ?? Number.NaN;
    if ((kind[event] !== KIND.purchase && kind[event] !== KIND.renewal) || !(paid > 0)) continue;
    const today = dayOf(timeMs[event]!);
    if (today !== day) {
      close();
      [day, amount, covered] = [today, 0, months];
    }
    amount += paid;
    covered = CONTRACT_PERIODS[columns.billingPeriod?.[event] ?? UNKNOWN]?.months ?? covered;
  }
  close();
}

/** An invoice comes a period after the last one, or after a pause of several. */
function isDue(gapDays: number, months: number): boolean {
  const periods = Math.max(1, Math.round(gapDays / (months * DAYS_PER_MONTH)));
  return periodOfGap(gapDays / periods) === periodOfGap(months * DAYS_PER_MONTH);
}

/** Prices by customer and day, customers in order; equal prices in a row are one step. */
class PriceSteps {
  readonly invoiced: Uint8Array;
  readonly #from: Int32Array;
  readonly #until: Int32Array;
  readonly #days = new ColumnBuilder(Float64Array, Number.NaN);
  readonly #minor = new ColumnBuilder(Float64Array, Number.NaN);
  #length = 0;

  constructor(customers: number) {
    this.invoiced = new Uint8Array(customers);
    this.#from = new Int32Array(customers);
    this.#until = new Int32Array(customers);
  }

  get length(): number {
    return this.#length;
  }

  has(row: number): boolean {
    return this.#until[row]! > this.#from[row]!;
  }

  /** Customers come in order, and each one's days in order; the last price of a day stands. */
  add(row: number, day: number, minor: number): void {
    if (!this.has(row)) this.#from[row] = this.#length;
    const last = this.#length - 1;
    const known = this.has(row);
    if (known && this.#minor.get(last) === minor) return;
    if (known && this.#days.get(last) === day) {
      this.#minor.set(last, minor);
      return;
    }
    this.#days.set(this.#length, day);
    this.#minor.set(this.#length, minor);
    this.#until[row] = ++this.#length;
  }

  at(row: number, day: number): number {
    for (let step = this.#until[row]! - 1; step >= this.#from[row]!; step--) {
      if (this.#days.get(step) <= day) return this.#minor.get(step);
    }
    return Number.NaN;
  }

  accrued(row: number, fromDay: number, toDay: number): number {
    let sum = Number.NaN;
    let end = toDay;
    for (let step = this.#until[row]! - 1; step >= this.#from[row]!; step--) {
      const day = this.#days.get(step);
      if (day > toDay) continue;
      const begin = step === this.#from[row]! ? fromDay : Math.max(fromDay, day);
      const months = Math.max(0, monthsBetween(fromDay, end) - monthsBetween(fromDay, begin));
      sum = (Number.isNaN(sum) ? 0 : sum) + months * this.#minor.get(step);
      end = Math.max(fromDay, Math.min(end, day));
    }
    return sum;
  }
}
