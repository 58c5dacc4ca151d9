import type { ColumnBuilder } from '../domain/columns.ts';
import { KIND } from '../domain/fields.ts';
import { InteractionBuilder } from '../domain/interactionBuilder.ts';
import { NO_CODE } from '../domain/interactions.ts';
import { AmountReader } from './amounts.ts';
import { CellReaders } from './cellReaders.ts';
import type { DatasetContext } from './context.ts';
import { CurrencyCells } from './currencyCells.ts';
import type { CustomerColumns } from './customerRows.ts';
import { EventColumns } from './eventColumns.ts';
import { EventKinds } from './eventKinds.ts';
import { EventProblems } from './eventProblems.ts';
import type { ExchangedRow } from './exchange.ts';
import type { ColumnFormats } from './formats.ts';
import { Ledger } from './ledger.ts';
import type { ColumnMatch } from './match.ts';
import type { TablePlan } from './plan.ts';
import { RowIds } from './rowIds.ts';
import type { SeenIds } from './seenIds.ts';
import { isBlank, trimmed } from './text.ts';
import { isWon, remembered, type SaleOutcome, saleOutcomeOf } from './words.ts';

interface Companions {
  readonly ledger: Ledger;
  /** Customer columns repeated on each event, in a wide table. */
  readonly customers: CustomerColumns | null;
}

/** What every event has, once read. */
interface Core {
  customer: number;
  timeMs: number;
  kind: number;
  /** Minor units, positive for purchases and refunds. */
  amount: number;
  /** The order's status says that all of it was refunded. */
  refunded: boolean;
}

/** Writes the rows of an interactions or wide table: what a row must have here, what it may have by its setters. */
export class EventRows {
  readonly #plan: TablePlan;
  readonly #readers: CellReaders;
  readonly #exchanged: ExchangedRow | null;
  readonly #context: DatasetContext;
  readonly #ledger: Ledger;
  readonly #customers: CustomerColumns | null;
  readonly #columns: EventColumns;
  readonly #seen: SeenIds;
  readonly #readTime: (text: string) => number;
  readonly #problems: EventProblems;
  readonly #outcomeOf: (text: string) => SaleOutcome;
  readonly #status: ColumnMatch | undefined;
  readonly #kinds: EventKinds;
  readonly #amounts: AmountReader;
  readonly #amountColumn: Pick<ColumnBuilder<Float64Array>, 'get' | 'set'> | null;
  readonly #orderColumn: Pick<ColumnBuilder<Int32Array>, 'set'> | null;
  readonly #timeMatch: ColumnMatch;
  readonly #timeIndex: number;
  readonly #typeIndex: number;
  readonly #ids: RowIds;
  /** Ids of the orders that were passed over, where orders have several lines. */
  readonly #noSales = new Set<string>();
  readonly #currency: CurrencyCells | null;
  readonly #core: Core = { customer: 0, timeMs: 0, kind: 0, amount: 0, refunded: false };
  /** A second copy of one row, to compare a repeated id with its first row. */
  #scratch: { builder: InteractionBuilder; columns: EventColumns } | undefined;

  constructor(plan: TablePlan, formats: ColumnFormats, context: DatasetContext, { ledger, customers }: Companions) {
    const { interactions } = plan;
    const target = context.dataset.interactions;
    this.#plan = plan;
    this.#context = context;
    this.#ledger = ledger;
    this.#problems = new EventProblems(ledger);
    this.#customers = customers;
    const currency = interactions.get('currency');
    this.#currency = currency === undefined ? null : new CurrencyCells(currency, context.currency, ledger);
    this.#exchanged = context.exchangedRow(ledger.file, currency?.index ?? -1);
    this.#readers = new CellReaders(formats, this.#exchanged);
    this.#columns = new EventColumns(plan, this.#readers, target);
    this.#timeMatch = interactions.get('occurred_at')!;
    this.#timeIndex = this.#timeMatch.index;
    this.#readTime = this.#readers.of('time', this.#timeMatch);
    this.#typeIndex = interactions.get('type')?.index ?? -1;
    this.#amounts = new AmountReader(plan, this.#readers);
    this.#kinds = new EventKinds(plan, this.#amounts.present);
    this.#status = interactions.get('status');
    const won = (text: string) => (isWon(text) ? 'sale' : 'none');
    this.#outcomeOf = remembered<SaleOutcome>(plan.wonOnly ? won : saleOutcomeOf);
    this.#amountColumn = this.#amounts.present ? target.column('amountMinor') : null;
    const refundsPossible = this.#typeIndex >= 0 || this.#amounts.hasRefunds || this.#status !== undefined;
    this.#ids = new RowIds(plan, target.dictionaries.orderId, this.#amounts.present && refundsPossible);
    this.#orderColumn = this.#amounts.present && this.#ids.keepsOrders ? target.column('orderId') : null;
    this.#seen = context.seenIds(plan.headers);
    this.#seen.startFile(ledger.file, target.rows);
  }

