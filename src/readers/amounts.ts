import type { InteractionField } from '../domain/fields.ts';
import type { CellReaders } from './cellReaders.ts';
import type { ColumnMatch } from './match.ts';
import type { TablePlan } from './plan.ts';
import { isBlank, isNothing } from './text.ts';

interface MoneyColumn {
  readonly match: ColumnMatch;
  readonly read: (text: string) => number;
}

/** The amount of an event: its own column, else quantity times unit price. Minor units. */
export class AmountReader {
  /** Whether the table has anything that makes an amount. */
  readonly present: boolean;
  /** Whether rows may be the lines of one order. */
  readonly lineItems: boolean;
  /** After `read`: the column whose cell was filled but unreadable, else null. */
  bad: ColumnMatch | null = null;
  readonly #amount: MoneyColumn | undefined;
  readonly #quantity: MoneyColumn | undefined;
  readonly #unitPrice: MoneyColumn | undefined;
  readonly #refunded: MoneyColumn | undefined;

  constructor(plan: TablePlan, readers: CellReaders) {
    const column = (field: InteractionField, type: 'money' | 'number') => {
      const match = plan.interactions.get(field);
      return match === undefined ? undefined : { match, read: readers.of(type, match) };
    };
    this.#amount = column('amount', 'money');
    this.#quantity = column('quantity', 'number');
    this.#unitPrice = column('unit_price', 'money');
    this.#refunded = column('refunded_amount', 'money');
    this.present = this.#amount !== undefined || (this.#quantity !== undefined && this.#unitPrice !== undefined);
    this.lineItems = this.#quantity !== undefined || this.#unitPrice !== undefined;
  }

  get hasRefunds(): boolean {
    return this.#refunded !== undefined;
  }

  /** NaN where the cells are blank or, as `bad` then says, unreadable. */
  read(cells: readonly string[]): number {
    this.bad = null;
    if (this.#amount !== undefined) return this.#cell(this.#amount, cells);
    if (!this.present) return Number.NaN;
    return this.#cell(this.#quantity!, cells) * this.#cell(this.#unitPrice!, cells);
  }

  /** What was refunded of a purchase, positive; NaN for nothing or, as `bad` then says, for an unreadable cell. */
  readRefunded(cells: readonly string[]): number {
    this.bad = null;
    if (this.#refunded === undefined) return Number.NaN;
    const refunded = Math.abs(this.#cell(this.#refunded, cells));
    return refunded > 0 ? refunded : Number.NaN;
  }

  /** Whether the table has an amount column and the row's cell in it is blank. */
  isBlank(cells: readonly string[]): boolean {
    return this.#amount !== undefined && isBlank(cells[this.#amount.match.index]!);
  }

  /** Whether a line of an order repeats the total of the whole order rather than giving its own amount. */
  repeatsTotal(cells: readonly string[], amount: number, total: number): boolean {
    if (this.#amount === undefined || this.#quantity === undefined || this.#unitPrice === undefined) return false;
    const own = this.#cell(this.#quantity, cells) * this.#cell(this.#unitPrice, cells);
    return amount === total && Math.abs(own - amount) >= 1;
  }

  /** The column to name when an amount is missing. */
  get column(): ColumnMatch {
    return (this.#amount ?? this.#unitPrice ?? this.#refunded)!.match;
  }

  #cell({ match, read }: MoneyColumn, cells: readonly string[]): number {
    const text = cells[match.index]!;
    if (isBlank(text)) return Number.NaN;
    const value = read(text);
    if (Number.isNaN(value) && !isNothing(text)) this.bad = match;
    return value;
  }
}
