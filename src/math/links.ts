/** How a 0/1 outcome hangs on a linear predictor η: what one row adds to likelihood, score and information. */
export type Link = 'logit' | 'cloglog';

export interface RowTerms {
  /** Derivative of the log-likelihood by the linear predictor. */
  readonly score: number;
  /** Its expected information. */
  readonly weight: number;
  readonly deviance: number;
}

/** P(y = 1) = 1/(1 + e^−η). */
export function logitRow(eta: number, y: number): RowTerms {
  const p = logistic(eta);
  const size = Math.abs(eta);
  const away = eta > 0 === (y === 1) ? 0 : size;
  return { score: y - p, weight: p * (1 - p), deviance: 2 * (away + Math.log1p(Math.exp(-size))) };
}

/** P(y = 1) = 1 − exp(−e^η): the discrete form of proportional hazards (Prentice & Gloeckler 1978). */
export function cloglogRow(eta: number, y: number): RowTerms {
  const u = Math.exp(Math.min(eta, 700));
  const q = Math.exp(-u);
  const p = -Math.expm1(-u);
  const weight = p === 0 ? u : (u * u * q) / p;
  return y === 1
    ? { score: p === 0 ? 1 : (u * q) / p, weight, deviance: -2 * Math.log(p) }
    : { score: -u, weight, deviance: 2 * u };
}

/** 1/(1+e^−x) without overflow. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}
