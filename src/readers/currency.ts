import { CxRoiError, type Location } from '../foundation/errors.ts';
import { codesOf, isCode } from './currencyMarks.ts';
import type { FoldedHeader } from './headers.ts';

/** The one ISO code that a cell or an option names, or null: a bare dollar or yen sign stands for several. */
export function currencyCode(text: string): string | null {
  const codes = codesOf(text);
  return codes.length === 1 ? codes[0]! : null;
}

/** The currency that a header names, in brackets or as its last word: `Amount (EUR)`, `revenue_usd`. */
export function currencyInHeader({ bracket, words }: Pick<FoldedHeader, 'bracket' | 'words'>): string | null {
  const named = bracket === null ? null : currencyCode(bracket);
  if (named !== null && isCode(named)) return named;
  const last = words.length > 1 ? words.at(-1)! : '';
  const code = last === 'euro' ? 'EUR' : last.toUpperCase();
  return isCode(code) && !WORDS.has(last) ? code : null;
}

/** Words of headers that are codes, too. */
const WORDS: ReadonlySet<string> = new Set(['all', 'top', 'try', 'mad', 'lak', 'sos', 'cup', 'gel', 'ron', 'nad']);

/** A mark of a currency that stood beside amounts, and the header of their column. */
export interface SeenSign {
  readonly sign: string;
  readonly header: string;
}

/** Sees to it that all money of a run is in one currency. */
export class OneCurrency {
  /** All currencies that everything so far can be in; null: nothing said. */
  #possible: readonly string[] | null = null;
  #said = '';
  #where = '';
  #lastText = '';
  /** Whether amounts of other currencies are converted to this one. */
  readonly #converts: boolean;

  constructor(stated: string | null, converts = false) {
    this.#converts = converts;
    if (stated === null) return;
    const code = currencyCode(stated);
    if (code === null) {
      throw new CxRoiError('usage', `"${stated}" is not a currency code.`, { hint: 'Use an ISO code such as EUR.' });
    }
    this.#agree([code], code, '--currency');
  }

  get code(): string | null {
    return this.#possible?.length === 1 ? this.#possible[0]! : null;
  }

  /** Takes the signs that stood beside amounts: one currency is learnt, two contradict each other. */
  seeSigns(signs: readonly SeenSign[], file: string): void {
    for (const { sign, header } of signs) this.see(sign, () => ({ file, header }));
  }

  /** False for a text that names no currency; throws when it names another one. */
  see(text: string, place: () => Location): boolean {
    if (text === this.#lastText) return true;
    const codes = codesOf(text);
    if (codes.length === 0) return false;
    if (!this.#converts) this.#learn(codes, text.trim(), place);
    this.#lastText = text;
    return true;
  }

  #learn(codes: readonly string[], text: string, place: () => Location): void {
    const said = codes.length === 1 ? codes[0]! : `"${text}"`;
    const left = this.#possible?.filter((code) => codes.includes(code)) ?? codes;
    if (left.length === 0) throw mixed(`${this.#said} (${this.#where})`, said, place());
    if (left.length === this.#possible?.length) return;
    const { file, line, header } = place();
    this.#agree(left, said, line === undefined ? `"${header}" of ${file}` : `${file}:${line}`);
  }

  #agree(possible: readonly string[], said: string, where: string): void {
    this.#possible = possible;
    this.#said = said;
    this.#where = where;
  }
}

function mixed(one: string, other: string, location: Location): CxRoiError {
  return new CxRoiError('input_currency', `Amounts are in ${one} and in ${other}.`, {
    location,
    hint: 'Give the rates, --rates FILE with the columns currency, rate and perhaps date; or score them apart.',
  });
}
