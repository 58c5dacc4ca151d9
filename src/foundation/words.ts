/** Numbers for plain sentences, the same in every locale. Tables and files format their own. */

/** Whole currency units with thousands marked: `1,234 EUR`, `-5`; nothing after the point below is lost to money itself. */
export function moneyInWords(minor: number, currency: string | null): string {
  const units = Math.round(minor / 100);
  const digits = String(Math.abs(units)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${units < 0 ? '-' : ''}${digits}${currency === null ? '' : ` ${currency}`}`;
}

/** A fraction as percent with at most one decimal: `12.5 %`. */
export function percentInWords(fraction: number): string {
  return `${Math.round(fraction * 1000) / 10} %`;
}
