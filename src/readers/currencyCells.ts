import { expectedOf } from './cells.ts';
import type { OneCurrency } from './currency.ts';
import type { Ledger } from './ledger.ts';
import type { ColumnMatch } from './match.ts';
import { isBlank } from './text.ts';

/** The column of a table that says which currency each row's money is in. */
export class CurrencyCells {
  readonly #match: ColumnMatch;
  readonly #currency: OneCurrency;
  readonly #ledger: Ledger;

  constructor(match: ColumnMatch, currency: OneCurrency, ledger: Ledger) {
    this.#match = match;
    this.#currency = currency;
    this.#ledger = ledger;
  }

  /** Takes a row's currency; throws when it is another one than before, rejects a word that is none. */
  see(cells: readonly string[], line: number): void {
    const { index, header } = this.#match;
    const value = cells[index]!;
    const place = () => ({ file: this.#ledger.file, line, column: index + 1, header });
    if (isBlank(value) || this.#currency.see(value, place)) return;
    this.#ledger.rejectCell(
      'cell_unreadable',
      { line, index, header, value },
      `"${header}" should be ${expectedOf('currency', value)}.`,
    );
  }
}
