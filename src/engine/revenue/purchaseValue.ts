import { zeroInflatedInterval } from './compound.ts';
import { type CustomerValue, scaledValue } from './forecastFigures.ts';
import type { AliveCount, CustomerSpend } from './forecastTerms.ts';

/**
 * Value of a customer alive with probability `alive`: counts compounded with spend, Var(S | Y) = Y·within + Y²·variance,
 * times `scale` (margin, discount and refunds of one purchase).
 */
export function purchaseValue(alive: number, count: AliveCount, spend: CustomerSpend, scale: number): CustomerValue {
  const mean = alive * count.mean * spend.mean;
  const second = alive * (count.mean * spend.within + count.secondMoment * (spend.mean ** 2 + spend.variance));
  const variance = Math.max(0, second - mean * mean);
  const { low, high } = zeroInflatedInterval({ probabilityZero: 1 - alive + alive * count.zero, mean, variance });
  return scaledValue({ expected: mean, low, high, variance }, scale);
}
