import { ColumnBuilder } from '../domain/columns.ts';

/** On which lines of one file each customer has a row of their own. */
export class CustomerLines {
  readonly #first = new ColumnBuilder(Int32Array, 0);
  /** All lines of the customers that have more than one. */
  readonly #repeated = new Map<number, number[]>();
  /** Customers that have a row. */
  size = 0;
  /** Rows that name a customer whom an earlier row names already. */
  repeats = 0;

  add(customer: number, line: number): void {
    const first = this.#first.get(customer);
    if (first === 0) {
      this.#first.set(customer, line);
      this.size++;
      return;
    }
    this.repeats++;
    const lines = this.#repeated.get(customer);
    if (lines === undefined) this.#repeated.set(customer, [first, line]);
    else lines.push(line);
  }

  has(customer: number): boolean {
    return this.#first.get(customer) !== 0;
  }

  of(customer: number): readonly number[] {
    return this.#repeated.get(customer) ?? [this.#first.get(customer)];
  }
}
