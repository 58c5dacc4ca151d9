import type { Dataset } from '../../domain/dataset.ts';
import type { CostSource } from '../../domain/economics.ts';
import { type Lifecycle, STATUS } from '../../domain/features.ts';
import { type Amount, type Figure, FigureBuilder, gradeAt } from '../../domain/figures.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { Warning } from '../../domain/results.ts';
import { calendarMonth } from '../../foundation/months.ts';
import { CompensatedSum, sumPresent } from '../../foundation/sums.ts';
import { known, total } from '../amounts.ts';
import { AcquisitionShares, type Charge } from './acquisitionShares.ts';
import { type Books, monthsUntold } from './books.ts';
import { acquisitionCost } from './spending.ts';

export interface AcquisitionInput {
  readonly dataset: Dataset;
  readonly lifecycle: Lifecycle;
  readonly options: ScoreOptions;
  readonly books: Books | null;
}

/** What winning customers cost. Money in minor units. */
export interface Acquisition {
  /** Each customer's own. */
  readonly cost: Figure;
  /** 1 for the customers that CAC is counted over: bought, at a time when the spending is known. */
  readonly counted: Uint8Array;
  /** All that was spent on winning them. */
  readonly spend: Amount;
  /** The part of it that no customer can be charged with: of channels or periods that brought nobody. */
  readonly unattributedMinor: number;
  readonly source: CostSource | null;
  /** By calendar month; null without a ledger. */
  readonly months: AcquisitionMonths | null;
  /** What makes up the cost of a customer whom the ledger is charged with; null without one. */
  readonly chargesOf: ((row: number) => readonly Charge[]) | null;
  readonly warnings: readonly Warning[];
}

interface AcquisitionMonths {
  readonly firstMonth: number;
  readonly spendMinor: Float64Array;
  readonly newCustomers: Int32Array;
  /** 1 for the months whose spending the ledger tells. */
  readonly told: Uint8Array;
}

/**
 * CAC's two sides (METHODS 4): the ledger's money where it has acquisition, over the new customers of its months; else what
 * customers' own records say, else the flat cost. A referred customer was not bought and is in no denominator.
 */
export function acquisitionOf(input: AcquisitionInput): Acquisition {
  const spent = input.books?.byMonth('acquisition') ?? null;
  return spent === null ? fromRecords(input) : fromLedger(input, input.books!, spent);
}

function fromRecords({ dataset, options }: AcquisitionInput): Acquisition {
  const cost = acquisitionCost(dataset, options);
  const counted = cost.values.map((value, i) => (Number.isNaN(value) || (value === 0 && referred(dataset, i)) ? 0 : 1));
  const spend = total(cost, 'no_acquisition_cost');
  const own = dataset.customers.numbers.get('acquisition_cost')?.some((value) => !Number.isNaN(value)) ?? false;
  const source = spend.value === null ? null : own ? 'customers' : 'option';
  const ledger = { unattributedMinor: 0, months: null, chargesOf: null, warnings: [] };
  return { cost, counted: Uint8Array.from(counted), spend, source, ...ledger };
}

function fromLedger(input: AcquisitionInput, books: Books, spent: Float64Array): Acquisition {
  const { dataset, lifecycle, options } = input;
  const monthPlace = lifecycle.startDay.map((day) => calendarMonth(day) - books.firstMonth);
  const isCustomer = customersAmong(lifecycle);
  const told = books.tells('acquisition');
  // Months without a row are unknown, not free: who came in them has no known cost.
  const covered = (i: number) => isCustomer(i) && told[monthPlace[i]!] === 1;
  const untold = monthPlace.reduce((count, place, i) => count + (isCustomer(i) && told[place] === 0 ? 1 : 0), 0);
  const counted = Uint8Array.from(monthPlace, (_, i) => (covered(i) && !referred(dataset, i) ? 1 : 0));
  const channels = dataset.customers.texts.get('acquisition_channel') ?? null;
  const shares = new AcquisitionShares(books, spent, {
    startDay: lifecycle.startDay,
    own: dataset.customers.numbers.get('acquisition_cost'),
    ...{ monthPlace, counted, channels },
  });
  const records = acquisitionCost(dataset, options);
  const cost = new FigureBuilder(counted.length);
  const attributed = new CompensatedSum();
  const newCustomers = new Int32Array(spent.length);
  for (let i = 0; i < counted.length; i++) {
    if (counted[i] === 1) {
      newCustomers[monthPlace[i]!]!++;
      attributed.add(shares.charge(i, cost));
    } else if (covered(i)) cost.set(i, 0, 'assumed');
    else if (Number.isNaN(records.values[i]!)) cost.leave(i, 'outside_ledger');
    else cost.set(i, records.values[i]!, gradeAt(records, i));
  }
  const spendMinor = sumPresent(spent);
  return {
    cost,
    counted,
    spend: known(spendMinor, 'observed'),
    unattributedMinor: spendMinor - attributed.value,
    source: 'ledger',
    months: { firstMonth: books.firstMonth, spendMinor: spent, newCustomers, told },
    chargesOf: (row) => (counted[row] === 1 ? shares.chargesOf(row) : []),
    warnings: [...untoldWarning(books, told, untold), ...shares.warnings(), ...recordsWarning(dataset)],
  };
}

function untoldWarning(books: Books, told: Uint8Array, customers: number): Warning[] {
  if (customers === 0) return [];
  const months = told.reduce((count, one) => count + (one === 0 ? 1 : 0), 0);
  const message = `the ledger has no acquisition row in ${months} of its ${told.length} months (${monthsUntold(books, told)}), so what was spent in them is unknown and the ${customers} customers who came in them are in no cost of winning one; a row of 0 says that a month was free`;
  return [{ code: 'ledger_months_missing', message, count: months }];
}

/** Who registered or wrote and never was a customer was not won; where nobody's status is known, everybody counts. */
function customersAmong({ status }: Lifecycle): (i: number) => boolean {
  const anyKnown = status.some((code) => code !== STATUS.unknown);
  return (i) => !anyKnown || status[i] !== STATUS.unknown;
}

function referred({ customers }: Dataset, i: number): boolean {
  return (customers.texts.get('referred_by')?.codes[i] ?? -1) >= 0;
}

function recordsWarning({ customers }: Dataset): Warning[] {
  const own = customers.numbers.get('acquisition_cost');
  const count = own?.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0) ?? 0;
  if (count === 0) return [];
  const message =
    'acquisition cost is the ledger’s; the acquisition_cost column only says how customers share it, and stands in for those who came outside its months';
  return [{ code: 'acquisition_from_ledger', message, count }];
}
