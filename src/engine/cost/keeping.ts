import type { Dataset } from '../../domain/dataset.ts';
import type { CostSource } from '../../domain/economics.ts';
import type { Lifecycle } from '../../domain/features.ts';
import { type Amount, type Figure, FigureBuilder, gradeAt } from '../../domain/figures.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { calendarMonth } from '../../foundation/months.ts';
import { known, total, unknown } from '../amounts.ts';
import type { Books } from './books.ts';
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
    ...{ spendMinor: cost.values, monthsOf: null },
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
  // What fewer months than a year cost is taken to go on.
  const months = Math.min(MONTHS_PER_YEAR, spent.length);
  const toYear = MONTHS_PER_YEAR / months;
  const lastYear = spent.length - months;
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
  };
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
  const months = spent.subarray(Math.max(first, spent.length - MONTHS_PER_YEAR));
  const perMonth = months.reduce((sum, minor) => sum + minor, 0) / months.length;
  return known(perMonth * horizonMonths, months.length === horizonMonths ? 'observed' : 'modelled');
}
