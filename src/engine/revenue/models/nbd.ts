import { digamma, logGamma } from '../../../math/gamma.ts';
import type { Objective } from '../../../math/minimise.ts';
import { negativeBinomialPmf, negativeBinomialReach } from '../../../math/negativeBinomial.ts';
import type { GroupedHistories } from './histories.ts';
import type { PurchaseModel, PurchaseOutlook } from './model.ts';

/** NBD (Ehrenberg 1959): a gamma-Poisson that nobody ever leaves; the limit of the others without dropout. */
export const NBD: PurchaseModel = {
  name: 'nbd',
  parameterNames: ['r', 'alpha'],
  timeParameters: [1],
  starts: [
    [0.5, 0.5],
    [2, 1],
    [0.1, 0.1],
  ],
  objective: nbdObjective,
  predictor: ([r, alpha]) => ({
    newcomerAlive: 1,
    probabilityAlive: () => 1,
    outlook: (x, age) => nbdOutlook(r! + x, alpha! + age),
  }),
};

/** ln L = ln Γ(r+x)/Γ(r) + r ln α − (r+x) ln(α+T), the likelihood of the purchase times. */
function nbdObjective({ frequencies, ages, x: xs, age, count, customers }: GroupedHistories): Objective {
  return (theta, gradient) => {
    const [r, alpha] = [Math.exp(theta[0]!), Math.exp(theta[1]!)];
    const table = frequencies.map((x) => logGamma(r + x) - logGamma(r) + r * Math.log(alpha));
    const slopes = frequencies.map((x) => digamma(r + x));
    const logAge = ages.map((t) => Math.log(alpha + t));
    let [value, dr, dAlpha] = [0, 0, 0];
    for (let g = 0; g < count.length; g++) {
      const [xi, ai, n] = [xs[g]!, age[g]!, count[g]!];
      const total = r + frequencies[xi]!;
      value += n * (table[xi]! - total * logAge[ai]!);
      dr += n * (slopes[xi]! - logAge[ai]!);
      dAlpha -= (n * total) / (alpha + ages[ai]!);
    }
    gradient[0] = -(dr + customers * (Math.log(alpha) - digamma(r))) * r;
    gradient[1] = -(dAlpha + (customers * r) / alpha) * alpha;
    return -value;
  };
}

function nbdOutlook(r: number, alpha: number): PurchaseOutlook {
  return {
    expected: (t) => (r * t) / alpha,
    rate: () => r / alpha,
    survival: () => 1,
    pmf: (t) => {
      const q = t / (alpha + t);
      return negativeBinomialPmf(r, q, negativeBinomialReach(r, q));
    },
  };
}
