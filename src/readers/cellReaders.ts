import type { ValueType } from '../domain/fields.ts';
import { readerOf } from './cells.ts';
import { currencyInHeader } from './currency.ts';
import type { ExchangedRow } from './exchange.ts';
import type { ColumnFormat, ColumnFormats } from './formats.ts';
import type { ColumnMatch } from './match.ts';

/** The readers of a table's cells; amounts come in the currency of the run where there are rates. */
export class CellReaders {
  readonly #formats: ColumnFormats;
  readonly #exchanged: ExchangedRow | null;

  constructor(formats: ColumnFormats, exchanged: ExchangedRow | null) {
    this.#formats = formats;
    this.#exchanged = exchanged;
  }

  formatOf({ index }: ColumnMatch): ColumnFormat {
    return this.#formats.of(index);
  }

  of(type: ValueType, match: ColumnMatch): (text: string) => number {
    const plain = readerOf(type, this.formatOf(match));
    const read = isNeverNegative(match) ? notNegative(plain) : plain;
    const exchanged = this.#exchanged;
    if (type !== 'money' || exchanged === null) return read;
    const ofHeader = currencyInHeader(match.folded);
    // What is multiplied by a quantity later keeps its fraction.
    const finish = match.field === 'unit_price' ? (minor: number) => minor : toWholeMinor;
    return (text) => {
      const minor = read(text);
      return Number.isNaN(minor) ? minor : finish(exchanged.convert(minor, text, ofHeader));
    };
  }
}

/** What a customer pays again and again is no debt of ours. */
export function isRecurring({ field }: Pick<ColumnMatch, 'field'>): boolean {
  return field === 'mrr' || field === 'arr';
}

/** What is never below 0: recurring revenue, and the time a customer has been one. */
export function isNeverNegative(match: Pick<ColumnMatch, 'field'>): boolean {
  return isRecurring(match) || match.field === 'tenure_months';
}

function notNegative(read: (text: string) => number): (text: string) => number {
  return (text) => {
    const value = read(text);
    return value >= 0 ? value : Number.NaN;
  };
}

function toWholeMinor(minor: number): number {
  return Math.sign(minor) * Math.round(Math.abs(minor));
}
