import { logGamma } from './gamma.ts';

const NEGLIGIBLE = 1e-11;

/**
 * P(Y = y), y = 0 … length−1, of a negative binomial: Γ(r+y)/(Γ(r) y!) (1−q)^r q^y. Worked out from the mode outwards
 * by ratios, so that neither a large r nor a long range underflows. r > 0, 0 ≤ q < 1.
 */
export function negativeBinomialPmf(r: number, q: number, length: number): Float64Array {
  const pmf = new Float64Array(length);
  const mode = Math.min(length - 1, Math.max(0, Math.floor(((r - 1) * q) / (1 - q))));
  const log = q === 0 ? 0 : logGamma(r + mode) - logGamma(r) - logGamma(mode + 1) + mode * Math.log(q);
  pmf[mode] = Math.exp(log + r * Math.log1p(-q));
  for (let y = mode; y + 1 < length; y++) pmf[y + 1] = (pmf[y]! * (r + y) * q) / (y + 1);
  for (let y = mode; y > 0; y--) pmf[y - 1] = (pmf[y]! * y) / ((r + y - 1) * q);
  return pmf;
}

/** The length of pmf that leaves out less than about 1e-10: upwards from the mode until the rest is nothing. */
export function negativeBinomialReach(r: number, q: number): number {
  let y = Math.max(0, Math.floor(((r - 1) * q) / (1 - q)));
  for (let relative = 1; ; y++) {
    const ratio = ((r + y) * q) / (y + 1);
    // From here on the terms fall at least as fast as this geometric series (or as q, for r below 1).
    const fall = Math.max(ratio, q);
    if (fall < 1 && relative * (fall / (1 - fall)) < NEGLIGIBLE) return y + 1;
    relative *= ratio;
  }
}
