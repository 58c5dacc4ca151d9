import type { DatasetContext } from './context.ts';
import { CustomerColumns } from './customer-rows.ts';
import { EventRows } from './event-rows.ts';
import type { ColumnFormats } from './formats.ts';
import type { Ledger } from './ledger.ts';
import type { TablePlan } from './plan.ts';
import { isBlank, trimmed } from './text.ts';

/** Takes the records of one table in file order; `line` is the physical line on which the record begins. */
export interface RecordSink {
  record(cells: readonly string[], line: number): void;
}

/** What every table row needs before its kind matters: the right number of cells and a customer. */
export class TableReader implements RecordSink {
  readonly #plan: TablePlan;
  readonly #ledger: Ledger;
  readonly #context: DatasetContext;
  readonly #width: number;
  readonly #keyIndex: number;
  readonly #foldKey: boolean;
  readonly #customers: CustomerColumns | null;
  readonly #events: EventRows | null;
  #rows = 0;

  constructor(plan: TablePlan, formats: ColumnFormats, context: DatasetContext, ledger: Ledger) {
    this.#plan = plan;
    this.#ledger = ledger;
    this.#context = context;
    this.#width = plan.headers.length;
    this.#keyIndex = plan.key.how === 'row' ? -1 : plan.key.match.index;
    this.#foldKey = plan.key.how === 'email';
    const customers =
      plan.kind === 'interactions' ? null : new CustomerColumns(plan.customers, formats, context, ledger);
    this.#customers = plan.kind === 'customers' ? customers : null;
    this.#events = plan.kind === 'customers' ? null : new EventRows(plan, formats, context, { ledger, customers });
  }

  record(cells: readonly string[], line: number): void {
    if (cells.length !== this.#width && !this.#onlyBlanksBeyond(cells)) {
      this.#ragged(cells, line);
      return;
    }
    let key: string;
    if (this.#keyIndex < 0) {
      if (cells.every(isBlank)) return;
      key = String(this.#ledger.rowsRead + 1);
    } else {
      key = cells[this.#keyIndex]!;
      if (isBlank(key)) {
        this.#withoutCustomer(cells, line);
        return;
      }
      key = this.#foldKey ? key.trim().toLowerCase() : trimmed(key);
    }
    this.#rows++;
    if (this.#events !== null) this.#events.write(key, cells, line);
    else {
      const customer = this.#context.dataset.ids.intern(key);
      this.#customers!.write(customer, cells, line, Number.POSITIVE_INFINITY);
      this.#ledger.rowsUsed++;
    }
  }

  finish(): void {
    this.#customers?.finish(this.#rows);
    this.#events?.finish(this.#rows);
  }

  #onlyBlanksBeyond(cells: readonly string[]): boolean {
    if (cells.length < this.#width) return false;
    for (let i = this.#width; i < cells.length; i++) if (!isBlank(cells[i]!)) return false;
    return true;
  }

  #ragged(cells: readonly string[], line: number): void {
    if (cells.every(isBlank)) return;
    const message = `The row has ${cells.length} cells where the header has ${this.#width}.`;
    const hint = 'A cell that holds the delimiter or a line break must stand in double quotes.';
    this.#ledger.skipRow('row_ragged', line, message, hint);
  }

  /** A row of blanks is not a row; spreadsheets leave them behind. */
  #withoutCustomer(cells: readonly string[], line: number): void {
    if (cells.every(isBlank)) return;
    const { key } = this.#plan;
    if (key.how === 'row') return;
    const { index, header } = key.match;
    const place = { line, index, header, value: cells[index]! };
    this.#ledger.skipForCell('row_customer', place, `"${header}" is blank, so the row belongs to no customer.`);
  }
}
