import { normalCdf } from './normal.ts';

/**
 * P(χ² > x) for a whole number of degrees of freedom, by the recurrence
 * Q(x; k+2) = Q(x; k) + (x/2)^(k/2)·e^(−x/2)/Γ(k/2+1) (Abramowitz & Stegun 26.4.8). 1 for x ≤ 0.
 */
export function chiSquareTail(x: number, degrees: number): number {
  if (!(x > 0)) return 1;
  const odd = degrees % 2 === 1;
  let tail = odd ? 2 * normalCdf(-Math.sqrt(x)) : Math.exp(-x / 2);
  // The term that leads from k to k + 2 degrees, first for k = 1 or 2.
  let term = odd ? Math.sqrt((2 * x) / Math.PI) * Math.exp(-x / 2) : (x / 2) * Math.exp(-x / 2);
  for (let k = odd ? 1 : 2; k < degrees; k += 2) {
    tail += term;
    term *= x / (k + 2);
  }
  return tail;
}
