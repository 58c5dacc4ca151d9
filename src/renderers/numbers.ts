/** Numbers for people: the same in every locale, a dash for what is missing. */

export const MISSING = '–';

/** A decimal number with thousands separators and a fixed number of decimals. */
export function decimal(value: number | null, decimals: number): string {
  if (value === null) return MISSING;
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = (whole ?? '').replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Counted money, to the cent. */
export function money(value: number | null): string {
  return decimal(value, 2);
}

/** Below this, cents are told of estimated money. */
const LEAST_WHOLE = 99.995;

/** Estimated money: cents only where they matter. */
export function roundMoney(value: number | null): string {
  return decimal(value, value !== null && Math.abs(value) >= LEAST_WHOLE ? 0 : 2);
}

export function percent(fraction: number | null, decimals = 1): string {
  return fraction === null ? MISSING : `${decimal(fraction * 100, decimals)}%`;
}

/** With its sign, for changes. */
export function signed(text: string): string {
  return text === MISSING || text.startsWith('-') ? text : `+${text}`;
}
