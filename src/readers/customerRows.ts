import type { ColumnBuilder } from '../domain/columns.ts';
import type { CustomerNumber, CustomerText } from '../domain/customers.ts';
import { CUSTOMER_FIELDS, type CustomerField } from '../domain/fields.ts';
import { compareCodeUnits } from '../foundation/text.ts';
import { EXPECTED, monthsIn, readerOf } from './cells.ts';
import type { DatasetContext, FieldHistory } from './context.ts';
import type { ColumnFormats } from './formats.ts';
import { timeUnitOf } from './headers.ts';
import type { Ledger } from './ledger.ts';
import type { ColumnMatch } from './match.ts';
import type { CovariateColumn, TablePlan } from './plan.ts';
import { isBlank, trimmed } from './text.ts';

/** One customer column: reads a cell to a number or a dictionary code and keeps the latest of contradicting ones. */
interface CustomerColumn {
  readonly match: Pick<ColumnMatch, 'index' | 'header'>;
  /** What a cell should have been, for one that cannot be read. */
  readonly expected: string;
  readonly read: (text: string) => number;
  readonly values: Pick<ColumnBuilder<Float64Array>, 'get' | 'set'>;
  readonly isMissing: (value: number) => boolean;
  /** Whether of two values the first comes last in an order that no file or row can change. */
  readonly isAfter: (a: number, b: number) => boolean;
  readonly history: FieldHistory;
  readonly blanksMatter: boolean;
  /** Events keep their own value as well, so that a later one is a change and contradicts nothing. */
  readonly changes: boolean;
  blanks: number;
  conflicts: number;
}

/** Writes the customer columns of a table, whether it has a row a customer or repeats them on each event. */
export class CustomerColumns {
  readonly #columns: readonly CustomerColumn[];
  readonly #ledger: Ledger;
  readonly #currencyIndex: number;
  readonly #context: DatasetContext;

  constructor(
    { customers: matches, covariates }: Pick<TablePlan, 'customers' | 'covariates'>,
    formats: ColumnFormats,
    context: DatasetContext,
    ledger: Ledger,
  ) {
    this.#context = context;
    this.#ledger = ledger;
    this.#currencyIndex = matches.get('currency')?.index ?? -1;
    this.#columns = [
      ...[...matches.values()]
        .filter(({ field }) => field !== 'currency')
        .map((match) => compile(match, formats, context)),
      ...covariates.map((covariate) => compileCovariate(covariate, formats, context)),
    ];
  }

  /** Takes over what a row says of its customer, as of a time (Infinity: a customers file). */
  write(customer: number, cells: readonly string[], line: number, asOfMs: number): void {
    this.#context.dataset.customers.list(customer);
    if (this.#currencyIndex >= 0) this.#seeCurrency(cells, line);
    for (let i = 0; i < this.#columns.length; i++) {
      const column = this.#columns[i]!;
      const text = cells[column.match.index]!;
      if (isBlank(text)) {
        column.blanks++;
        continue;
      }
      const value = column.read(text);
      if (Number.isNaN(value)) this.#reject(column, line, text);
      else keepLatest(column, customer, value, asOfMs);
    }
  }

  /** Takes over one value that was read already, as of a time; NaN for a blank cell. `place` counts the columns kept. */
  keep(place: number, customer: number, value: number, asOfMs: number): void {
    const column = this.#columns[place]!;
    if (Number.isNaN(value)) column.blanks++;
    else keepLatest(column, customer, value, asOfMs);
  }

  /** What is only known once all rows were read: how many cells were blank, how many contradicted each other. */
  finish(rows: number): void {
    for (const { match, blanks, conflicts, blanksMatter } of this.#columns) {
      if (blanksMatter && blanks > 0 && blanks < rows) this.#sayBlank(match.header, blanks, rows);
      if (conflicts > 0) {
        const message = `"${match.header}" differs between rows of one customer (${conflicts} ${conflicts === 1 ? 'row' : 'rows'}); the latest was kept.`;
        this.#ledger.say('warning', 'customer_conflict', message);
        this.#context.warn('customer_conflict', message, conflicts);
      }
    }
  }

  #sayBlank(header: string, blanks: number, rows: number): void {
    const message = `"${header}" is blank in ${blanks} of ${rows} rows, which count as missing, not as 0.`;
    this.#ledger.say('note', 'cell_blank', message);
    this.#context.warn('cell_blank', message, blanks);
  }

  #reject({ match: { index, header }, expected }: CustomerColumn, line: number, value: string): void {
    const message = `"${header}" should be ${expected}.`;
    this.#ledger.rejectCell('cell_unreadable', { line, index, header, value }, message);
  }

  #seeCurrency(cells: readonly string[], line: number): void {
    const text = cells[this.#currencyIndex]!;
    if (isBlank(text)) return;
    this.#context.currency.see(text, () => ({ file: this.#ledger.file, line, column: this.#currencyIndex + 1 }));
  }
}

/** Of two values of one time the greater stays, so that the order of rows does not matter. */
function keepLatest(column: CustomerColumn, customer: number, value: number, asOfMs: number): void {
  const { values, history } = column;
  const held = values.get(customer);
  const isChange = column.changes && asOfMs !== Number.POSITIVE_INFINITY;
  if (!column.isMissing(held) && held !== value && !isChange) column.conflicts++;
  if (asOfMs === Number.POSITIVE_INFINITY) history.settled.set(customer, 1);
  else {
    const heldAt = history.knownAt.get(customer);
    if (history.settled.get(customer) === 1 || asOfMs < heldAt || (asOfMs === heldAt && column.isAfter(held, value)))
      return;
    history.knownAt.set(customer, asOfMs);
  }
  values.set(customer, value);
}

function compile(match: ColumnMatch<CustomerField>, formats: ColumnFormats, context: DatasetContext): CustomerColumn {
  const { field } = match;
  const type = CUSTOMER_FIELDS[field];
  const { customers } = context.dataset;
  const changes = field === 'mrr' || field === 'arr';
  const shared = { match, expected: EXPECTED[type], history: context.history(field), changes, blanks: 0, conflicts: 0 };
  if (type === 'text' || type === 'id') {
    const { codes, dictionary } = customers.text(field as CustomerText);
    const read = (text: string) => dictionary.intern(trimmed(text));
    const isAfter = (a: number, b: number) => compareCodeUnits(dictionary.text(a), dictionary.text(b)) > 0;
    return { ...shared, read, values: codes, isMissing: (value) => value < 0, isAfter, blanksMatter: false };
  }
  const read = readerOf(type, formats.of(match.index));
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
  return {
    ...{ match, expected: EXPECTED.text, history: context.history(`covariate ${match.name}`) },
    ...{ changes: false, blanks: 0, conflicts: 0, blanksMatter: false, values: codes },
    read: (text) => {
      const value = format.number(text);
      return dictionary.intern(Number.isNaN(value) ? trimmed(text) : String(value));
    },
    isMissing: (value) => value < 0,
    isAfter: (a, b) => compareCodeUnits(dictionary.text(a), dictionary.text(b)) > 0,
  };
}
