const KNOWN = new Set(Intl.supportedValuesOf('currency'));

const DOLLARS = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD', 'MXN', 'ARS', 'CLP', 'COP'];

/** What stands for a currency beside its code. Several codes: the sign alone does not tell which. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  ...{ $: DOLLARS, US$: ['USD'], CA$: ['CAD'], C$: ['CAD'], AU$: ['AUD'], A$: ['AUD'], NZ$: ['NZD'], HK$: ['HKD'] },
  ...{ S$: ['SGD'], NT$: ['TWD'], MX$: ['MXN'], R$: ['BRL'], '€': ['EUR'], '£': ['GBP'], '¥': ['JPY', 'CNY'] },
  ...{ '₹': ['INR'], '₺': ['TRY'], '₴': ['UAH'], '₽': ['RUB'], '₪': ['ILS'], '₩': ['KRW'], '₫': ['VND'], '฿': ['THB'] },
  ...{ '₱': ['PHP'], '₦': ['NGN'], zł: ['PLN'], Kč: ['CZK'], Ft: ['HUF'], lei: ['RON'], лв: ['BGN'], SFr: ['CHF'] },
  ...{ Fr: ['CHF'], kr: ['SEK', 'NOK', 'DKK', 'ISK'], Kr: ['SEK', 'NOK', 'DKK', 'ISK'], Rs: ['INR', 'PKR', 'LKR'] },
  ...{ R: ['ZAR'], RM: ['MYR'], Rp: ['IDR'], TL: ['TRY'], руб: ['RUB'] },
};

const MARK = String.raw`(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3}|[a-z]{3}|zł|Kč|Ft|lei|лв|SFr|Fr|[kK]r|Rs|Rp|RM|TL|R|руб)`;
const AT_START = new RegExp(`^(${MARK})\\.?(?!\\p{L})`, 'u');
const AT_END = new RegExp(`(?<!\\p{L})(${MARK})\\.?$`, 'u');

/** The codes that a code or sign can stand for; none for a text that is neither. */
export function codesOf(mark: string): readonly string[] {
  const text = mark.trim();
  if (/^[A-Za-z]{3}$/.test(text) && !Object.hasOwn(SIGNS, text)) return [text.toUpperCase()];
  const sign = text.replace(/\.$/, '');
  return Object.hasOwn(SIGNS, sign) ? SIGNS[sign]! : [];
}

/** Whether a code is one of ISO 4217. */
export function isCode(code: string): boolean {
  return KNOWN.has(code);
}

/** An amount without the marks of a currency at its ends, and the mark that says most. */
export interface SplitAmount {
  readonly rest: string;
  readonly mark: string | null;
}

export function splitMark(text: string): SplitAmount {
  const first = markIn(AT_START, text);
  const behindFirst = first === null ? text : text.slice(first.length).replace(/^\./, '').trim();
  const last = markIn(AT_END, behindFirst);
  const rest = last === null ? behindFirst : behindFirst.replace(AT_END, '').trim();
  // Of "$12.00 USD" the code says more.
  const mark = first !== null && last !== null && codesOf(first).length === 1 ? first : (last ?? first);
  return { rest, mark };
}

/** The mark of a currency that stands beside an amount, bracketed and signed as it may be; or null. */
export function markOf(amount: string): string | null {
  const { mark } = splitMark(amount.trim().replace(/^[(+\u2212-]\s*|[-)]$/g, ''));
  const codes = mark === null ? [] : codesOf(mark);
  return codes.length > 1 || (codes.length === 1 && isCode(codes[0]!)) ? mark : null;
}

function markIn(place: RegExp, text: string): string | null {
  const mark = place.exec(text)?.[1] ?? null;
  const isWord = mark !== null && /^[a-z]{3}$/.test(mark) && !Object.hasOwn(SIGNS, mark) && !isCode(mark.toUpperCase());
  return isWord ? null : mark;
}
