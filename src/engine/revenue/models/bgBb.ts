import { digamma, logBeta } from '../../../math/gamma.ts';
import type { Objective } from '../../../math/minimise.ts';
import { type Fit, fitLikelihood } from './fit.ts';

/**
 * BG/BB (Fader, Hardie & Shang 2010): purchase opportunities on a fixed grid (one a year, one a month); a customer
 * takes each with a beta-distributed probability until they leave with a beta-distributed probability before it.
 */
export interface BgBbParameters {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly delta: number;
}

/** Customers with x of n opportunities taken, the last one at t_x. */
export interface OpportunityTable {
  readonly x: ArrayLike<number>;
  readonly last: ArrayLike<number>;
  readonly opportunities: ArrayLike<number>;
  readonly customers: ArrayLike<number>;
}

export interface BgBbFit extends Fit {
  readonly bgBb: BgBbParameters;
}

export function fitBgBb(table: OpportunityTable, { keepPrior }: { keepPrior: boolean }): BgBbFit | null {
  const starts = [
    [1, 1, 1, 2],
    [1, 2, 0.5, 3],
    [0.5, 0.5, 0.3, 1],
  ];
  const fit = fitLikelihood({ objective: bgBbObjective(table), starts, keepPrior });
  if (fit === null) return null;
  const [alpha, beta, gamma, delta] = fit.parameters as [number, number, number, number];
  return { ...fit, bgBb: { alpha, beta, gamma, delta } };
}

/** ln L of one history (eq. 7): still here after n, or gone before opportunity t_x + i + 1. */
export function bgBbLogLikelihood(parameters: BgBbParameters, history: History): number {
  const terms = termsOf(parameters, history);
  const largest = terms.reduce((top, { log }) => Math.max(top, log), Number.NEGATIVE_INFINITY);
  return largest + Math.log(terms.reduce((sum, { log }) => sum + Math.exp(log - largest), 0));
}

/** P(still a customer after the n-th opportunity). */
export function bgBbProbabilityAlive(parameters: BgBbParameters, history: History): number {
  return Math.exp(termsOf(parameters, history)[0]!.log - bgBbLogLikelihood(parameters, history));
}

/**
 * Purchases expected at the next `ahead` opportunities (eq. 13 as the sum it stands for, so that γ = 1 is no
 * exception): Σ_i B(α+x+1, β+n−x)/B(α, β) · B(γ, δ+n+i)/B(γ, δ) / L.
 */
export function bgBbExpected(parameters: BgBbParameters, history: History, ahead: number): number {
  const { alpha, beta, gamma, delta } = parameters;
  const [x, , n] = history;
  const takes = logBeta(alpha + x + 1, beta + n - x) - logBeta(alpha, beta) - bgBbLogLikelihood(parameters, history);
  let sum = 0;
  for (let i = 1; i <= ahead; i++) sum += Math.exp(takes + logBeta(gamma, delta + n + i) - logBeta(gamma, delta));
  return sum;
}

type History = readonly [x: number, last: number, opportunities: number];

/** The arguments of the two beta functions of one term: opportunities let pass while here, and stayed through. */
interface Term {
  readonly log: number;
  readonly passed: number;
  readonly left: 0 | 1;
  readonly stayed: number;
}

function termsOf({ alpha, beta, gamma, delta }: BgBbParameters, [x, last, n]: History): Term[] {
  const base = logBeta(alpha, beta) + logBeta(gamma, delta);
  const term = (passed: number, left: 0 | 1, stayed: number): Term => ({
    log: logBeta(alpha + x, beta + passed) + logBeta(gamma + left, delta + stayed) - base,
    passed,
    left,
    stayed,
  });
  const gone = Array.from({ length: n - last }, (_, i) => term(last - x + i, 1, last + i));
  return [term(n - x, 0, n), ...gone];
}

/** Minus the log-likelihood over log parameters. */
export function bgBbObjective({ x, last, opportunities, customers }: OpportunityTable): Objective {
  return (theta, gradient) => {
    const [alpha, beta, gamma, delta] = Array.from(theta, Math.exp) as [number, number, number, number];
    const parameters = { alpha, beta, gamma, delta };
    const slopes = [0, 0, 0, 0];
    let value = 0;
    for (let g = 0; g < customers.length; g++) {
      const history: History = [x[g]!, last[g]!, opportunities[g]!];
      const logLikelihood = bgBbLogLikelihood(parameters, history);
      value += customers[g]! * logLikelihood;
      for (const term of termsOf(parameters, history)) {
        const weight = customers[g]! * Math.exp(term.log - logLikelihood);
        const taken = slopesOfBeta([alpha, beta], [x[g]!, term.passed]);
        const left = slopesOfBeta([gamma, delta], [term.left, term.stayed]);
        for (let k = 0; k < 2; k++) {
          slopes[k]! += weight * taken[k]!;
          slopes[k + 2]! += weight * left[k]!;
        }
      }
    }
    for (let k = 0; k < 4; k++) gradient[k] = -slopes[k]! * Math.exp(theta[k]!);
    return -value;
  };
}

/** Derivatives of ln B(a+i, b+j) − ln B(a, b) by a and b. */
function slopesOfBeta([a, b]: readonly [number, number], [i, j]: readonly [number, number]): [number, number] {
  const both = digamma(a + b) - digamma(a + b + i + j);
  return [digamma(a + i) - digamma(a) + both, digamma(b + j) - digamma(b) + both];
}
