import type { ColumnBuilder } from '../domain/columns.ts';
import type { CustomerNumber, CustomerText } from '../domain/customers.ts';
import { CUSTOMER_FIELDS, type CustomerField } from '../domain/fields.ts';
import { compareCodeUnits } from '../foundation/text.ts';
import { CellReaders, isRecurring } from './cellReaders.ts';
import { countOrFlag, EXPECTED, monthsIn } from './cells.ts';
import { type Claim, EVENT_RANK, type FieldClaims } from './claims.ts';
import { isTime } from './content.ts';
import type { DatasetContext } from './context.ts';
import { CurrencyCells } from './currencyCells.ts';
import type { ExchangedRow } from './exchange.ts';
import type { ColumnFormats } from './formats.ts';
import { timeUnitOf } from './headers.ts';
import type { Ledger } from './ledger.ts';
import type { ColumnMatch } from './match.ts';
import type { CovariateColumn, TablePlan } from './plan.ts';
import { isBlank, isNothing, trimmed } from './text.ts';

/** One customer column: reads a cell to a number or a dictionary code, and keeps the one that counts most. */
interface CustomerColumn {
  readonly match: Pick<ColumnMatch, 'index' | 'header'>;
  /** What a cell should have been, for one that cannot be read. */
  readonly expected: string;
  readonly read: (text: string) => number;
  readonly values: Pick<ColumnBuilder<Float64Array>, 'get' | 'set'>;
  readonly isMissing: (value: number) => boolean;
  /** Whether of two values the first comes last in an order that no file or row can change. */
  readonly isAfter: (a: number, b: number) => boolean;
  readonly claims: FieldClaims;
  /** Customers of whom different things were said before this table. */
  readonly differedBefore: number;
  /** Only shown, so that two values need no decision. */
  readonly descriptive: boolean;
  readonly flagsLeaving: boolean;
  readonly blanksMatter: boolean;
  /** Events keep their own value as well, so that a later one is a change and contradicts nothing. */
  readonly changes: boolean;
  blanks: number;
}

/** Writes the customer columns of a table, whether it has a row a customer or repeats them on each event. */
export class CustomerColumns {
  readonly #columns: readonly CustomerColumn[];
  readonly #ledger: Ledger;
  readonly #currency: CurrencyCells | null;
  readonly #context: DatasetContext;
  readonly #exchanged: ExchangedRow | null;
  readonly #ofEvents: boolean;
  /** The column that says when a row was written. */
  readonly #updated: { readonly index: number; readonly read: (text: string) => number } | null;
  readonly #claim = { rank: EVENT_RANK, timeMs: Number.NEGATIVE_INFINITY };

  constructor(plan: TablePlan, formats: ColumnFormats, context: DatasetContext, ledger: Ledger) {
    this.#context = context;
    this.#ledger = ledger;
    const currency = plan.customers.get('currency');
    this.#currency = currency === undefined ? null : new CurrencyCells(currency, context.currency, ledger);
    const ofRow = currency ?? plan.interactions.get('currency');
    this.#exchanged = context.exchangedRow(ledger.file, ofRow?.index ?? -1);
    const readers = new CellReaders(formats, this.#exchanged);
    const updated = plan.customers.get('updated_at');
    this.#updated = updated === undefined ? null : { index: updated.index, read: readers.of('time', updated) };
    this.#ofEvents = plan.kind !== 'customers';
    this.#columns = [
      ...keptColumns(plan).map((match) => compile(match, readers, context)),
      ...plan.covariates.map((covariate) => compileCovariate(covariate, formats, context)),
    ];
  }

