import { digamma, logGamma } from '../../../math/gamma.ts';
import type { Objective } from '../../../math/minimise.ts';
import { type Fit, fitLikelihood } from './fit.ts';

/**
 * Discrete renewals: the shifted beta-geometric (Fader & Hardie 2007) and its extension, the beta-discrete-Weibull
 * (Fader, Hardie, Liu, Davin & Steenburgh 2018), S(t) = B(α, β+t^c) / B(α, β); c = 1 is the sBG.
 */
export interface RenewalParameters {
  readonly alpha: number;
  readonly beta: number;
  readonly c: number;
}

/** Renewal opportunities t = 1, 2, … (place t−1): how many customers faced each and how many left at it. */
export interface RenewalTable {
  readonly atRisk: ArrayLike<number>;
  readonly lost: ArrayLike<number>;
}

export interface RenewalFit extends Fit {
  readonly name: 'sbg' | 'bdw';
  readonly renewal: RenewalParameters;
  readonly aic: number;
}

/** BdW must win by this much AIC, or its c be this many standard errors (of ln c) from 1. */
const AIC_MARGIN = 2;
const CLEARLY = 2.576;

export function logRenewalSurvival({ alpha, beta, c }: RenewalParameters, t: number): number {
  const power = t ** c;
  return logGamma(beta + power) - logGamma(beta) + logGamma(alpha + beta) - logGamma(alpha + beta + power);
}

/** P(renewing at opportunity t | here until then). */
export function renewalRate(parameters: RenewalParameters, t: number): number {
  return Math.exp(logRenewalSurvival(parameters, t) - logRenewalSurvival(parameters, t - 1));
}

/**
 * Expected payments still to come, discounted to the next opportunity, of a customer who has faced n−1 of them (DERL;
 * Fader & Hardie 2010, eq. 6): Σ_{t≥n} S(t)/S(n−1)·(1+d)^{−(t−n)}. With n = 0 the payments of a new customer, the
 * first one now. Infinity without a discount.
 */
export function discountedRenewals(parameters: RenewalParameters, n: number, discountRate: number): number {
  if (discountRate <= 0) return Number.POSITIVE_INFINITY;
  const before = n === 0 ? 0 : logRenewalSurvival(parameters, n - 1);
  let sum = 0;
  for (let t = n; ; t++) {
    const term = Math.exp(logRenewalSurvival(parameters, t) - before) * (1 + discountRate) ** (n - t);
    sum += term;
    // Survival falls, so that what follows is less than a geometric series from here.
    if (term < 1e-14 * discountRate * sum) return sum;
  }
}

export function fitRenewals(
  table: RenewalTable,
  name: 'sbg' | 'bdw',
  { keepPrior }: { keepPrior: boolean },
): RenewalFit | null {
  const starts = [
    [1, 2],
    [0.5, 0.5],
    [1, 8],
  ].map((start) => (name === 'bdw' ? [...start, 1] : start));
  const fit = fitLikelihood({ objective: renewalObjective(table), starts, keepPrior });
  if (fit === null) return null;
  const [alpha, beta, c = 1] = fit.parameters as [number, number, number?];
  const aic = 2 * fit.parameters.length - 2 * fit.logLikelihood;
  return { ...fit, name, renewal: { alpha, beta, c }, aic };
}

/** The sBG, unless the BdW wins by more than 2 AIC or its c clearly differs from 1 (METHODS 1). */
export function chooseRenewals(sbg: RenewalFit, bdw: RenewalFit | null): RenewalFit {
  if (bdw === null) return sbg;
  if (sbg.aic - bdw.aic > AIC_MARGIN) return bdw;
  // With the prior on, the error of c is not the data's own.
  if (bdw.penalised) return sbg;
  return Math.abs(Math.log(bdw.renewal.c)) > CLEARLY * Math.sqrt(bdw.logCovariance[8]!) ? bdw : sbg;
}

/** −Σ lost·ln h + (atRisk − lost)·ln(1−h), with h = 1 − S(t)/S(t−1): late entry and censoring are in atRisk. */
function renewalObjective({ atRisk, lost }: RenewalTable): Objective {
  return (theta, gradient) => {
    const [alpha, beta, c] = [Math.exp(theta[0]!), Math.exp(theta[1]!), theta.length > 2 ? Math.exp(theta[2]!) : 1];
    const slopes = [0, 0, 0];
    let value = 0;
    let before = { log: 0, slopes: [0, 0, 0] };
    for (let i = 0; i < atRisk.length; i++) {
      const now = survivalWithSlopes({ alpha, beta, c }, i + 1);
      const kept = now.log - before.log;
      const hazard = -Math.expm1(kept);
      const [leave, stay] = [lost[i]!, atRisk[i]! - lost[i]!];
      value += (leave > 0 ? leave * Math.log(hazard) : 0) + stay * kept;
      const weight = stay - (leave > 0 ? (leave * (1 - hazard)) / hazard : 0);
      for (let k = 0; k < 3; k++) slopes[k]! += weight * (now.slopes[k]! - before.slopes[k]!);
      before = now;
    }
    gradient[0] = -slopes[0]! * alpha;
    gradient[1] = -slopes[1]! * beta;
    if (theta.length > 2) gradient[2] = -slopes[2]! * c;
    return -value;
  };
}

/** ln S(t) and its derivatives by α, β and c. */
function survivalWithSlopes(parameters: RenewalParameters, t: number) {
  const { alpha, beta, c } = parameters;
  const power = t ** c;
  const all = digamma(alpha + beta) - digamma(alpha + beta + power);
  const perPower = digamma(beta + power) - digamma(alpha + beta + power);
  return {
    log: logRenewalSurvival(parameters, t),
    slopes: [all, digamma(beta + power) - digamma(beta) + all, perPower * power * Math.log(t)],
  };
}
