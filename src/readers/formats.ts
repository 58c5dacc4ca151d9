import type { ValueType } from '../domain/fields.ts';
import type { DateOrder, ReadOptions } from '../domain/reading.ts';
import { ambiguousDates, ambiguousDecimal, type ColumnPlace } from './ambiguous.ts';
import { markOf } from './currencyMarks.ts';
import {
  type DecimalMark,
  decimalEvidence,
  isDigits,
  isInPercent,
  parseMoney,
  parseNumber,
  parseRate,
} from './numbers.ts';
import { type NumericTime, TimeReader, timeEvidence } from './times.ts';
import { Zone } from './zones.ts';

/** What is known of how a column's cells are written; null: nothing, until a cell tells. */
export interface Writing {
  readonly decimal: DecimalMark | null;
  readonly dateOrder: DateOrder | null;
  readonly numericTime: NumericTime | null;
  /** Whether bare numbers of a rate are in per cent. */
  readonly inPercent: boolean;
}

/** What the rest of the file suggests for a cell that can be read in two ways. */
export interface Usual {
  readonly decimal: DecimalMark | null;
  readonly dateOrder: DateOrder | null;
}

const SHOWN_CURRENCIES = 8;

/** Samples of a column that can be read in two ways. */
const SHOWN_SAMPLES = 2;

/** Counts what the cells of one column tell about how they are written. */
export class ColumnEvidence {
  readonly #counts = new Map<string, number>();
  readonly #samples: string[] = [];
  readonly #time: boolean;
  readonly #rate: boolean;
  #inPercent = false;

  constructor(type: ValueType) {
    this.#time = type === 'time';
    this.#rate = type === 'rate';
  }

  see(text: string): void {
    if (this.#rate) this.#inPercent ||= isInPercent(text);
    const evidence = this.#time ? timeEvidence(text) : decimalEvidence(text);
    if (evidence === 'none') return;
    this.#counts.set(evidence, this.#count(evidence) + 1);
    const open = evidence === 'either' || evidence === 'either order';
    if (open && this.#samples.length < SHOWN_SAMPLES && !this.#samples.includes(text)) this.#samples.push(text);
  }

  /** Cells that can be read in two ways, while none told in which. */
  get openSamples(): readonly string[] {
    const told = this.#count('.') + this.#count(',') + this.#count('dmy') + this.#count('mdy');
    return told > 0 ? [] : this.#samples;
  }

  /** Whether a later cell may still say that all are in per cent. */
  get mayBeInPercent(): boolean {
    return this.#rate && !this.#inPercent;
  }

  get writing(): Writing {
    return {
      decimal: this.#most(['.', ',']),
      dateOrder: this.#most(['dmy', 'mdy']),
      numericTime: this.#most(['epoch seconds', 'epoch milliseconds', 'spreadsheet days']),
      inPercent: this.#inPercent,
    };
  }

  #most<T extends string>(candidates: readonly T[]): T | null {
    let best: T | null = null;
    for (const candidate of candidates) {
      if (this.#count(candidate) > (best === null ? 0 : this.#count(best))) best = candidate;
    }
    return best;
  }

  #count(evidence: string): number {
    return this.#counts.get(evidence) ?? 0;
  }
}

/** Reads the cells of one column; what the column has not told so far its first telling cell decides. */
export class ColumnFormat {
  decimal: DecimalMark | null;
  dateOrder: DateOrder | null;
  numericTime: NumericTime | null;
  /** Signs and codes of currencies that stood beside amounts. */
  readonly currencies = new Set<string>();
  /** Zone of times without one. */
  readonly zone: Zone;
  /** Whether bare numbers of a rate are in per cent. */
  readonly inPercent: boolean;
  readonly #place: ColumnPlace;
  readonly #usual: Usual;
  #times: TimeReader;

  constructor(writing: Writing, usual: Usual, zone: Zone, place: ColumnPlace) {
    this.decimal = writing.decimal;
    this.dateOrder = writing.dateOrder;
    this.numericTime = writing.numericTime;
    this.inPercent = writing.inPercent;
    this.#usual = usual;
    this.#place = place;
    this.zone = zone;
    this.#times = this.#newTimes();
  }