  /** Takes over what a row says of its customer, as of the time of the event that says it (Infinity: a customers file). */
  write(customer: number, cells: readonly string[], line: number, asOfMs: number): void {
    this.#context.dataset.customers.list(customer);
    this.#exchanged?.start(cells, line, asOfMs);
    const claim = this.#ofEvents ? this.#eventClaim(asOfMs) : this.#rowClaim(customer, cells, line);
    this.#currency?.see(cells, line);
    for (let i = 0; i < this.#columns.length; i++) {
      const column = this.#columns[i]!;
      const text = cells[column.match.index]!;
      if (isBlank(text)) {
        column.blanks++;
        continue;
      }
      const value = column.read(text);
      if (Number.isNaN(value)) {
        if (isNothing(text)) column.blanks++;
        else this.#reject(column, line, text);
      } else this.#settle(column, customer, value, claim);
    }
  }

  /** Notes a row whose line is not known; false for a customer who has another row in this file. */
  list(customer: number): boolean {
    if (this.#ledger.customers.has(customer)) return false;
    this.#ledger.customers.add(customer, 1);
    return true;
  }

  /** Takes over one value that was read already, as of a time; NaN for a blank cell. `place` counts the columns kept. */
  keep(place: number, customer: number, value: number, asOfMs: number): void {
    const column = this.#columns[place]!;
    if (Number.isNaN(value)) column.blanks++;
    else this.#settle(column, customer, value, this.#ofEvents ? this.#eventClaim(asOfMs) : this.#undated());
  }

  /** What is only known once all rows were read: how many cells were blank, how many contradicted each other. */
  finish(rows: number): void {
    for (const { match, blanks, claims, differedBefore, blanksMatter } of this.#columns) {
      if (blanksMatter && blanks > 0 && blanks < rows) this.#sayBlank(match.header, blanks, rows);
      if (claims.differing > differedBefore) this.#sayDifferent(match.header, claims.differing - differedBefore);
    }
    const { repeats } = this.#ledger.customers;
    if (this.#ofEvents || repeats === 0) return;
    const message = `${repeats} ${repeats === 1 ? 'row names a customer' : 'rows name customers'} that an earlier row names, too; they were merged.`;
    this.#ledger.say('note', 'customer_merged', message);
  }

  #eventClaim(timeMs: number): Claim {
    this.#claim.timeMs = timeMs;
    return this.#claim;
  }

  #undated(): Claim {
    this.#claim.rank = this.#ledger.rank;
    return this.#claim;
  }

  #rowClaim(customer: number, cells: readonly string[], line: number): Claim {
    this.#ledger.customers.add(customer, line);
    this.#claim.rank = this.#ledger.rank;
    const updated = this.#updated === null ? Number.NaN : this.#updated.read(cells[this.#updated.index]!);
    this.#claim.timeMs = Number.isNaN(updated) ? Number.NEGATIVE_INFINITY : updated;
    return this.#claim;
  }

  /** Of two values the one whose claim counts more stays, whichever came first. */
  #settle(column: CustomerColumn, customer: number, value: number, claim: Claim): void {
    const { values, claims } = column;
    const held = values.get(customer);
    const differs = held !== value && !column.isMissing(held);
    const order = claims.compare(customer, claim);
    const isChange = column.changes && claims.isOfEvents(customer, claim);
    if (differs && !isChange) claims.noteDifference(customer);
    if (order > 0) {
      claims.hold(customer, claim);
      if (claims.contradicted.size > 0) claims.contradicted.delete(customer);
      values.set(customer, value);
    } else if (order === 0 && differs) {
      if (!this.#ofEvents && !column.descriptive) {
        claims.contradicted.set(customer, { ledger: this.#ledger, header: column.match.header });
      }
      if (column.isAfter(value, held)) values.set(customer, value);
    }
  }

  #sayDifferent(header: string, customers: number): void {
    const within = this.#updated === null ? 'the last by alphabet' : 'the row updated last';
    const rule = this.#ofEvents ? 'the latest counts' : `the file named first counts, and within it ${within}`;
    const message = `"${header}" says different things of ${customers} ${customers === 1 ? 'customer' : 'customers'}; ${rule}.`;
    this.#ledger.say('warning', 'customer_conflict', message);
    this.#context.warn('customer_conflict', message, customers);
  }

  #sayBlank(header: string, blanks: number, rows: number): void {
    const message = `"${header}" is blank in ${blanks} of ${rows} rows, which count as missing, not as 0.`;
    this.#ledger.say('note', 'cell_blank', message);
    this.#context.warn('cell_blank', message, blanks);
  }

  #reject({ match: { index, header }, expected, flagsLeaving }: CustomerColumn, line: number, value: string): void {
    const message = `"${header}" should be ${expected}.`;
    const hint =
      flagsLeaving && isTime(value)
        ? `If the column holds the days on which customers left, say so: --map 'churned_at=${header}'.`
        : undefined;
    this.#ledger.rejectCell('cell_unreadable', { line, index, header, value }, message, hint);
  }
}

