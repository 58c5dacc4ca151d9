import type { Numbers } from './collinearity.ts';

const BLOCK_ROWS = 512;

/** Columns of different kinds brought together a block of rows at a time, each row behind an intercept of 1. */
export class DesignBlock {
  /** Where the row last asked for begins. */
  at = 0;
  readonly #columns: readonly Numbers[];
  readonly #size: number;
  readonly #rows: Float64Array;
  #from = -1;

  constructor(columns: readonly Numbers[]) {
    this.#columns = columns;
    this.#size = columns.length + 1;
    this.#rows = new Float64Array(BLOCK_ROWS * this.#size).fill(1);
  }

  row(row: number): Float64Array {
    const from = row - (row % BLOCK_ROWS);
    if (from !== this.#from) this.#fill(from);
    this.at = (row - from) * this.#size;
    return this.#rows;
  }

  #fill(from: number): void {
    this.#from = from;
    for (let k = 0; k < this.#columns.length; k++) {
      const column = this.#columns[k]!;
      const count = Math.min(BLOCK_ROWS, column.length - from);
      for (let i = 0, to = k + 1; i < count; i++, to += this.#size) this.#rows[to] = column[from + i]!;
    }
  }
}
