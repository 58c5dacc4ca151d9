import { keyOf } from './headers.ts';
import type { Ledger } from './ledger.ts';
import { isBlank } from './text.ts';

const REMARK_LINES = 20;

/** Tells rows of the header's width from ragged ones, and from remarks below the table. */
export class RowShape {
  readonly #width: number;
  readonly #ledger: Ledger;
  /** Short lines that are remarks below the table if no row follows. */
  #remarks: { readonly cells: readonly string[]; readonly line: number }[] = [];

  constructor(width: number, ledger: Ledger) {
    this.#width = width;
    this.#ledger = ledger;
  }

  /** Whether the row has the header's width; another one is counted as ragged, or kept until a row follows. */
  fits(cells: readonly string[], line: number): boolean {
    if (cells.length !== this.#width && !this.#onlyBlanksBeyond(cells)) {
      this.#hold(cells, line);
      return false;
    }
    if (this.#remarks.length > 0) this.#takeRemarksForRows();
    return true;
  }

  finish(): void {
    for (const { line } of this.#remarks) {
      this.#ledger.say('note', 'row_total', `Line ${line} stands below the table and was not read.`);
    }
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
}

const TOTALS: ReadonlySet<string> = new Set(
  [
    ...['total', 'totals', 'grand total', 'grand totals', 'sum', 'subtotal', 'summe', 'gesamt', 'gesamtsumme'],
    ...['total general', 'somme', 'totale', 'totaal', 'suma', 'razem'],
  ].map(keyOf),
);

/** Whether a cell says that its row is the total of the others, in a word or with the asterisks of SAP. */
export function isTotal(text: string): boolean {
  return TOTALS.has(keyOf(text)) || /^\s*\*{1,3}\s*$/.test(text);
}
