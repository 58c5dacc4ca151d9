import { YES } from '../domain/interactions.ts';
import type { DatasetContext } from './context.ts';
import { CustomerColumns } from './customerRows.ts';
import { EventRows } from './eventRows.ts';
import type { ColumnFormats } from './formats.ts';
import { isGuest } from './guests.ts';
import { foldHeader } from './headers.ts';
import { type CustomerNames, foldName, type OtherKey } from './join.ts';
import { wordsColumns } from './labelRows.ts';
import type { Ledger } from './ledger.ts';
import { holdsCustomers, keyMatchOf, type TablePlan } from './plan.ts';
import { isTotal, RowShape } from './rowShape.ts';
import { isBlank, isNoId, trimmed } from './text.ts';
import { flagOf } from './words.ts';

/** Takes the records of one table in file order; `line` is the physical line on which the record begins. */
export interface RecordSink {
  record(cells: readonly string[], line: number): void;
}

/** A sink that is told when the table ends. */
export interface TableSink extends RecordSink {
  finish(): void;
}

/** What every table row needs before its kind matters: the right number of cells and a customer. */
export class TableReader implements TableSink {
  readonly #plan: TablePlan;
  readonly #ledger: Ledger;
  readonly #context: DatasetContext;
  readonly #formats: ColumnFormats;
  readonly #shape: RowShape;
  readonly #keyIndex: number;
  readonly #otherKey: OtherKey | null;
  readonly #names: CustomerNames | null;
  readonly #deletedIndex: number;
  readonly #customers: CustomerColumns | null;
  readonly #events: EventRows | null;
  /** Whether all rows so far only worded the columns. */
  #labels = true;
  #rows = 0;
  /** Rows that leave an address and bear the id of all guests. */
  #guests = 0;

  constructor(plan: TablePlan, formats: ColumnFormats, context: DatasetContext, ledger: Ledger) {
    this.#plan = plan;
    this.#ledger = ledger;
    this.#context = context;
    this.#formats = formats;
    this.#shape = new RowShape(plan.headers.length, ledger);
    this.#keyIndex = keyMatchOf(plan)?.index ?? -1;
    this.#otherKey = plan.key.how === 'email' || plan.key.how === 'account name' ? plan.key.how : null;
    this.#names = this.#otherKey === null ? null : context.namesBy(this.#otherKey);
    this.#deletedIndex = deletedColumn(plan);
    const customers = holdsCustomers(plan) ? new CustomerColumns(plan, formats, context, ledger) : null;
    this.#customers = plan.kind === 'customers' ? customers : null;
    this.#events = plan.kind === 'customers' ? null : new EventRows(plan, formats, context, { ledger, customers });
  }

  record(cells: readonly string[], line: number): void {
    if (!this.#shape.fits(cells, line)) return;
    this.#labels &&= wordsColumns(this.#plan, cells);
    if (this.#labels) {
      this.#passOver('row_labels', Math.max(0, this.#keyIndex), cells, line);
      return;
    }
    const key = this.#keyIndex < 0 ? String(this.#ledger.rowsRead + 1) : cells[this.#keyIndex]!;
    if (this.#keyIndex < 0 ? cells.every(isBlank) : this.#namesNobody(key)) {
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
    this.#shape.finish();
    this.#customers?.finish(this.#rows);
    this.#events?.finish(this.#rows);
    this.#context.currency.seeSigns(this.#formats.currencies, this.#ledger.file);
    this.#sayGuests();
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

  #namesNobody(id: string): boolean {
    return isNoId(id) || (this.#plan.guests && isGuest(id));
  }

  /** A row of blanks is not a row; spreadsheets leave them behind. */
  #withoutCustomer(cells: readonly string[], line: number): void {
    const match = keyMatchOf(this.#plan);
    if (match === null || cells.every(isBlank)) return;
    if (this.#events?.continues(cells) === true) {
      this.#ledger.rowsUsed++;
      return;
    }
    if (cells.some(isTotal)) {
      this.#passOver('row_total', this.#keyIndex, cells, line);
      return;
    }
    const { index, header } = match;
    const place = { line, index, header, value: cells[index]! };
    // A guest who leaves an address and has no account.
    const email = this.#plan.customers.get('email');
    if (email === undefined || isNoId(cells[email.index]!)) {
      this.#ledger.skipForCell('row_customer', place, `"${header}" is blank, so the row belongs to no customer.`);
      return;
    }
    const isOfGuest = !isNoId(place.value);
    if (isOfGuest) this.#guests++;
    const how = isOfGuest ? 'is that of all guests' : 'is blank';
    const message = `"${header}", which tells customers apart, ${how}; "${email.header}", which the row has, does not.`;
    const hint = `Write the address into "${header}" too; or, where every row has one, tell customers apart by it: --id '${email.header}'.`;
    this.#ledger.skipForCell('row_customer', place, message, hint);
  }

  #passOver(code: keyof typeof NO_ROW, index: number, cells: readonly string[], line: number): void {
    const header = this.#plan.headers[index]!;
    this.#ledger.passOver(code, { line, index, header, value: cells[index]! }, NO_ROW[code](header));
  }

  #sayGuests(): void {
    if (this.#guests === 0) return;
    const [{ header }, email] = [keyMatchOf(this.#plan)!, this.#plan.customers.get('email')!];
    const rows = `${this.#guests} ${this.#guests === 1 ? 'row is' : 'rows are'}`;
    const message = `${rows} of guests, whose "${header}" is one for all of them; they were skipped, not counted as one customer.`;
    this.#ledger.say(
      'warning',
      'guests_skipped',
      message,
      `To count them, tell customers apart by their address: --id '${email.header}'.`,
    );
    this.#context.warn('guests_skipped', `${this.#ledger.file}: ${message}`, this.#guests);
  }

  #sayWeakKey(): void {
    if (this.#names !== null && this.#names.shared > 0) {
      const { shared } = this.#names;
      const who = shared === 1 ? '1 customer has' : `${shared} customers have`;
      const message = `${who} the ${this.#otherKey} of another; the first by id was taken.`;
      this.#context.warn('key_shared', message, this.#names.shared);
      this.#ledger.say('warning', 'key_shared', message);
    }
    if (this.#otherKey !== 'account name') return;
    const message = 'Customers are told apart by their name only, which is a weak key.';
    this.#ledger.say('warning', 'key_weak', message, "If a column holds ids, name it: --map 'customer_id=Header'.");
    this.#context.warn('key_weak', `${this.#ledger.file}: ${message}`, 1);
  }
}

/** Why a row is rightly none of ours. */
const NO_ROW = {
  row_deleted: (header: string) => `"${header}" marks the row as deleted.`,
  row_total: () => 'This is a total, not a row.',
  row_labels: () => 'This words the columns once more, and is no answer.',
} as const;

/** The column that marks rows as deleted, or -1. */
export function deletedColumn({ headers }: TablePlan): number {
  return headers.findIndex((header) => DELETED.has(foldHeader(header).key));
}

const DELETED: ReadonlySet<string> = new Set(['deleted', 'isdeleted']);
