import { minorFromDecimal } from '../foundation/money.ts';
import { splitMark } from './currencyMarks.ts';

export type DecimalMark = '.' | ',';

const POINT = 46;
const COMMA = 44;
const MINUS = 45;

/** Digits that a double holds exactly, two more for the scaling to minor units. */
const EXACT_DIGITS = 13;

/** Minor units of a cell as people write money; NaN when it is not a number. */
export function parseMoney(text: string, decimal: DecimalMark): number {
  const fast = plainMinor(text, decimal === '.' ? POINT : COMMA);
  if (!Number.isNaN(fast)) return fast;
  const numeral = plainNumeral(text, decimal);
  if (numeral === null || numeral.percent) return Number.NaN;
  const minor = minorFromDecimal(numeral.digits) + 0;
  // Beyond this no sum is exact, and nobody was ever paid so much.
  return Math.abs(minor) <= Number.MAX_SAFE_INTEGER ? minor : Number.NaN;
}

/** A number as people write it; NaN when it is not one. */
export function parseNumber(text: string, decimal: DecimalMark): number {
  const fast = plainMinor(text, decimal === '.' ? POINT : COMMA);
  if (!Number.isNaN(fast)) return fast / 100;
  const numeral = plainNumeral(text, decimal);
  return numeral === null || numeral.percent ? Number.NaN : Number(numeral.digits) + 0;
}

/** A fraction: `40%`, and of a bare number `0.4`, or `40` in a column in per cent. NaN when it is not a number. */
export function parseRate(text: string, decimal: DecimalMark, inPercent: boolean): number {
  const numeral = plainNumeral(text, decimal);
  if (numeral === null) return Number.NaN;
  const value = Number(numeral.digits) + 0;
  if (!numeral.percent && !inPercent) return value;
  // Shifting the decimal point is exact where dividing by 100 is not.
  const shifted = Number(`${numeral.digits}e-2`) + 0;
  return Number.isNaN(shifted) ? value / 100 : shifted;
}

/** Whether a bare number can only be one in per cent: beyond 1, as no share is, though not beyond what a share can be. */
export function isInPercent(text: string): boolean {
  return (['.', ','] as const).some((decimal) => {
    const numeral = plainNumeral(text, decimal);
    const value = numeral === null || numeral.percent ? 0 : Number(numeral.digits);
    return value < -1 || (value > 1 && value <= 100);
  });
}

/** The common cell, `-1234.5`, straight to integer minor units; NaN for anything else, which may still be a number. */
function plainMinor(text: string, mark: number): number {
  const negative = text.charCodeAt(0) === MINUS;
  const start = negative ? 1 : 0;
  const length = text.length;
  if (length === start || length > EXACT_DIGITS) return Number.NaN;
  let value = 0;
  let decimals = -1;
  for (let i = start; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48);
      if (decimals >= 0) decimals++;
    } else if (code === mark && decimals < 0 && i > start) decimals = 0;
    else return Number.NaN;
  }
  if (decimals > 2) return Number.NaN;
  const minor = decimals === 2 ? value : decimals === 1 ? value * 10 : value * 100;
  return negative && minor !== 0 ? -minor : minor;
}

/**
 * What a cell tells about the decimal mark of its column: that it is the point, that it is the comma, that it is one
 * of the two with different values, or nothing.
 */
export function decimalEvidence(text: string): DecimalMark | 'either' | 'none' {
  if (/^\s*[+-]?\d+\s*$/.test(text)) return 'none';
  // What most cells are: marks of thousands stand before three digits.
  if (/^-?\d+\.\d\d?$/.test(text)) return '.';
  const [point, comma] = [plainNumeral(text, '.'), plainNumeral(text, ',')];
  if (point === null) return comma === null ? 'none' : ',';
  if (comma === null) return '.';
  return Number(point.digits) === Number(comma.digits) ? 'none' : 'either';
}

/** Whether a text is nothing but digits, which every locale reads alike. */
export function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return text.length > 0;
}

interface Numeral {
  /** A numeral as `Number` reads it. */
  readonly digits: string;
  readonly percent: boolean;
}

const SPACES = /[\s\u00a0\u2007\u2009\u202f]/g;
/** `12,-` is an even twelve. */
const NO_CENTS = /([.,])\s*-{1,2}$/;

/** Takes currency signs, spaces, brackets, percent and thousands marks off a written number. */
function plainNumeral(text: string, decimal: DecimalMark): Numeral | null {
  let rest = text.trim().replace(/[\u2212\u2013]/g, '-');
  let negative = false;
  const bracketed = /^\((.*)\)$/.exec(rest);
  if (bracketed !== null) {
    rest = bracketed[1]!.trim();
    negative = true;
  }
  // A sign can stand on either side of the currency: -€5, €-5, 5-.
  const signs = () => {
    const signed = /^([+-])(.*)$|^(.*)([-])$/s.exec(rest);
    if (signed === null) return;
    rest = (signed[2] ?? signed[3] ?? '').trim();
    if ((signed[1] ?? signed[4]) === '-') negative = !negative;
  };
  rest = rest.replace(NO_CENTS, '$100');
  signs();
  const percent = rest.endsWith('%');
  if (percent) rest = rest.slice(0, -1).trim();
  const { rest: bare } = splitMark(rest);
  if (bare !== rest) {
    rest = bare.replace(NO_CENTS, '$100');
    signs();
  }
  const digits = withoutGroups(rest, decimal);
  return digits === null ? null : { digits: negative ? `-${digits}` : digits, percent };
}

/** The digits without thousands marks; null where a mark stands in a place no thousands mark has. */
function withoutGroups(text: string, decimal: DecimalMark): string | null {
  if (/^\d+(?:\.\d*)?(?:[eE][+-]?\d{1,3})?$|^\.\d+$/.test(text) && decimal === '.') return text;
  const [whole = '', fraction, ...more] = text.split(decimal);
  if (more.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction))) return null;
  const grouped = whole.replace(SPACES, ' ').replace(/[’‘`´]/g, "'");
  const thousands = decimal === '.' ? ',' : '.';
  const plain = /^\d*$/.test(grouped) ? grouped : ungroup(grouped, [thousands, ' ', "'"]);
  if (plain === null || (plain === '' && !fraction)) return null;
  return fraction ? `${plain || '0'}.${fraction}` : plain;
}

/** One kind of mark, in groups of three, or of two before the last three as in India. */
function ungroup(text: string, marks: readonly string[]): string | null {
  for (const mark of marks) {
    if (!text.includes(mark)) continue;
    const groups = text.split(mark);
    const regular = groups.every((group, i) => (i === 0 ? /^[1-9]\d{0,2}$/ : /^\d{3}$/).test(group));
    const indian = groups.every((group, i) =>
      (i === groups.length - 1 ? /^\d{3}$/ : i === 0 ? /^[1-9]\d?$/ : /^\d{2}$/).test(group),
    );
    return regular || indian ? groups.join('') : null;
  }
  return null;
}
