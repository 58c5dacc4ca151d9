import { dayOf, isoDate } from '../foundation/days.ts';
import { CxRoiError, type Location } from '../foundation/errors.ts';
import { codesOf, markOf } from './currencyMarks.ts';

/** What one unit of a currency is worth in the run's currency from a day on; undated rates hold for ever. */
export interface Rate {
  readonly currency: string;
  /** UTC day number, or -Infinity. */
  readonly fromDay: number;
  readonly worth: number;
}

/** Converts amounts to one currency by the rates of a file. */
export class Exchange {
  readonly base: string;
  /** The file that the rates came from. */
  readonly file: string;
  /** Amounts converted, by currency. */
  readonly converted = new Map<string, number>();
  /** By currency, in the order of their days. */
  readonly #rates = new Map<string, Rate[]>();

  constructor(file: string, base: string, rates: readonly Rate[]) {
    this.file = file;
    this.base = base;
    for (const rate of [...rates].sort((a, b) => a.fromDay - b.fromDay)) {
      this.#rates.set(rate.currency, [...(this.#rates.get(rate.currency) ?? []), rate]);
    }
  }

  /** An amount in the run's currency, of a day (Infinity: undated, by the latest rate). */
  convert(minor: number, currency: string, timeMs: number, place: () => Location): number {
    if (currency === this.base) return minor;
    const worth = this.#worth(currency, timeMs === Number.POSITIVE_INFINITY ? timeMs : dayOf(timeMs), place);
    this.converted.set(currency, (this.converted.get(currency) ?? 0) + 1);
    return minor * worth;
  }

  /** The currency of a mark beside an amount; of a bare dollar sign the one of which there are rates. */
  currencyOf(mark: string, place: () => Location): string {
    const codes = codesOf(mark);
    if (codes.length === 1) return codes[0]!;
    const known = codes.filter((code) => code === this.base || this.#rates.has(code));
    if (known.length === 1) return known[0]!;
    throw new CxRoiError('input_currency', `"${mark}" can be ${codes.slice(0, 3).join(', ')} or another currency.`, {
      location: place(),
      hint: 'Give the amounts a column of currency codes.',
    });
  }

  #worth(currency: string, day: number, place: () => Location): number {
    const rates = this.#rates.get(currency);
    const rate = rates?.findLast(({ fromDay }) => fromDay <= day);
    if (rate !== undefined) return rate.worth;
    const lacking = rates === undefined ? '' : ` before ${isoDate(rates[0]!.fromDay)}`;
    throw new CxRoiError('input_currency', `${this.file} has no rate of ${currency} to ${this.base}${lacking}.`, {
      location: place(),
      hint: `Add it: a row with ${currency}, what one ${currency} is worth in ${this.base}, and a date if rates have dates.`,
    });
  }
}

/** The currency of the row that is read, and amounts in the currency of the run. */
export class ExchangedRow {
  readonly #exchange: Exchange;
  readonly #file: string;
  readonly #currencyIndex: number;
  #currency: string;
  #timeMs = Number.POSITIVE_INFINITY;
  #line = 0;

  constructor(exchange: Exchange, file: string, currencyIndex: number) {
    this.#exchange = exchange;
    this.#file = file;
    this.#currencyIndex = currencyIndex;
    this.#currency = '';
  }

  start(cells: readonly string[], line: number, timeMs: number): void {
    this.#line = line;
    // A row without a readable day is skipped, whatever its amount comes to.
    this.#timeMs = Number.isNaN(timeMs) ? Number.POSITIVE_INFINITY : timeMs;
    const stated = this.#currencyIndex < 0 ? '' : cells[this.#currencyIndex]!.trim();
    this.#currency = codesOf(stated).length === 0 ? '' : this.#exchange.currencyOf(stated, () => this.#place());
  }

  /** Of an amount's own mark, the row's currency, and the one of its header the first counts; else it is in ours. */
  convert(minor: number, text: string, ofHeader: string | null): number {
    const mark = markOf(text);
    const own = mark === null ? '' : this.#currencyOfMark(mark);
    const currency = own || this.#currency || ofHeader || this.#exchange.base;
    return this.#exchange.convert(minor, currency, this.#timeMs, () => this.#place());
  }

  /** A sign that the row's currency explains is that currency. */
  #currencyOfMark(mark: string): string {
    const codes = codesOf(mark);
    if (this.#currency === '') return this.#exchange.currencyOf(mark, () => this.#place());
    if (codes.includes(this.#currency)) return this.#currency;
    throw new CxRoiError('input_currency', `The amount is marked "${mark}" in a row of ${this.#currency}.`, {
      location: this.#place(),
      hint: 'Correct one of the two.',
    });
  }

  #place(): Location {
    return { file: this.#file, line: this.#line };
  }
}