/** The columns of customers that are kept; the others say how these are meant. */
export function keptColumns({ customers }: Pick<TablePlan, 'customers'>): ColumnMatch<CustomerField>[] {
  return [...customers.values()].filter(({ field }) => field !== 'currency' && field !== 'updated_at');
}

const RECURRING_EXPECTED = 'an amount of 0 or more such as 1234.50';

/** Fields that are only shown and enter no figure. */
const DESCRIPTIVE: ReadonlySet<CustomerField> = new Set<CustomerField>(['name', 'email', 'account_name', 'tags']);

function compile(match: ColumnMatch<CustomerField>, readers: CellReaders, context: DatasetContext): CustomerColumn {
  const { field } = match;
  const type = CUSTOMER_FIELDS[field];
  const { customers } = context.dataset;
  const claims = context.claims(field);
  const shared = {
    match,
    expected: isRecurring(match) ? RECURRING_EXPECTED : EXPECTED[type],
    claims,
    differedBefore: claims.differing,
    descriptive: DESCRIPTIVE.has(field),
    flagsLeaving: field === 'churned',
    changes: isRecurring(match),
    blanks: 0,
  };
  if (type === 'text' || type === 'id') {
    const { codes, dictionary } = customers.text(field as CustomerText);
    // Addresses that differ in case only are one.
    const written = field === 'email' ? (text: string) => trimmed(text).toLowerCase() : trimmed;
    const read = (text: string) => dictionary.intern(written(text));
    const isAfter = (a: number, b: number) => compareCodeUnits(dictionary.text(a), dictionary.text(b)) > 0;
    return { ...shared, read, values: codes, isMissing: (value) => value < 0, isAfter, blanksMatter: false };
  }
  const counts = readers.of(type, match);
  const read = field === 'transfers' ? countOrFlag(counts) : counts;
  const unit = field === 'tenure_months' ? timeUnitOf(match.folded) : null;
  if (field === 'tenure_months') context.tenureUnitStated &&= unit !== null;
  const scale = unit === null ? 1 : monthsIn(unit);
  return {
    ...shared,
    read: scale === 1 ? read : (text) => read(text) * scale,
    values: customers.number(field as CustomerNumber),
    isMissing: Number.isNaN,
    isAfter: (a, b) => a > b,
    blanksMatter: type === 'money' || type === 'flag' || field === 'tenure_months',
  };
}

/** A column kept as it is: numbers in one way of writing, so that a decimal comma is one too. */
function compileCovariate(match: CovariateColumn, formats: ColumnFormats, context: DatasetContext): CustomerColumn {
  const { codes, dictionary } = context.dataset.customers.covariate(match.name);
  const format = formats.of(match.index);
  const claims = context.claims(`covariate ${match.name}`);
  return {
    ...{ match, expected: EXPECTED.text, claims, differedBefore: claims.differing, values: codes },
    ...{ descriptive: false, flagsLeaving: false, changes: false, blanks: 0, blanksMatter: false },
    read: (text) => {
      const value = format.number(text);
      return dictionary.intern(Number.isNaN(value) ? trimmed(text) : String(value));
    },
    isMissing: (value) => value < 0,
    isAfter: (a, b) => compareCodeUnits(dictionary.text(a), dictionary.text(b)) > 0,
  };
}
