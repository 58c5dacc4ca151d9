/** Numbers for plain sentences, the same in every locale. Tables and files format their own. */

/** Whole currency units with thousands marked: `1,234 EUR`, `-5`; nothing after the point below is lost to money itself. */
export function moneyInWords(minor: number, currency: string | null): string {
  const units = Math.round(minor / 100);
  return `${units < 0 ? '-' : ''}${grouped(Math.abs(units))}${currency === null ? '' : ` ${currency}`}`;
}

/** So many of something: `1 row`, `1,234 rows`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A whole number, not negative, with thousands marked. */
function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
}

const LARGEST_FRACTION = 10;

/** A fraction as percent with at most one decimal: `12.5%`; what is beyond all measure is not told to the digit. */
export function percentInWords(fraction: number): string {
  if (fraction > LARGEST_FRACTION) return `over ${grouped(100 * LARGEST_FRACTION)}%`;
  return `${Math.round(fraction * 1000) / 10}%`;
}

/** A number as people write it: about three digits that count, thousands marked, never an exponent: `140`, `0.0019`. */
export function plainNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return `${value < 0 ? '-' : ''}${grouped(Math.round(size))}`;
  const decimals = size === 0 ? 0 : Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(size))));
  const text = value.toFixed(decimals).replace(/(\.\d*?)0+$/, '$1');
  return text.replace(/\.$/, '').replace(/^-0$/, '0');
}

/** A number to work on with: six digits that count, thousands marked, an exponent only where it is very small. */
export function sixDigits(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return signedGroups(String(value));
  const size = Math.abs(value);
  if (size < 1e-6 || size >= 1e15) return value.toExponential(5).replace(/\.?0+e/, 'e');
  const decimals = Math.max(0, 5 - Math.floor(Math.log10(size)));
  return signedGroups(
    value
      .toFixed(Math.min(12, decimals))
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, ''),
  );
}

/** Money to the cent, thousands marked. */
export function moneyToTheCent(units: number): string {
  return signedGroups(units.toFixed(2));
}

function signedGroups(text: string): string {
  return text.replace(/^(-?)(\d+)/, (_, sign: string, whole: string) => sign + grouped(Number(whole)));
}

const LARGEST_TOLD = 1000;
const LEAST_TOLD = 0.01;

/** What multiplying by e^`log` does: `3.2 times as high`, `40% higher`, `62% lower`. */
export function timesInWords(log: number): string {
  const { amount, unit } = times(log);
  return amount === '' ? unit : `${amount} ${unit}`;
}

/** Both ends of an interval of `timesInWords`, the unit said once where it is the same. */
export function timesRangeInWords(logLow: number, logHigh: number): string {
  const [low, high] = [times(logLow), times(logHigh)];
  if (low.unit !== high.unit || low.amount === '') return `${timesInWords(logLow)} to ${timesInWords(logHigh)}`;
  return `${low.amount} to ${high.amount} ${high.unit}`;
}

function times(log: number): { readonly amount: string; readonly unit: string } {
  const ratio = Math.exp(log);
  if (ratio > LARGEST_TOLD) return { amount: `over ${grouped(LARGEST_TOLD)}`, unit: 'times as high' };
  if (ratio >= 2) return { amount: plainNumber(ratio), unit: 'times as high' };
  if (ratio < LEAST_TOLD) return { amount: `over ${100 * (1 - LEAST_TOLD)}%`, unit: 'lower' };
  const percent = Math.round(Math.abs(ratio - 1) * 100);
  if (percent === 0) return { amount: '', unit: 'the same' };
  return { amount: `${percent}%`, unit: ratio > 1 ? 'higher' : 'lower' };
}
