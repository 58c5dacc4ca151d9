import type { RiskTable } from './logRank.ts';

export interface LogHazardRatio {
  readonly value: number;
  readonly se: number;
}

/**
 * Cox's log hazard ratio (Efron ties) of the second group against the first, from numbers at risk and events alone: a
 * single binary covariate needs no more, so months by the million cost nothing. Null when one group has no event.
 */
export function logHazardRatio({ atRisk, events }: RiskTable): LogHazardRatio | null {
  const [n0, n1] = [atRisk[0]!, atRisk[1]!];
  const [d0, d1] = [events[0]!, events[1]!];
  const deaths = (d: ArrayLike<number>) => Array.from(d).reduce((sum, value) => sum + value, 0);
  if (deaths(d0) === 0 || deaths(d1) === 0) return null;
  let beta = 0;
  for (let iteration = 0; iteration < 100; iteration++) {
    let [gradient, information] = [0, 0];
    for (let t = 0; t < n0.length; t++) {
      const tied = d0[t]! + d1[t]!;
      gradient += d1[t]!;
      for (let k = 0; k < tied; k++) {
        const exposed = (n1[t]! - (k / tied) * d1[t]!) * Math.exp(beta);
        const share = exposed / (exposed + n0[t]! - (k / tied) * d0[t]!);
        gradient -= share;
        information += share * (1 - share);
      }
    }
    if (!(information > 0)) return null;
    const step = Math.max(-2, Math.min(2, gradient / information));
    beta += step;
    if (Math.abs(step) < 1e-12) return { value: beta, se: 1 / Math.sqrt(information) };
  }
  return null;
}
