import { CxRoiError, type Location } from '../foundation/errors.ts';

const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  zł: 'PLN',
  '₺': 'TRY',
  '₴': 'UAH',
};

/** The ISO code that a cell or an option names, or null. A bare dollar or yen sign stands for several currencies. */
export function currencyCode(text: string): string | null {
  const trimmed = text.trim();
  if (/^[A-Za-z]{3}$/.test(trimmed)) return trimmed.toUpperCase();
  return SIGNS[trimmed] ?? null;
}

const KNOWN = new Set(Intl.supportedValuesOf('currency'));

/** Whether a text is the sign of a currency or a code that is in use. */
export function isCurrency(text: string): boolean {
  return /^\p{Sc}$/u.test(text) || KNOWN.has(text);
}

/** The currency that stands in a header's brackets: `Amount (EUR)`. */
export function currencyInBracket(bracket: string | null): string | null {
  const code = bracket === null ? null : currencyCode(bracket);
  return code !== null && KNOWN.has(code) ? code : null;
}

/** Sees to it that all money of a run is in one currency. */
export class OneCurrency {
  #code: string | null;
  #where: string;
  #lastText = '';

  constructor(stated: string | null) {
    this.#code = stated === null ? null : currencyCode(stated);
    this.#where = '--currency';
    if (stated !== null && this.#code === null) {
      throw new CxRoiError('usage', `"${stated}" is not a currency code.`, { hint: 'Use an ISO code such as EUR.' });
    }
  }

  get code(): string | null {
    return this.#code;
  }

  /** Takes the signs that stood beside amounts: one currency is learnt, two contradict each other. */
  seeSigns(signs: readonly { readonly sign: string; readonly header: string }[], file: string): void {
    for (const { sign, header } of signs) {
      const other = signs.find((candidate) => nameOf(candidate.sign) !== nameOf(sign));
      if (other !== undefined) throw mixed(`"${other.sign}"`, `"${sign}"`, { file, header });
      this.see(sign, () => ({ file, header }));
    }
  }

  /** False for a text that names no currency; throws when it names another one. */
  see(text: string, place: () => Location): boolean {
    if (text === this.#lastText) return true;
    const code = currencyCode(text);
    if (code === null) return false;
    if (this.#code === null) {
      this.#code = code;
      const { file, line } = place();
      this.#where = line === undefined ? file : `${file}:${line}`;
    } else if (code !== this.#code) {
      throw mixed(`${this.#code} (${this.#where})`, code, place());
    }
    this.#lastText = text;
    return true;
  }
}

function nameOf(sign: string): string {
  return currencyCode(sign) ?? sign;
}

function mixed(one: string, other: string, location: Location): CxRoiError {
  return new CxRoiError('input_currency', `Amounts are in ${one} and in ${other}.`, {
    location,
    hint: 'Amounts of different currencies cannot be added: convert them to one first, or score them apart.',
  });
}
