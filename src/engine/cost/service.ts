import type { Dataset } from '../../domain/dataset.ts';
import type { CostSource } from '../../domain/economics.ts';
import type { Grouping, Lifecycle } from '../../domain/features.ts';
import { KIND } from '../../domain/fields.ts';
import { type Figure, FigureBuilder } from '../../domain/figures.ts';
import type { Grade } from '../../domain/grades.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { Warning } from '../../domain/results.ts';
import { dayOf } from '../../foundation/days.ts';
import { calendarMonth } from '../../foundation/months.ts';
import { CompensatedSum, sumPresent } from '../../foundation/sums.ts';
import { weaker } from '../amounts.ts';
import { carriedCounts } from '../features/carried.ts';
import type { Books } from './books.ts';
import { type ContactPrice, contactPricer } from './contactPrice.ts';
import { EvenShares, type MonthShare, presenceIn } from './presence.ts';

export interface ServiceCost {
  /** Cost to serve up to as-of, per customer, minor units. */
  readonly toDate: Figure;
  readonly source: CostSource | null;
  /** What one support contact costs, by its row. */
  readonly priceOf: (row: number) => ContactPrice;
  /** Times what contacts cost by themselves that the ledger says; 1 without one. */
  readonly scale: number;
  /** Where the ledger is shared out without contacts: the months that make up a customer's cost. */
  readonly monthsOf: ((row: number) => readonly MonthShare[] | null) | null;
  /** Contacts priced, or weighed against others, by the published default, which is in USD. */
  readonly contactsAtDefault: number;
  readonly warnings: readonly Warning[];
}

export interface ServiceCostInput {
  readonly dataset: Dataset;
  readonly grouping: Grouping;
  readonly lifecycle: Lifecycle;
  readonly options: ScoreOptions;
  readonly books: Books | null;
}

interface ContactLogOfCustomers extends Pick<ServiceCostInput, 'dataset' | 'grouping'> {
  readonly lifecycle: Pick<Lifecycle, 'asOfDay'>;
  readonly hasLog?: boolean;
}

/**
 * Cost to serve per customer (METHODS 4), of three sources one: a total that the customers file states; else the ledger's
 * service money, shared out by what contacts cost relative to each other; else the contacts themselves, each by what was
 * recorded, else minutes × rate, else its channel's unit cost.
 */
export function serviceCost(input: ServiceCostInput): ServiceCost {
  const { dataset, books } = input;
  const stated = dataset.customers.numbers.get('cost_to_serve');
  const ofContacts = contactPricer(dataset.interactions, input.options);
  const spent = books?.byMonth('service') ?? null;
  const states = stated?.some((minor) => !Number.isNaN(minor)) ?? false;
  if (spent === null || states) {
    const own = fromContacts(input, stated, ofContacts);
    const warnings = spent === null ? [] : [LEDGER_SERVICE_UNUSED];
    return { ...own, source: states ? 'customers' : own.source, ...ALONE, priceOf: ofContacts, warnings };
  }
  if (dataset.customers.numbers.has('service_to_date')) return { ...notCarried(dataset), priceOf: ofContacts };
  const scale = ledgerScale(input, books!, spent, ofContacts);
  if (scale === null) return { ...spreadEvenly(input, books!, spent), scale: 1, priceOf: ofContacts };
  const priceOf = (row: number): ContactPrice => {
    const { minor, grade } = ofContacts(row);
    return { minor: minor * scale, grade: grade === 'assumed' ? 'blended' : 'modelled' };
  };
  const shared = fromContacts(input, undefined, priceOf);
  return { ...shared, ...ALONE, source: 'ledger', scale, priceOf, warnings: [] };
}

const ALONE = { scale: 1, monthsOf: null } as const;

/** Which contacts fall into the months of the ledger only the contacts say. */
function notCarried({ customerIds }: Dataset): Omit<ServiceCost, 'priceOf'> {
  const values = new Float64Array(customerIds.length).fill(Number.NaN);
  const toDate: Figure = { values, grade: 'observed', reason: 'not_in_features' };
  return { toDate, source: null, ...ALONE, contactsAtDefault: 0, warnings: [] };
}

const LEDGER_SERVICE_UNUSED: Warning = {
  code: 'ledger_service_unused',
  message:
    'customers state their own cost to serve, so the ledger’s service costs are not used: one of the two, never a sum',
  count: 1,
};

