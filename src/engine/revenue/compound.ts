import { normalQuantile } from '../../math/normal.ts';
import { INTERVAL_TAIL } from './outcome.ts';

/** Moments of a sum that is 0 with some probability and positive otherwise. */
export interface ZeroInflated {
  readonly probabilityZero: number;
  readonly mean: number;
  readonly variance: number;
}

/**
 * The 90% interval of a sum with an atom at zero: the atom exactly, and a log-normal of the matching mean and
 * variance for what is above it.
 */
export function zeroInflatedInterval(sum: ZeroInflated): { low: number; high: number } {
  return { low: zeroInflatedQuantile(sum, INTERVAL_TAIL), high: zeroInflatedQuantile(sum, 1 - INTERVAL_TAIL) };
}

function zeroInflatedQuantile({ probabilityZero, mean, variance }: ZeroInflated, level: number): number {
  const probabilityPositive = 1 - probabilityZero;
  const within = (level - probabilityZero) / probabilityPositive;
  if (!(within > 0) || !(mean > 0)) return 0;
  const positiveMean = mean / probabilityPositive;
  // Var(S) = p·Var(S|>0) + p(1−p)·E(S|>0)².
  const positiveVariance = Math.max(0, variance / probabilityPositive - probabilityZero * positiveMean * positiveMean);
  const logVariance = Math.log1p(positiveVariance / (positiveMean * positiveMean));
  return positiveMean * Math.exp(normalQuantile(within) * Math.sqrt(logVariance) - logVariance / 2);
}
