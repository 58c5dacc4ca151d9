import { YES } from '../domain/interactions.ts';
import type { DatasetContext } from './context.ts';
import { CustomerColumns } from './customerRows.ts';
import { EventRows } from './eventRows.ts';
import type { ColumnFormats } from './formats.ts';
import { foldHeader, keyOf } from './headers.ts';
import { type CustomerNames, foldName, type OtherKey } from './join.ts';
import type { Ledger } from './ledger.ts';
import type { TablePlan } from './plan.ts';
import { isBlank, trimmed } from './text.ts';
import { flagOf } from './words.ts';

/** Takes the records of one table in file order; `line` is the physical line on which the record begins. */
export interface RecordSink {
  record(cells: readonly string[], line: number): void;
}

/** What every table row needs before its kind matters: the right number of cells and a customer. */
export class TableReader implements RecordSink {
  readonly #plan: TablePlan;
  readonly #ledger: Ledger;
  readonly #context: DatasetContext;
  readonly #formats: ColumnFormats;
  readonly #width: number;
  readonly #keyIndex: number;
  readonly #otherKey: OtherKey | null;
  readonly #names: CustomerNames | null;
  readonly #deletedIndex: number;
  readonly #customers: CustomerColumns | null;
  readonly #events: EventRows | null;
  /** Short lines that are remarks below the table if no row follows. */
  #remarks: { readonly cells: readonly string[]; readonly line: number }[] = [];
  #rows = 0;

  constructor(plan: TablePlan, formats: ColumnFormats, context: DatasetContext, ledger: Ledger) {
    this.#plan = plan;
    this.#ledger = ledger;
    this.#context = context;
    this.#formats = formats;
    this.#width = plan.headers.length;
    this.#keyIndex = plan.key.how === 'row' ? -1 : plan.key.match.index;
    this.#otherKey = plan.key.how === 'email' || plan.key.how === 'account name' ? plan.key.how : null;
    this.#names = this.#otherKey === null ? null : context.namesBy(this.#otherKey);
    this.#deletedIndex = deletedColumn(plan);
    const customers = plan.kind === 'interactions' ? null : new CustomerColumns(plan, formats, context, ledger);
    this.#customers = plan.kind === 'customers' ? customers : null;
    this.#events = plan.kind === 'customers' ? null : new EventRows(plan, formats, context, { ledger, customers });
  }

  record(cells: readonly string[], line: number): void {
    if (cells.length !== this.#width && !this.#onlyBlanksBeyond(cells)) {
      this.#hold(cells, line);
      return;
    }
    if (this.#remarks.length > 0) this.#takeRemarksForRows();
    const key = this.#keyIndex < 0 ? String(this.#ledger.rowsRead + 1) : cells[this.#keyIndex]!;
    if (this.#keyIndex < 0 ? cells.every(isBlank) : isBlank(key)) {
      this.#withoutCustomer(cells, line);
      return;
    }
    if (this.#deletedIndex >= 0 && flagOf(cells[this.#deletedIndex]!) === YES) {
      this.#passOver('row_deleted', this.#deletedIndex, cells, line);
      return;
    }
    if (this.#events === null && isTotal(key) && this.#plan.key.how !== 'row') {
      this.#passOver('row_total', this.#keyIndex, cells, line);
      return;
    }
    this.#rows++;
    const id = this.#otherKey === null ? trimmed(key) : this.#idOf(key);
    const { trace } = this.#context;
    if (trace?.customerId !== id) this.#write(id, cells, line);
    else trace.note(this.#plan, this.#ledger, { cells, line }, () => this.#write(id, cells, line));
  }

  finish(): void {
    for (const { line } of this.#remarks) {
      this.#ledger.say('note', 'row_total', `Line ${line} stands below the table and was not read.`);
    }
    this.#customers?.finish(this.#rows);
    this.#events?.finish(this.#rows);
    this.#context.currency.seeSigns(this.#formats.currencies, this.#ledger.file);
    this.#sayWeakKey();
  }

  #write(id: string, cells: readonly string[], line: number): void {
    if (this.#events !== null) {
      this.#events.write(id, cells, line);
      return;
    }
    const customer = this.#context.dataset.ids.intern(id);
    this.#customers!.write(customer, cells, line, Number.POSITIVE_INFINITY);
    this.#ledger.rowsUsed++;
  }