  /** Whether a row only adds another line to an order that stands above it, its other cells blank as Shopify does. */
  continues(cells: readonly string[]): boolean {
    const { own } = this.#ids;
    if (!this.#amounts.lineItems || own === undefined || !this.#amounts.isBlank(cells)) return false;
    return this.#seen.has(trimmed(cells[own.index]!));
  }

  write(key: string, cells: readonly string[], line: number): void {
    if (this.continues(cells)) {
      this.#ledger.rowsUsed++;
      return;
    }
    const core = this.#core;
    core.timeMs = this.#readTime(cells[this.#timeIndex]!);
    if (Number.isNaN(core.timeMs)) {
      this.#skipForTime(cells, line);
      return;
    }
    this.#exchanged?.start(cells, line, core.timeMs);
    if (!this.#readKindAndAmount(cells, line)) return;
    core.customer = this.#context.dataset.ids.intern(key);
    const id = this.#ids.ownId(cells, core.kind);
    if (id !== '' && this.#repeats(id, cells, line)) return;
    this.#append(cells, line);
    this.#customers?.write(core.customer, cells, line, core.timeMs);
    this.#ledger.rowsUsed++;
  }

  finish(rows: number): void {
    this.#customers?.finish(rows);
  }

  /** A deal that was not won has no day of winning. */
  #skipForTime(cells: readonly string[], line: number): void {
    const status = this.#plan.wonOnly ? this.#status : undefined;
    if (status !== undefined && this.#outcomeOf(cells[status.index]!) === 'none') {
      this.#problems.passOverNoSale(status, cells, line);
    } else this.#problems.skipForTime(this.#timeMatch, cells, line);
  }

  #append(cells: readonly string[], line: number): void {
    const { customer, timeMs, kind, amount } = this.#core;
    const { interactions } = this.#context.dataset;
    const row = interactions.append(customer, timeMs, kind);
    if (this.#amountColumn !== null && !Number.isNaN(amount)) this.#amountColumn.set(row, amount);
    this.#currency?.see(cells, line);
    this.#columns.write(row, cells, line, this.#ledger);
    const orderCode = this.#ids.orderCode(cells, kind);
    if (orderCode !== NO_CODE) this.#orderColumn?.set(row, orderCode);
    if (kind === KIND.purchase && (this.#amounts.hasRefunds || this.#core.refunded))
      this.#appendRefund(orderCode, cells, line);
  }

  /** What a purchase row says was refunded of it becomes a refund of its own, on the order's date. */
  #appendRefund(orderCode: number, cells: readonly string[], line: number): void {
    const stated = this.#amounts.readRefunded(cells);
    const refunded = Number.isNaN(stated) && this.#core.refunded ? this.#core.amount : stated;
    if (this.#amounts.bad !== null) this.#problems.rejectCell(this.#amounts.bad, cells, line);
    if (Number.isNaN(refunded)) return;
    const row = this.#context.dataset.interactions.append(this.#core.customer, this.#core.timeMs, KIND.refund);
    this.#amountColumn?.set(row, refunded);
    if (orderCode !== NO_CODE) this.#orderColumn?.set(row, orderCode);
  }

  /** False when the row was skipped: a purchase or refund without a readable amount says nothing about revenue. */
  #readKindAndAmount(cells: readonly string[], line: number): boolean {
    const core = this.#core;
    core.refunded = false;
    const amount = this.#amounts.read(cells);
    const bad = this.#amounts.bad;
    const typeText = this.#typeIndex < 0 ? '' : cells[this.#typeIndex]!;
    let kind = isBlank(typeText) ? this.#kinds.usual : this.#kinds.of(typeText);
    if (kind < 0 && !isBlank(typeText)) {
      // A word of which nothing is known makes no purchase, whatever amount stands beside it.
      this.#problems.rejectType(this.#plan.interactions.get('type')!, cells, line);
      kind = this.#kinds.unknown;
    } else if (kind < 0) {
      kind = bad !== null || !Number.isNaN(amount) ? KIND.purchase : this.#kinds.withoutAmount;
    }
    const sale = kind === KIND.purchase || kind === KIND.refund;
    if (kind === KIND.purchase && this.#status !== undefined && !this.#isSale(this.#status, cells, line)) return false;
    if (sale && this.#amounts.present && Number.isNaN(amount)) {
      if (this.#continuesNoSale(cells, kind)) this.#problems.passOverNoSale(this.#status!, cells, line);
      else this.#problems.skipForAmount(this.#amounts.bad ?? this.#amounts.column, cells, line);
      return false;
    }
    if (bad !== null) this.#problems.rejectCell(bad, cells, line);
    core.kind = kind === KIND.purchase && amount < 0 ? KIND.refund : kind;
    core.amount = sale ? Math.abs(amount) : amount;
    return true;
  }

  /** False when the row was passed over: a lost deal or a cancelled order is no purchase. */
  #isSale(status: ColumnMatch, cells: readonly string[], line: number): boolean {
    const text = cells[status.index]!;
    const outcome = isBlank(text) ? 'sale' : this.#outcomeOf(text);
    this.#core.refunded = outcome === 'refunded';
    if (outcome !== 'none') return true;
    this.#problems.passOverNoSale(status, cells, line);
    if (this.#amounts.lineItems) this.#noSales.add(this.#ids.ownId(cells, KIND.purchase));
    return false;
  }

  /** Whether a row only adds another line to an order that was passed over. */
  #continuesNoSale(cells: readonly string[], kind: number): boolean {
    return this.#amounts.isBlank(cells) && this.#noSales.has(this.#ids.ownId(cells, kind));
  }

  /** Whether the row's id was borne before by a row that makes this one needless. */
  #repeats(id: string, cells: readonly string[], line: number): boolean {
    const { interactions } = this.#context.dataset;
    const { kind, amount } = this.#core;
    // A refund may bear the id of the order it refunds.
    const own = kind === KIND.refund ? `\u0000${id}` : id;
    const first = this.#seen.firstRow(own, interactions.rows, line);
    if (first < 0) return false;
    const where = this.#seen.whereFirst(own);
    if (this.#isSameRow(first, cells)) {
      this.#ledger.skipRow('row_duplicate', line, `The row repeats "${id}" of ${where}.`);
      return true;
    }
    if (kind === KIND.refund) return false;
    if (!this.#amounts.lineItems || this.#amountColumn === null) {
      throw this.#problems.contradiction(this.#ids.own!, cells, line, where);
    }
    if (!this.#amounts.repeatsTotal(cells, amount, this.#amountColumn.get(first))) {
      this.#amountColumn.set(first, this.#amountColumn.get(first) + amount);
    }
    this.#ledger.rowsUsed++;
    return true;
  }

  #isSameRow(first: number, cells: readonly string[]): boolean {
    const { interactions } = this.#context.dataset;
    if (this.#scratch === undefined) {
      const builder = new InteractionBuilder(interactions.dictionaries);
      this.#scratch = { builder, columns: new EventColumns(this.#plan, this.#readers, builder) };
    }
    const { builder, columns } = this.#scratch;
    const { customer, timeMs, kind, amount } = this.#core;
    const row = builder.append(customer, timeMs, kind);
    if (this.#amountColumn !== null) builder.set('amountMinor', row, amount);
    columns.write(row, cells, 0, new Ledger(''));
    const orderCode = this.#ids.orderCode(cells, kind);
    if (orderCode !== NO_CODE) builder.set('orderId', row, orderCode);
    return interactions.sameRow(first, builder, row);
  }
}
