import { dayNumber } from '../foundation/days.ts';

/** Readers of option values: undefined means the text cannot be one. */

const NUMERAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function number(text: string): number | undefined {
  const value = NUMERAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

export function positive(text: string): number | undefined {
  return within(number(text), Number.MIN_VALUE, Number.MAX_VALUE);
}

export function notNegative(text: string): number | undefined {
  return within(number(text), 0, Number.MAX_VALUE);
}

export function score(text: string): number | undefined {
  return within(number(text), 0, 100);
}

export function wholeNumber(text: string): number | undefined {
  return /^\d+$/.test(text) ? within(Number(text), 0, Number.MAX_SAFE_INTEGER) : undefined;
}

export function lineNumber(text: string): number | undefined {
  return within(wholeNumber(text), 1, Number.MAX_SAFE_INTEGER);
}

/** `0.4` or `40%`, from 0 to 1. */
export function rate(text: string): number | undefined {
  const percent = /^(.*)%$/s.exec(text)?.[1];
  const value = number((percent ?? text).trim());
  if (value === undefined) return undefined;
  // Through the decimal exponent, so that 7% is the double 0.07.
  return within(percent === undefined ? value : Number(`${value}e-2`), 0, 1);
}

/** UTC day number of `2024-12-31`. */
export function day(text: string): number | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const value = dayNumber(Number(year), Number(month), Number(date));
  return Number.isNaN(value) ? undefined : value;
}

export function timezone(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

const UNITS: Readonly<Record<string, number>> = { kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 };

/** Bytes of `4GB`, `800 MB`, `1.5gb`. */
export function bytes(text: string): number | undefined {
  const [, amount = '', unit = ''] = /^([\d.]+)\s*([kmgt]b)$/i.exec(text.trim()) ?? [];
  const value = (number(amount) ?? 0) * (UNITS[unit.toLowerCase()] ?? 0);
  return value > 0 ? value : undefined;
}

const DELIMITERS: Readonly<Record<string, string>> = {
  tab: '\t',
  '\\t': '\t',
  comma: ',',
  semicolon: ';',
  pipe: '|',
  space: ' ',
};

export function delimiter(text: string): string | undefined {
  if (Object.hasOwn(DELIMITERS, text)) return DELIMITERS[text];
  return text.length === 1 && !/["\r\n\w]/.test(text) ? text : undefined;
}

/** The part before and the part after the first `=`. */
export function pair(text: string): readonly [string, string] | undefined {
  const at = text.indexOf('=');
  return at < 1 || at === text.length - 1 ? undefined : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function within(value: number | undefined, least: number, most: number): number | undefined {
  return value !== undefined && value >= least && value <= most ? value : undefined;
}

export function currency(text: string): string | undefined {
  return /^[a-z]{3}$/i.test(text) ? text.toUpperCase() : undefined;
}

/** `50` rows or `1%` of them. */
export function limit(text: string): { readonly rows: number } | { readonly share: number } | undefined {
  if (text.endsWith('%')) {
    const share = rate(text);
    return share === undefined ? undefined : { share };
  }
  const rows = wholeNumber(text);
  return rows === undefined ? undefined : { rows };
}
