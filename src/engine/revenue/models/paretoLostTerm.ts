import { legendreRule, type QuadratureRule } from '../../../math/quadrature.ts';

export interface ParetoParameters {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

/** Below e^{−40} of its start the integrand is nothing. */
const REACH = 40;
/** Rules of 8, 16, 32 and 64 nodes, the larger ones made where they are needed: that takes as long as a fit to few customers. */
const RULES: (QuadratureRule | undefined)[] = [undefined, undefined, undefined, undefined];

/**
 * I = ∫_{t_x}^{T} (α+τ)^{−(r+x)} (β+τ)^{−(s+1)} dτ, the customers who left unseen, with the means of ln(α+τ), 1/(α+τ),
 * ln(β+τ), 1/(β+τ) under the integrand that the gradient needs. The smaller of α and β, m, sets the scale: with
 * w = ln((m+τ)/(m+t_x)) the integrand e^{−cw}(1+κe^{−w})^{−q}, κ ≥ 0, is smooth and log-concave,
 * so that once it falls it falls at least as fast, and a Gauss-Legendre rule over what matters of it is exact to the last digits.
 */
export class LostTerm {
  log = 0;
  meanLogAlpha = 0;
  meanInverseAlpha = 0;
  meanLogBeta = 0;
  meanInverseBeta = 0;
  readonly #parameters: ParetoParameters;

  constructor(parameters: ParetoParameters) {
    this.#parameters = parameters;
  }

  integrate(x: number, recency: number, age: number): void {
    const { r, alpha, s, beta } = this.#parameters;
    const alphaFirst = alpha <= beta;
    const near = (alphaFirst ? alpha : beta) + recency;
    const gap = Math.abs(alpha - beta);
    const q = alphaFirst ? s + 1 : r + x;
    const c = r + x + s;
    const kappa = gap / near;
    const fall = c - (q * kappa) / (1 + kappa);
    const whole = Math.log1p((age - recency) / near);
    const width = fall > 0 ? Math.min(whole, REACH / fall) : whole;
    if (!(width > 0)) {
      this.log = Number.NEGATIVE_INFINITY;
      this.#setMeans(alpha + recency, beta + recency);
      return;
    }
    const { nodes, weights } = ruleFor(width, width * c);
    const logFirst = Math.log1p(kappa);
    let [sum, logNear, inverseNear, logFar, inverseFar] = [0, 0, 0, 0, 0];
    for (let i = 0; i < nodes.length; i++) {
      const w = width * nodes[i]!;
      const shrink = Math.exp(-w);
      const ratio = 1 + kappa * shrink;
      const logRatio = Math.log(ratio);
      const f = weights[i]! * Math.exp(-c * w - q * (logRatio - logFirst));
      sum += f;
      logNear += f * w;
      inverseNear += f * shrink;
      logFar += f * (w + logRatio);
      inverseFar += (f * shrink) / ratio;
    }
    const base = Math.log(near);
    this.log = Math.log(sum * width) - c * base - q * logFirst;
    const nearMeans = [base + logNear / sum, inverseNear / sum / near] as const;
    const farMeans = [base + logFar / sum, inverseFar / sum / near] as const;
    [this.meanLogAlpha, this.meanInverseAlpha] = alphaFirst ? nearMeans : farMeans;
    [this.meanLogBeta, this.meanInverseBeta] = alphaFirst ? farMeans : nearMeans;
  }

  #setMeans(alphaTime: number, betaTime: number): void {
    this.meanLogAlpha = Math.log(alphaTime);
    this.meanInverseAlpha = 1 / alphaTime;
    this.meanLogBeta = Math.log(betaTime);
    this.meanInverseBeta = 1 / betaTime;
  }
}

/** More nodes the wider the range in w (branch points lie π off the axis) and the deeper the fall. */
function ruleFor(width: number, depth: number): QuadratureRule {
  if (width < 1 && depth < 2) return rule(0);
  if (width < 2 && depth < 8) return rule(1);
  return rule(width < 6 ? 2 : 3);
}

function rule(place: number): QuadratureRule {
  RULES[place] ??= legendreRule(8 << place);
  return RULES[place]!;
}
