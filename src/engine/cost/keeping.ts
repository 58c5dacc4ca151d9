import type { Dataset } from '../../domain/dataset.ts';
import type { CostSource } from '../../domain/economics.ts';
import type { Lifecycle } from '../../domain/features.ts';
import { type Amount, type Figure, FigureBuilder, gradeAt } from '../../domain/figures.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { Warning } from '../../domain/results.ts';
import { calendarMonth } from '../../foundation/months.ts';
import { sumPresent } from '../../foundation/sums.ts';
import { known, total, unknown } from '../amounts.ts';
import { type Books, monthsUntold } from './books.ts';
import { EvenShares, type MonthShare, presenceIn } from './presence.ts';
import { retentionCost } from './spending.ts';

const MONTHS_PER_YEAR = 12;

export interface KeepingInput {
  readonly dataset: Dataset;
  readonly lifecycle: Lifecycle;
  readonly options: ScoreOptions;
  readonly books: Books | null;
}

/** What keeping customers cost. Money in minor units. */
export interface Keeping {
  /** Each customer's own, to date. */
  readonly cost: Figure;
  /** What retention cost per retained customer is counted from: by a ledger a year's spending, else all to date. */
  readonly perYear: boolean;
  /** Each customer's part of that spending; NaN where unknown. */
  readonly spendMinor: Float64Array;
  readonly spend: Amount;
  /** What the programme costs over the horizon at its pace so far. */
  readonly programme: Amount;
  readonly source: CostSource | null;
  readonly warnings: readonly Warning[];
  /** Of whom the ledger covers: the months that make up their cost, none for one who was there in none; else null. */
  readonly monthsOf: ((row: number) => readonly MonthShare[] | null) | null;
}

/**
 * Spending on keeping customers: the ledger's retention and programme rows, shared out month by month among the customers
 * present; else the customers' own records, else the flat cost.
 */
export function keepingOf(input: KeepingInput): Keeping {
  const { books } = input;
  const spent = books === null ? null : bothOf(books);
  return spent === null ? fromRecords(input) : fromLedger(input, books!, spent);
}

function fromRecords({ dataset, options, books }: KeepingInput): Keeping {
  const cost = retentionCost(dataset, options);
  const spend = total(cost, 'no_retention_cost');
  const own = dataset.customers.numbers.get('retention_cost')?.some((value) => !Number.isNaN(value)) ?? false;
  const source = spend.value === null ? null : own ? 'customers' : 'option';
  return {
    ...{ cost, spend, source, perYear: false },
    ...{ spendMinor: cost.values, monthsOf: null, warnings: [] },
    programme: programmeOver(books, options),
  };
}

function fromLedger(input: KeepingInput, books: Books, spent: Float64Array): Keeping {
  const { lifecycle, dataset, options } = input;
  const shares = new EvenShares(presenceIn(books, lifecycle), spent);
  const records = retentionCost(dataset, options);
  const start = lifecycle.startDay.map(calendarMonth);
  const isCovered = (i: number) => start[i]! >= books.firstMonth && start[i]! <= books.lastMonth;
  const cost = new FigureBuilder(lifecycle.status.length);
  const lastYear = Math.max(0, spent.length - MONTHS_PER_YEAR);
  // What fewer months than a year cost is taken to go on; months without a row are unknown, not free.
  const allTold = toldMonths(books);
  const told = allTold.subarray(lastYear);
  const months = sumPresent(told);
  const toYear = months === 0 ? 0 : MONTHS_PER_YEAR / months;
  const spendMinor = new Float64Array(cost.values.length);
  for (let i = 0; i < spendMinor.length; i++) {
    if (isCovered(i)) cost.set(i, shares.since(0, i), 'modelled');
    else if (Number.isNaN(records.values[i]!)) cost.leave(i, 'outside_ledger');
    else cost.set(i, records.values[i]!, gradeAt(records, i));
    spendMinor[i] = shares.since(lastYear, i) * toYear;
  }
  const yearMinor = spent.subarray(lastYear).reduce((sum, minor) => sum + minor, 0) * toYear;
  return {
    ...{ cost, spendMinor, perYear: true, source: 'ledger' },
    monthsOf: (row) => (isCovered(row) ? shares.monthsOf(row) : null),
    spend: known(yearMinor, months === MONTHS_PER_YEAR ? 'observed' : 'modelled'),
    programme: programmeOver(books, options),
    warnings: untoldWarning(books, allTold),
  };
}

function untoldWarning(books: Books, told: Uint8Array): Warning[] {
  const months = told.length - sumPresent(told);
  if (months === 0) return [];
  const message = `the ledger has no retention or programme row in ${months} of its ${told.length} months (${monthsUntold(books, told)}), so what keeping cost in them is unknown: a year's is counted from the months that have one, and what customers have cost so far is too low; a row of 0 says that a month was free`;
  return [{ code: 'ledger_months_missing', message, count: months }];
}

/** 1 for the months of which the ledger tells what keeping cost. */
function toldMonths(books: Books): Uint8Array {
  const told = (category: 'retention' | 'programme') =>
    books.byMonth(category) === null ? null : books.tells(category);
  const [retention, programme] = [told('retention'), told('programme')];
  if (retention === null || programme === null) return (retention ?? programme)!;
  return retention.map((one, place) => one | programme[place]!);
}

/** Retention and programme together, by month; null where the ledger has neither. */
function bothOf(books: Books): Float64Array | null {
  const [retention, programme] = [books.byMonth('retention'), books.byMonth('programme')];
  if (retention === null || programme === null) return retention ?? programme;
  return retention.map((minor, place) => minor + programme[place]!);
}

/** The mean month since the programme's first cost, times the months of the horizon; the last year's at most. */
function programmeOver(books: Books | null, { horizonMonths }: ScoreOptions): Amount {
  const spent = books?.byMonth('programme') ?? null;
  if (spent === null) return unknown('no_programme_ledger');
  const first = spent.findIndex((minor) => minor !== 0);
  if (first < 0) return known(0, 'observed');
  const from = Math.max(first, spent.length - MONTHS_PER_YEAR);
  const months = sumPresent(books!.tells('programme').subarray(from));
  if (months === 0) return unknown('no_programme_ledger');
  const perMonth = sumPresent(spent.subarray(from)) / months;
  return known(perMonth * horizonMonths, months === horizonMonths ? 'observed' : 'modelled');
}
