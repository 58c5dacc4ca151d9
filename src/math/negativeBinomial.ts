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

/**
 * P(Y ≥ y) of the same distribution, summed from y upwards, so that a small tail keeps its digits. For whole r it is also
 * P(Binomial(r + y − 1, q) ≥ y): the exact conditional test of two Poisson rates (Przyborowski & Wilenski 1940).
 */
export function negativeBinomialTail(r: number, q: number, y: number): number {
  if (y <= 0) return 1;
  if (q === 0) return 0;
  let term = Math.exp(logGamma(r + y) - logGamma(r) - logGamma(y + 1) + y * Math.log(q) + r * Math.log1p(-q));
  let tail = 0;
  for (let k = y; ; k++) {
    tail += term;
    const ratio = ((r + k) * q) / (k + 1);
    term *= ratio;
    // Once the terms fall, what is left is less than a geometric series.
    const fall = Math.max(ratio, q);
    if (term === 0 || (fall < 1 && (term / (1 - fall)) * 1e16 < tail)) return Math.min(1, tail + term);
  }
}
