import type { CustomerField } from '../domain/fields.ts';
import { NO, YES } from '../domain/interactions.ts';
import { CellReaders } from './cellReaders.ts';
import { type Claim, EVENT_RANK } from './claims.ts';
import { isTime } from './content.ts';
import type { DatasetContext } from './context.ts';
import { CurrencyCells } from './currencyCells.ts';
import { type CustomerColumn, compile, compileCovariate } from './customerColumn.ts';
import type { ExchangedRow } from './exchange.ts';
import type { ColumnFormats } from './formats.ts';
import type { Ledger } from './ledger.ts';
import type { ColumnMatch } from './match.ts';
import type { TablePlan } from './plan.ts';
import { isBlank } from './text.ts';

/** Writes the customer columns of a table, whether it has a row a customer or repeats them on each event. */
export class CustomerColumns {
  readonly #columns: readonly CustomerColumn[];
  /** The flags of leaving, which a churn date that is none sets. */
  readonly #left: () => CustomerColumn;
  /** Where rows flag leaving themselves; -1 where they do not. */
  readonly #flagIndex: number;
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
    const left = plan.customers.get('churned');
    const leftOf = () => compile(left ?? { ...plan.customers.get('churned_at')!, field: 'churned' }, readers, context);
    this.#flagIndex = left?.index ?? -1;
    let leftColumn: CustomerColumn | null = null;
    this.#left = () => (leftColumn ??= leftOf());
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
      const value = column.read(text, cells);
      if (Number.isNaN(value)) {
        if (column.isNothing(text)) column.blanks++;
        else this.#reject(column, line, text, column.isUndatedLeaving(text) && this.#leave(customer, cells, claim));
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

  /** Whoever left on a day that cannot be read; false where a flag of the same row says that they did not. */
  #leave(customer: number, cells: readonly string[], claim: Claim): boolean {
    const left = this.#left();
    const flag = this.#flagIndex < 0 ? Number.NaN : left.read(cells[this.#flagIndex]!, cells);
    if (Number.isNaN(flag)) this.#settle(left, customer, YES, claim);
    return flag !== NO;
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

  #reject(column: CustomerColumn, line: number, value: string, left: boolean): void {
    const { expected, flagsLeaving } = column;
    const { index, header } = column.match;
    const message = `"${header}" should be ${expected(value)}${left ? '; counted as left on an unknown day' : ''}.`;
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
