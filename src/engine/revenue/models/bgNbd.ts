import { digamma, logGamma } from '../../../math/gamma.ts';
import type { Objective } from '../../../math/minimise.ts';
import { negativeBinomialPmf, negativeBinomialReach } from '../../../math/negativeBinomial.ts';
import { betaRules } from './betaRules.ts';
import type { GroupedHistories } from './histories.ts';
import type { PurchaseModel, PurchaseOutlook, PurchasePredictor } from './model.ts';

/** Purchases by a gamma-Poisson; after each one the customer leaves with a beta-distributed probability. */
export interface BgParameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** BG/NBD: Fader, Hardie & Lee (2005), eq. 6. Whoever never bought again is certainly alive. */
export const BG_NBD: PurchaseModel = betaGeometric('bg-nbd', 0);
/** MBG/NBD: Batislam, Denizel & Filiztekin (2007); Hoppe & Wagner (2007). The first purchase may be the last. */
export const MBG_NBD: PurchaseModel = betaGeometric('mbg-nbd', 1);

/** Expectations agree to as much with twice the nodes. */
const EXACT = 1e-12;

/** `shift`: chances to leave that come with the first purchase, 0 or 1. */
function betaGeometric(name: 'bg-nbd' | 'mbg-nbd', shift: 0 | 1): PurchaseModel {
  return {
    name,
    parameterNames: ['r', 'alpha', 'a', 'b'],
    timeParameters: [1],
    starts: [
      [0.5, 0.3, 1, 2],
      [1, 0.5, 0.3, 2],
      [0.25, 0.1, 0.1, 1],
    ],
    objective: (histories) => bgObjective(histories, shift),
    predictor: ([r, alpha, a, b], agreement = EXACT) => {
      const parameters = { r: r!, alpha: alpha!, a: a!, b: b! };
      return bgPredictor(parameters, shift, betaRules(parameters.a, agreement));
    },
  };
}

/**
 * ln L = lnΓ(r+x)/Γ(r) + r ln α − (r+x) ln(α+T) + ln B(a,b+x+s)/B(a,b) + ln(1+R), with the odds of being gone
 * R = a/(b+x+s−1) · ((α+T)/(α+t_x))^{r+x} (BG: 0 at x = 0); s is the shift.
 */
function bgObjective(histories: GroupedHistories, shift: 0 | 1): Objective {
  const { frequencies, recencies, ages, x: xs, recency, age, count } = histories;
  return (theta, gradient) => {
    const [r, alpha, a, b] = Array.from(theta, Math.exp) as [number, number, number, number];
    const table = frequencies.map((x) => frequencyTerm(x, { r, alpha, a, b }, shift));
    const slopes = Array.from(frequencies, (x) => frequencySlopes(x, { r, alpha, a, b }, shift));
    const [logRecent, logAge] = [recencies.map((t) => Math.log(alpha + t)), ages.map((t) => Math.log(alpha + t))];
    let [value, dr, dAlpha, da, db] = [0, 0, 0, 0, 0];
    for (let g = 0; g < count.length; g++) {
      const [xi, ti, ai] = [xs[g]!, recency[g]!, age[g]!];
      const slope = slopes[xi]!;
      const total = slope.shape;
      const reach = logAge[ai]! - logRecent[ti]!;
      const odds = slope.odds === 0 ? 0 : slope.odds * Math.exp(total * reach);
      const gone = odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
      const logOne = gone === 1 ? Math.log(slope.odds) + total * reach : Math.log1p(odds);
      const [perAge, perRecent] = [1 / (alpha + ages[ai]!), 1 / (alpha + recencies[ti]!)];
      const n = count[g]!;
      value += n * (table[xi]! - total * logAge[ai]! + logOne);
      dr += n * (slope.r - logAge[ai]! + gone * reach);
      dAlpha += n * total * (gone * (perAge - perRecent) - perAge);
      da += n * (slope.a + gone / a);
      db += n * (slope.b - gone * slope.perB);
    }
    const customers = histories.customers;
    gradient[0] = -(dr + customers * (Math.log(alpha) - digamma(r))) * r;
    gradient[1] = -(dAlpha + (customers * r) / alpha) * alpha;
    gradient[2] = -da * a;
    gradient[3] = -db * b;
    return -value;
  };
}