  /** Minor units; NaN for a cell that is no amount. */
  money(text: string): number {
    const mark = this.decimal ?? (isDigits(text) ? '.' : this.#settleDecimal(text));
    const minor = parseMoney(text, mark);
    if (mayNameCurrency(text) && !Number.isNaN(minor)) this.#noteCurrency(text);
    return minor;
  }

  number(text: string): number {
    if (this.decimal === null && isDigits(text)) return parseNumber(text, '.');
    return parseNumber(text, this.decimal ?? this.#settleDecimal(text));
  }

  rate(text: string): number {
    return parseRate(text, this.decimal ?? this.#settleDecimal(text), this.inPercent);
  }

  /** Epoch ms; NaN for a cell that is no time. */
  time(text: string): number {
    const time = this.#times.read(text);
    if (!Number.isNaN(time) || (this.dateOrder !== null && this.numericTime !== null)) return time;
    return this.#settleTime(text) ? this.#times.read(text) : time;
  }

  #noteCurrency(text: string): void {
    const mark = markOf(text);
    if (mark !== null && this.currencies.size < SHOWN_CURRENCIES) this.currencies.add(mark);
  }

  #settleDecimal(text: string): DecimalMark {
    const evidence = decimalEvidence(text);
    if (evidence === 'none') return '.';
    if (evidence !== 'either') this.decimal = evidence;
    else if (this.#usual.decimal !== null) return this.#usual.decimal;
    else throw ambiguousDecimal(this.#place, [text]);
    return this.decimal;
  }

  #settleTime(text: string): boolean {
    const evidence = timeEvidence(text);
    if (evidence === 'none') return false;
    if (evidence === 'dmy' || evidence === 'mdy') {
      if (this.dateOrder !== null) return false;
      this.dateOrder = evidence;
    } else if (evidence === 'either order') {
      if (this.dateOrder !== null) return false;
      if (this.#usual.dateOrder === null) throw ambiguousDates(this.#place, [text]);
      this.dateOrder = this.#usual.dateOrder;
    } else {
      if (this.numericTime !== null) return false;
      this.numericTime = evidence;
    }
    this.#times = this.#newTimes();
    return true;
  }

  #newTimes(): TimeReader {
    return new TimeReader({ order: this.dateOrder, numeric: this.numericTime, zone: this.zone });
  }
}

/** All that stands around digits but the dollar comes before the letters and the signs of other currencies. */
function mayNameCurrency(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  if (isBeyondDigits(text.charCodeAt(0)) || isBeyondDigits(last)) return true;
  // -€5, (5 €), 5 kr.
  return isBeyondDigits(text.charCodeAt(1)) || last === CLOSE_BRACKET || last === DOT;
}

const [CLOSE_BRACKET, DOT] = [41, 46];

function isBeyondDigits(code: number): boolean {
  return code > 57 || code === 36;
}

/** What a survey found: by column, and for all. */
export interface SeenWritings {
  readonly columns: ReadonlyMap<number, Writing>;
  readonly usual: Usual;
}

/** The format of each column of a table. */
export class ColumnFormats {
  readonly #options: ReadOptions;
  readonly #zone: Zone;
  readonly #headers: readonly string[];
  readonly #file: string;
  readonly #seen: SeenWritings;
  readonly #formats = new Map<number, ColumnFormat>();

  constructor(options: ReadOptions, headers: readonly string[], file: string, seen: SeenWritings) {
    this.#options = options;
    this.#zone = new Zone(options.timezone);
    this.#headers = headers;
    this.#file = file;
    this.#seen = seen;
  }

  /** Signs of currencies that stood beside amounts, with the header of their column. */
  get currencies(): { readonly sign: string; readonly header: string }[] {
    return [...this.#formats].flatMap(([index, { currencies }]) =>
      [...currencies].map((sign) => ({ sign, header: this.#headers[index]! })),
    );
  }

  of(index: number): ColumnFormat {
    let format = this.#formats.get(index);
    if (format === undefined) {
      const seen = this.#seen.columns.get(index);
      const writing = {
        decimal: this.#options.decimal ?? seen?.decimal ?? null,
        dateOrder: this.#options.dateOrder ?? seen?.dateOrder ?? null,
        numericTime: seen?.numericTime ?? null,
        inPercent: seen?.inPercent ?? false,
      };
      const place = { file: this.#file, index, header: this.#headers[index]! };
      format = new ColumnFormat(writing, this.#seen.usual, zoneIn(place.header) ?? this.#zone, place);
      this.#formats.set(index, format);
    }
    return format;
  }
}

/** The zone that a header names in brackets, as in `Created (UTC)` or `Started at (America/New_York)`. */
function zoneIn(header: string): Zone | null {
  const name = /[([](utc|gmt|[a-z]+(?:\/[\w+-]+)+)[)\]]/i.exec(header)?.[1];
  if (name === undefined) return null;
  try {
    return new Zone(name);
  } catch {
    return null;
  }
}
