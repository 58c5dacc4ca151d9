import { digamma, logGamma } from '../../../math/gamma.ts';
import type { Objective } from '../../../math/minimise.ts';

/** Spend per purchase: gamma within a customer (shape p), its rate gamma over customers (shape q, rate γ = v). */
export interface GammaGammaParameters {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

/** Customers with at least one purchase of known spend. */
export interface SpendColumns {
  readonly purchases: Float64Array;
  readonly meanSpend: Float64Array;
}

export const GAMMA_GAMMA_STARTS = [
  [2, 2, 1],
  [6, 4, 0.5],
  [1, 3, 2],
] as const;

/** Minus the log-likelihood over ln p, ln q, ln v: Fader & Hardie (2013), eq. 1a. */
export function gammaGammaObjective({ purchases, meanSpend }: SpendColumns): Objective {
  const distinct = Float64Array.from(new Set(purchases)).sort();
  const place = new Map(Array.from(distinct, (x, i) => [x, i]));
  const index = Int32Array.from(purchases, (x) => place.get(x)!);
  const logSpend = meanSpend.map((z) => Math.log(z));
  return (theta, gradient) => {
    const [p, q, v] = Array.from(theta, Math.exp) as [number, number, number];
    const terms = Array.from(distinct, (x) => ({
      constant: logGamma(p * x + q) - logGamma(p * x) + p * x * Math.log(x),
      p: digamma(p * x + q) - digamma(p * x) + Math.log(x),
      q: digamma(p * x + q),
    }));
    let [value, dp, dq, dv] = [0, 0, 0, 0];
    for (let i = 0; i < purchases.length; i++) {
      const [x, z, term] = [purchases[i]!, meanSpend[i]!, terms[index[i]!]!];
      const rate = v + x * z;
      const logRate = Math.log(rate);
      value += term.constant + (p * x - 1) * logSpend[i]! - (p * x + q) * logRate;
      dp += x * (term.p + logSpend[i]! - logRate);
      dq += term.q - logRate;
      dv -= (p * x + q) / rate;
    }
    const n = purchases.length;
    value += n * (q * Math.log(v) - logGamma(q));
    gradient[0] = -dp * p;
    gradient[1] = -(dq + n * (Math.log(v) - digamma(q))) * q;
    gradient[2] = -(dv + (n * q) / v) * v;
    return -value;
  };
}

/** E[spend per purchase | x purchases of mean z̄] = p (v + x z̄) / (p x + q − 1) (eq. 5); infinite for p x + q ≤ 1. */
export function expectedSpend({ p, q, v }: GammaGammaParameters, purchases: number, meanSpend: number): number {
  const shape = p * purchases + q - 1;
  const known = purchases > 0 ? purchases * meanSpend : 0;
  return shape > 0 ? (p * (v + known)) / shape : Number.POSITIVE_INFINITY;
}

/** ln L of one customer. */
export function gammaGammaLogLikelihood(
  parameters: GammaGammaParameters,
  purchases: number,
  meanSpend: number,
): number {
  const { p, q, v } = parameters;
  const objective = gammaGammaObjective({
    purchases: Float64Array.of(purchases),
    meanSpend: Float64Array.of(meanSpend),
  });
  return -objective(Float64Array.of(Math.log(p), Math.log(q), Math.log(v)), new Float64Array(3));
}
