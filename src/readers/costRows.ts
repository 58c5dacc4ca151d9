import { COST } from '../domain/costs.ts';
import { NO_CODE } from '../domain/interactions.ts';
import { CellReaders } from './cellReaders.ts';
import { expectedOf } from './cells.ts';
import type { DatasetContext } from './context.ts';
import { categoryOf } from './costWords.ts';
import type { ExchangedRow } from './exchange.ts';
import type { ColumnFormats } from './formats.ts';
import type { CellPlace, Ledger } from './ledger.ts';
import type { ColumnMatch } from './match.ts';
import { costDay } from './months.ts';
import type { TablePlan } from './plan.ts';
import type { ProblemCode } from './problems.ts';
import { isTotal, RowShape } from './rowShape.ts';
import type { TableSink } from './tables.ts';
import { isBlank, trimmed } from './text.ts';
import { remembered } from './words.ts';

/** Writes the rows of a ledger of costs: each needs a day, what it was for, and an amount. */
export class CostRows implements TableSink {
  readonly #context: DatasetContext;
  readonly #formats: ColumnFormats;
  readonly #ledger: Ledger;
  readonly #shape: RowShape;
  readonly #date: ColumnMatch;
  readonly #amount: ColumnMatch;
  /** Absent where all of the ledger was spent on winning customers. */
  readonly #category: ColumnMatch | undefined;
  readonly #channelIndex: number;
  readonly #currency: ColumnMatch | undefined;
  readonly #exchanged: ExchangedRow | null;
  readonly #readTime: (text: string) => number;
  readonly #readAmount: (text: string) => number;
  readonly #categoryOf = remembered(categoryOf);

  constructor({ headers, costs }: TablePlan, formats: ColumnFormats, context: DatasetContext, ledger: Ledger) {
    this.#context = context;
    this.#formats = formats;
    this.#ledger = ledger;
    this.#shape = new RowShape(headers.length, ledger);
    this.#date = costs.get('cost_date')!;
    this.#amount = costs.get('cost_amount')!;
    this.#category = costs.get('cost_category');
    this.#channelIndex = costs.get('cost_channel')?.index ?? -1;
    this.#currency = costs.get('currency');
    const format = formats.of(this.#date.index);
    this.#readTime = (text) => costDay(text, format);
    this.#exchanged = context.exchangedRow(ledger.file, this.#currency?.index ?? -1);
    this.#readAmount = new CellReaders(formats, this.#exchanged).of('money', this.#amount);
  }

  record(cells: readonly string[], line: number): void {
    if (!this.#shape.fits(cells, line) || cells.every(isBlank)) return;
    if (this.#isTotal(cells)) {
      this.#ledger.passOver('row_total', placeOf(this.#date, cells, line), 'This is a total, not a row.');
      return;
    }
    const timeMs = this.#readTime(cells[this.#date.index]!);
    this.#exchanged?.start(cells, line, timeMs);
    const category = this.#category === undefined ? COST.acquisition : this.#categoryOf(cells[this.#category.index]!);
    const amountMinor = this.#readAmount(cells[this.#amount.index]!);
    if (Number.isNaN(timeMs)) this.#skip('row_time', this.#date, cells, line);
    else if (category < 0) this.#skip('row_category', this.#category!, cells, line);
    else if (Number.isNaN(amountMinor)) this.#skip('row_amount', this.#amount, cells, line);
    else {
      this.#seeCurrency(cells, line);
      this.#context.dataset.costs.append({ timeMs, category, channel: this.#channelOf(cells), amountMinor });
      this.#ledger.rowsUsed++;
    }
  }

  finish(): void {
    this.#shape.finish();
    this.#context.currency.seeSigns(this.#formats.currencies, this.#ledger.file);
    if (this.#category === undefined && this.#ledger.rowsUsed > 0) this.#context.assume(ALL_ACQUISITION);
  }

  /** A total names no day of its own, or says what it is where a row says what it was for. */
  #isTotal(cells: readonly string[]): boolean {
    const says = [this.#date, ...(this.#category === undefined ? [] : [this.#category])];
    if (says.some(({ index }) => isTotal(cells[index]!))) return true;
    return isBlank(cells[this.#date.index]!) && cells.some(isTotal);
  }

  #channelOf(cells: readonly string[]): number {
    const text = this.#channelIndex < 0 ? '' : cells[this.#channelIndex]!;
    return isBlank(text) ? NO_CODE : this.#context.dataset.costs.channels.intern(trimmed(text));
  }

  #skip(code: ProblemCode, match: ColumnMatch, cells: readonly string[], line: number): void {
    const place = placeOf(match, cells, line);
    const type = code === 'row_time' ? 'time' : code === 'row_amount' ? 'money' : 'cost category';
    const what = isBlank(place.value) ? 'is blank' : `should be ${expectedOf(type, place.value)}`;
    this.#ledger.skipForCell(code, place, `"${place.header}" ${what}, so the cost cannot be counted.`);
  }

  #seeCurrency(cells: readonly string[], line: number): void {
    if (this.#currency === undefined || isBlank(cells[this.#currency.index]!)) return;
    const place = placeOf(this.#currency, cells, line);
    const { header, value, index } = place;
    const location = () => ({ file: this.#ledger.file, line, column: index + 1, header });
    if (this.#context.currency.see(value, location)) return;
    this.#ledger.rejectCell('cell_unreadable', place, `"${header}" should be ${expectedOf('currency', place.value)}.`);
  }
}

const ALL_ACQUISITION = {
  code: 'costs_are_acquisition',
  value: 'acquisition',
  source: 'the ledger has no column that says what its money was spent on',
  replaceWith: 'a category column: acquisition, retention, service or programme',
};

function placeOf({ index, header }: ColumnMatch, cells: readonly string[], line: number): CellPlace {
  return { line, index, header, value: cells[index]! };
}