/** `hasLog`: whether the data hold contacts at all, where these customers may have none. */
export function fromContacts(
  input: ContactLogOfCustomers,
  stated: Float64Array | undefined,
  priceOf: (row: number) => ContactPrice,
): Pick<ServiceCost, 'toDate' | 'source' | 'contactsAtDefault'> {
  const { dataset, hasLog = hasContacts(dataset) } = input;
  const toDate = new FigureBuilder(dataset.customerIds.length);
  const carried = dataset.customers.numbers.get('service_to_date');
  const atDefault = carriedCounts(dataset, 'contacts_at_default_price');
  let contactsAtDefault = 0;
  for (let i = 0; i < dataset.customerIds.length; i++) {
    const total = stated?.[i] ?? Number.NaN;
    const counted = carried?.[i] ?? Number.NaN;
    if (!Number.isNaN(total)) toDate.set(i, total, 'observed');
    else if (!Number.isNaN(counted)) {
      toDate.set(i, counted, atDefault![i]! > 0 ? 'assumed' : 'observed');
      contactsAtDefault += atDefault![i]!;
    } else if (!hasLog) toDate.leave(i, 'no_contact_log');
    else {
      const sum = new CompensatedSum();
      let grade: Grade = 'observed';
      visitContacts(input, i, (row) => {
        const price = priceOf(row);
        sum.add(price.minor);
        grade = weaker(grade, price.grade);
        if (price.grade === 'assumed' || price.grade === 'blended') contactsAtDefault++;
      });
      toDate.set(i, sum.value, grade);
    }
  }
  return { toDate, source: hasLog || carried !== undefined ? 'contacts' : null, contactsAtDefault };
}

export function hasContacts({ interactions }: Dataset): boolean {
  return interactions.kind.includes(KIND.support);
}

/** Cost to serve goes on at the pace so far; less than a month of tenure counts as one. */
export function servicePerMonth(toDate: number, tenureMonths: number): number {
  return toDate / Math.max(tenureMonths, 1);
}

/** Times what contacts would cost by themselves that the ledger says; null where no contact of its months has a cost. */
function ledgerScale(
  input: ServiceCostInput,
  books: Books,
  spent: Float64Array,
  priceOf: (row: number) => ContactPrice,
): number | null {
  const { dataset } = input;
  const sum = new CompensatedSum();
  const told = books.tells('service');
  for (let i = 0; i < dataset.customerIds.length; i++) {
    visitContacts(input, i, (row) => {
      const month = calendarMonth(dayOf(dataset.interactions.timeMs[row]!));
      if (told[month - books.firstMonth] === 1) sum.add(priceOf(row).minor);
    });
  }
  return sum.value > 0 ? sumPresent(spent) / sum.value : null;
}

/** Without contacts to go by, every customer present in a month bears the same. */
function spreadEvenly(
  { lifecycle }: ServiceCostInput,
  books: Books,
  spent: Float64Array,
): Omit<ServiceCost, 'priceOf' | 'scale'> {
  const shares = new EvenShares(presenceIn(books, lifecycle), spent);
  const toDate = new FigureBuilder(lifecycle.status.length);
  const isCovered = (row: number) => calendarMonth(lifecycle.startDay[row]!) >= books.firstMonth;
  for (let i = 0; i < lifecycle.status.length; i++) {
    if (isCovered(i)) toDate.set(i, shares.since(0, i), 'modelled');
    else toDate.leave(i, 'outside_ledger');
  }
  const monthsOf = (row: number) => (isCovered(row) ? shares.monthsOf(row) : null);
  return { toDate, source: 'ledger', monthsOf, contactsAtDefault: 0, warnings: [] };
}

/** The rows of a customer's contacts up to the as-of day. */
function visitContacts(
  { dataset, grouping, lifecycle }: ContactLogOfCustomers,
  customer: number,
  visit: (row: number) => void,
): void {
  const { kind, timeMs } = dataset.interactions;
  const end = grouping.end[customer]!;
  for (let row = grouping.start[customer]!; row < end; row++) {
    if (kind[row] === KIND.support && !(lifecycle.asOfDay !== null && dayOf(timeMs[row]!) > lifecycle.asOfDay))
      visit(row);
  }
}
