import { CxRoiError } from '../foundation/errors.ts';
import { expectedOf } from './cells.ts';
import type { CellPlace, Ledger } from './ledger.ts';
import type { ColumnMatch } from './match.ts';
import { isBlank } from './text.ts';

/** The problems of one event row, in words. */
export class EventProblems {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  skipForTime(match: ColumnMatch, cells: readonly string[], line: number): void {
    const place = placeOf(match, cells, line);
    const what = isBlank(place.value) ? 'is blank' : `should be ${expectedOf('time', place.value)}`;
    this.#ledger.skipForCell('row_time', place, `"${place.header}" ${what}, so the row cannot be placed in time.`);
  }

  skipForAmount(match: ColumnMatch, cells: readonly string[], line: number): void {
    const place = placeOf(match, cells, line);
    const what = isBlank(place.value) ? 'is blank' : `should be ${expectedOf('money', place.value)}`;
    this.#ledger.skipForCell('row_amount', place, `"${place.header}" ${what}, so the purchase cannot be counted.`);
  }

  passOverNoSale(match: ColumnMatch, cells: readonly string[], line: number): void {
    const place = placeOf(match, cells, line);
    this.#ledger.passOver('row_not_sale', place, `"${place.header}" says that nothing was sold.`);
  }

  contradiction(match: ColumnMatch, cells: readonly string[], line: number, where: string): CxRoiError {
    const { value, header } = placeOf(match, cells, line);
    const id = value.trim();
    return new CxRoiError('input_duplicate', `"${id}" stands at ${where} and again here with other content.`, {
      location: { file: this.#ledger.file, line, column: match.index + 1, header },
      hint: `If "${header}" names a case that has several contacts, say so: --map 'case_id=${header}'.`,
    });
  }

  rejectType(match: ColumnMatch, cells: readonly string[], line: number): void {
    const place = placeOf(match, cells, line);
    this.#ledger.rejectCell(
      'cell_unknown_word',
      place,
      `"${place.header}" should be ${expectedOf('kind', place.value)}.`,
    );
  }

  rejectCell(match: ColumnMatch, cells: readonly string[], line: number): void {
    const place = placeOf(match, cells, line);
    this.#ledger.rejectCell(
      'cell_unreadable',
      place,
      `"${place.header}" should be ${expectedOf('money', place.value)}.`,
    );
  }
}

function placeOf({ index, header }: ColumnMatch, cells: readonly string[], line: number): CellPlace {
  return { line, index, header, value: cells[index]! };
}
