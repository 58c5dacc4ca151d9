import { digamma, logGamma } from '../../../math/gamma.ts';
import type { Objective } from '../../../math/minimise.ts';
import { negativeBinomialPmf, negativeBinomialReach } from '../../../math/negativeBinomial.ts';
import { legendreRule } from '../../../math/quadrature.ts';
import type { GroupedHistories } from './histories.ts';
import type { PurchaseModel, PurchaseOutlook, PurchasePredictor } from './model.ts';
import { LostTerm, type ParetoParameters } from './paretoLostTerm.ts';

/** Pareto/NBD: Schmittlein, Morrison & Colombo (1987); a gamma-Poisson buyer with a gamma-exponential lifetime. */
export const PARETO_NBD: PurchaseModel = {
  name: 'pareto-nbd',
  parameterNames: ['r', 'alpha', 's', 'beta'],
  timeParameters: [1, 3],
  starts: [
    [0.5, 0.3, 0.5, 0.3],
    [1, 0.5, 1, 2],
    [0.3, 0.1, 0.3, 1],
  ],
  objective: paretoObjective,
  predictor: ([r, alpha, s, beta]) => paretoPredictor({ r: r!, alpha: alpha!, s: s!, beta: beta! }),
};

/**
 * L = Γ(r+x)/Γ(r) α^r β^s [ (α+T)^{−(r+x)} (β+T)^{−s} + s ∫_{t_x}^{T} (α+τ)^{−(r+x)} (β+τ)^{−(s+1)} dτ ]: still here, or
 * gone at τ (Fader & Hardie 2005, before their 2F1). Both terms are positive, so nothing cancels.
 */
function paretoObjective(histories: GroupedHistories): Objective {
  const { frequencies, recencies, ages, x: xs, recency, age, count, customers } = histories;
  return (theta, gradient) => {
    const [r, alpha, s, beta] = Array.from(theta, Math.exp) as [number, number, number, number];
    const table = frequencies.map((x) => logGamma(r + x) - logGamma(r));
    const slopes = frequencies.map((x) => digamma(r + x));
    const lost = new LostTerm({ r, alpha, s, beta });
    const [logAlpha, logBeta] = [ages.map((t) => Math.log(alpha + t)), ages.map((t) => Math.log(beta + t))];
    let [value, dr, dAlpha, ds, dBeta] = [0, 0, 0, 0, 0];
    for (let g = 0; g < count.length; g++) {
      const [xi, ai, n] = [xs[g]!, age[g]!, count[g]!];
      const T = ages[ai]!;
      const total = r + frequencies[xi]!;
      const logHere = -total * logAlpha[ai]! - s * logBeta[ai]!;
      lost.integrate(frequencies[xi]!, recencies[recency[g]!]!, T);
      const odds = s * Math.exp(lost.log - logHere);
      const gone = odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
      const here = 1 - gone;
      value += n * (table[xi]! + (gone === 1 ? Math.log(s) + lost.log : logHere + Math.log1p(odds)));
      dr += n * (slopes[xi]! - here * logAlpha[ai]! - gone * lost.meanLogAlpha);
      dAlpha -= n * total * (here / (alpha + T) + gone * lost.meanInverseAlpha);
      ds += n * (gone * (1 / s - lost.meanLogBeta) - here * logBeta[ai]!);
      dBeta -= n * ((here * s) / (beta + T) + gone * (s + 1) * lost.meanInverseBeta);
    }
    value += customers * (r * Math.log(alpha) + s * Math.log(beta));
    gradient[0] = -(dr + customers * (Math.log(alpha) - digamma(r))) * r;
    gradient[1] = -(dAlpha + (customers * r) / alpha) * alpha;
    gradient[2] = -(ds + customers * Math.log(beta)) * s;
    gradient[3] = -(dBeta + (customers * s) / beta) * beta;
    return -value;
  };
}

/** ln L of one history. */
export function paretoLogLikelihood(
  parameters: ParetoParameters,
  [x, recency, age]: readonly [number, number, number],
) {
  const { r, alpha, s, beta } = parameters;
  const constant = logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + s * Math.log(beta);
  const logHere = -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
  const lost = new LostTerm(parameters);
  lost.integrate(x, recency, age);
  const logGone = Math.log(s) + lost.log;
  const larger = Math.max(logHere, logGone);
  return constant + larger + Math.log(Math.exp(logHere - larger) + Math.exp(logGone - larger));
}

function paretoPredictor(parameters: ParetoParameters): PurchasePredictor {
  const { r, alpha, s, beta } = parameters;
  const lost = new LostTerm(parameters);
  return {
    newcomerAlive: 1,
    probabilityAlive: (x, recency, age) => {
      const logHere = -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
      lost.integrate(x, recency, age);
      const logOdds = Math.log(s) + lost.log - logHere;
      return logOdds > 0 ? Math.exp(-logOdds) / (1 + Math.exp(-logOdds)) : 1 / (1 + Math.exp(logOdds));
    },
    outlook: (x, age) => paretoOutlook({ r: r + x, alpha: alpha + age, s, beta: beta + age }),
  };
}

/** Schmittlein et al. (1987), eq. 17 and 22, by expm1, with the logarithm as the limit at s = 1. */
function paretoOutlook({ r, alpha, s, beta }: ParetoParameters): PurchaseOutlook {
  const logStay = (t: number) => -Math.log1p(t / beta);
  return {
    expected: (t) => {
      const log = logStay(t);
      const share = Math.abs((s - 1) * log) < 1e-12 ? -log : -Math.expm1((s - 1) * log) / (s - 1);
      return (r / alpha) * beta * share;
    },
    rate: (t) => (r / alpha) * Math.exp(s * logStay(t)),
    survival: (t) => Math.exp(s * logStay(t)),
    pmf: (t) => paretoPmf({ r, alpha, s, beta }, t),
  };
}

const LIFETIME_RULE = legendreRule(16);

/** Here to the end, or gone at u: a negative binomial over the time they were there, averaged over lifetimes. */
function paretoPmf({ r, alpha, s, beta }: ParetoParameters, t: number): Float64Array {
  const reach = negativeBinomialReach(r, t / (alpha + t));
  const pmf = new Float64Array(reach);
  const add = (time: number, weight: number) => {
    const part = negativeBinomialPmf(r, time / (alpha + time), reach);
    for (let y = 0; y < reach; y++) pmf[y]! += weight * part[y]!;
  };
  const stay = Math.exp(-s * Math.log1p(t / beta));
  add(t, stay);
  // By the probability of having left, so that early and late leaving count alike.
  for (let i = 0; i < LIFETIME_RULE.nodes.length; i++) {
    const left = LIFETIME_RULE.nodes[i]! * (1 - stay);
    add(Math.min(t, beta * Math.expm1(-Math.log1p(-left) / s)), LIFETIME_RULE.weights[i]! * (1 - stay));
  }
  return pmf;
}
