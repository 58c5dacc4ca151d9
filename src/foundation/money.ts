/**
 * Money is held in minor units (hundredths of the currency's unit, whatever the currency), so that sums of
 * ordinary amounts are sums of integers. Finer amounts keep their fraction: 0.005 is 0.5 minor units.
 */
export const MINOR_PER_UNIT = 100;

/** Decimal amount in the run's currency, for output: the double nearest to the exact quotient. */
export function toUnits(minor: number): number {
  return minor / MINOR_PER_UNIT;
}

/**
 * Minor units of a plain decimal numeral (`-1234.5`), without the error of multiplying a double by 100.
 * NaN when the text is not such a numeral.
 */
export function minorFromDecimal(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value)) return Number.NaN;
  const scaled = Number(`${text}e2`);
  return Number.isFinite(scaled) ? scaled : value * MINOR_PER_UNIT;
}