  /** The id of the customer who has that e-mail address or account name; without one the name is the id. */
  #idOf(name: string): string {
    const folded = foldName(name, this.#otherKey!);
    const { ids } = this.#context.dataset;
    const customer = this.#names!.find(folded);
    return customer < 0 ? folded : ids.text(customer);
  }

  #onlyBlanksBeyond(cells: readonly string[]): boolean {
    if (cells.length < this.#width) return false;
    for (let i = this.#width; i < cells.length; i++) if (!isBlank(cells[i]!)) return false;
    return true;
  }

  /** A row of another width: a remark below the table when it is one cell and nothing follows, else ragged. */
  #hold(cells: readonly string[], line: number): void {
    const filled = cells.filter((cell) => !isBlank(cell)).length;
    if (filled === 0) return;
    if (filled === 1 && cells.length < this.#width && this.#remarks.length < REMARK_LINES) {
      this.#remarks.push({ cells, line });
      return;
    }
    this.#takeRemarksForRows();
    this.#ragged(cells, line);
  }

  #takeRemarksForRows(): void {
    const remarks = this.#remarks;
    this.#remarks = [];
    for (const { cells, line } of remarks) this.#ragged(cells, line);
  }

  #ragged(cells: readonly string[], line: number): void {
    const message = `The row has ${cells.length} cells where the header has ${this.#width}.`;
    const hint = 'A cell that holds the delimiter or a line break must stand in double quotes.';
    this.#ledger.skipRow('row_ragged', line, message, hint);
  }

  /** A row of blanks is not a row; spreadsheets leave them behind. */
  #withoutCustomer(cells: readonly string[], line: number): void {
    if (this.#plan.key.how === 'row' || cells.every(isBlank)) return;
    if (this.#events?.continues(cells) === true) {
      this.#ledger.rowsUsed++;
      return;
    }
    if (cells.some(isTotal)) {
      this.#passOver('row_total', this.#keyIndex, cells, line);
      return;
    }
    const { index, header } = this.#plan.key.match;
    const place = { line, index, header, value: cells[index]! };
    this.#ledger.skipForCell('row_customer', place, `"${header}" is blank, so the row belongs to no customer.`);
  }

  #passOver(code: 'row_deleted' | 'row_total', index: number, cells: readonly string[], line: number): void {
    const header = this.#plan.headers[index]!;
    const message = code === 'row_deleted' ? `"${header}" marks the row as deleted.` : 'This is a total, not a row.';
    this.#ledger.passOver(code, { line, index, header, value: cells[index]! }, message);
  }

  #sayWeakKey(): void {
    if (this.#names !== null && this.#names.shared > 0) {
      const message = `${this.#names.shared} customers share their ${this.#otherKey} with another; the first by id was taken.`;
      this.#context.warn('key_shared', message, this.#names.shared);
      this.#ledger.say('warning', 'key_shared', message);
    }
    if (this.#otherKey !== 'account name') return;
    const message = 'Customers are told apart by their name only, which is a weak key.';
    this.#ledger.say('warning', 'key_weak', message, "If a column holds ids, name it: --map 'customer_id=Header'.");
    this.#context.warn('key_weak', `${this.#ledger.file}: ${message}`, 1);
  }
}

/** The column that marks rows as deleted, or -1. */
export function deletedColumn({ headers }: TablePlan): number {
  return headers.findIndex((header) => DELETED.has(foldHeader(header).key));
}

/** Whether a cell says that its row is a total. */
export function isTotal(cell: string): boolean {
  return TOTALS.has(keyOf(cell));
}

const REMARK_LINES = 20;
const DELETED: ReadonlySet<string> = new Set(['deleted', 'isdeleted']);
const TOTALS: ReadonlySet<string> = new Set(
  [
    ...['total', 'totals', 'grand total', 'grand totals', 'sum', 'subtotal', 'summe', 'gesamt', 'gesamtsumme'],
    ...['total general', 'somme', 'totale', 'totaal', 'suma', 'razem'],
  ].map(keyOf),
);
