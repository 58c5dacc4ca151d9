import { logGamma } from './gamma.ts';

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

/** A length of pmf that leaves out no more than about 1e-9: the mean and twelve deviations and the slow tail's rest. */
export function negativeBinomialReach(r: number, q: number): number {
  const mean = (r * q) / (1 - q);
  const deviation = Math.sqrt(mean / (1 - q));
  // Beyond the mode the pmf falls at least like q^y once y is well above r.
  return Math.ceil(mean + 8 * deviation + Math.min(21 / -Math.log(q || 1e-300), 14 * deviation + 20)) + 2;
}