/** The part of ln L that depends on x alone. */
function frequencyTerm(x: number, { r, alpha, a, b }: BgParameters, shift: number): number {
  const beta = logGamma(b + x + shift) - logGamma(b) + logGamma(a + b) - logGamma(a + b + x + shift);
  return logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + beta;
}

/** Derivatives of that part, and the odds of being gone before their time factor. */
function frequencySlopes(x: number, { r, a, b }: BgParameters, shift: number) {
  const chances = x + shift;
  const both = digamma(a + b) - digamma(a + b + chances);
  const perB = chances > 0 ? 1 / (b + chances - 1) : 0;
  return {
    shape: r + x,
    r: digamma(r + x),
    a: both,
    b: digamma(b + chances) - digamma(b) + both,
    odds: a * perB,
    perB,
  };
}

/** ln L of one history, for checks and scores. */
export function bgLogLikelihood(
  parameters: BgParameters,
  shift: 0 | 1,
  history: readonly [number, number, number],
): number {
  const [x, recency, age] = history;
  const { odds, shape } = frequencySlopes(x, parameters, shift);
  const logAge = Math.log(parameters.alpha + age);
  const exponent = shape * (logAge - Math.log(parameters.alpha + recency));
  const logOdds = Math.log(odds) + exponent;
  const logOne = logOdds > 30 ? logOdds + Math.log1p(Math.exp(-logOdds)) : Math.log1p(Math.exp(logOdds));
  return frequencyTerm(x, parameters, shift) - shape * logAge + logOne;
}

function bgPredictor(parameters: BgParameters, shift: 0 | 1, rules: ReturnType<typeof betaRules>): PurchasePredictor {
  const { r, alpha, a, b } = parameters;
  return {
    newcomerAlive: shift === 0 ? 1 : b / (a + b),
    probabilityAlive: (x, recency, age) => {
      const chances = x + shift;
      if (chances === 0) return 1;
      const logOdds = Math.log(a / (b + chances - 1)) + (r + x) * (Math.log(alpha + age) - Math.log(alpha + recency));
      return 1 / (1 + Math.exp(logOdds));
    },
    // Given alive, the future is a BG/NBD with these updated parameters, for both models.
    outlook: (x, age) => bgOutlook({ r: r + x, alpha: alpha + age, a, b: b + x + shift }, rules),
  };
}

/**
 * Expectations over the leaving probability p ~ Beta(a, b) by Gauss-Jacobi: with the purchase rate integrated out,
 * P(no leaving within t | p) = (α/(α+pt))^r, so that no 2F1 with its singularities at a = 1 and a + b = 1 is needed.
 */
function bgOutlook(updated: BgParameters, rules: ReturnType<typeof betaRules>): PurchaseOutlook {
  const { r, alpha, b } = updated;
  const mean = (t: number, f: (p: number) => number) => rules.mean(b, t / alpha, f);
  const logStay = (p: number, t: number) => -r * Math.log1p((p * t) / alpha);
  return {
    expected: (t) => mean(t, (p) => -Math.expm1(logStay(p, t)) / p),
    rate: (t) => (r / alpha) * mean(t, (p) => Math.exp(logStay(p, t) - Math.log1p((p * t) / alpha))),
    survival: (t) => mean(t, (p) => Math.exp(logStay(p, t))),
    pmf: (t) => bgPmf(updated, t),
  };
}

/** Fader, Hardie & Lee (2005), eq. 8: y purchases and still there, or gone with the y-th. */
function bgPmf({ r, alpha, a, b }: BgParameters, t: number): Float64Array {
  const q = t / (alpha + t);
  const length = negativeBinomialReach(r, q);
  const counts = negativeBinomialPmf(r, q, length);
  const pmf = new Float64Array(length);
  let stayed = 1;
  let more = 1;
  for (let y = 0; y < length; y++) {
    const gone = y === 0 ? 0 : (stayed * a * Math.max(0, more)) / (a + b + y - 1);
    if (y > 0) stayed *= (b + y - 1) / (a + b + y - 1);
    pmf[y] = stayed * counts[y]! + gone;
    more -= counts[y]!;
  }
  return pmf;
}
