/** How a 0/1 outcome hangs on a linear predictor η: logit, or complementary log-log. */
export type Link = 'logit' | 'cloglog';

/** Factors of at most 2 that a double holds the product of. */
const MOST_FACTORS = 512;

/** What one row adds to score and expected information, written over row after row, and the deviance of all so far. */
export class RowTerms {
  /** Derivative of the log-likelihood by the linear predictor. */
  score = 0;
  /** Its expected information. */
  weight = 0;
  /** Half the deviance but for the logarithm of `#product`. */
  #sum = 0;
  /** Π(1 + e^−|η|), whose logarithm is taken seldom: it would be the dearest part of a row. */
  #product = 1;
  #factors = 0;

  clear(): void {
    this.#sum = 0;
    this.#product = 1;
    this.#factors = 0;
  }

  get deviance(): number {
    return 2 * (this.#sum + Math.log(this.#product));
  }

  /** P(y = 1) = 1/(1 + e^−η). */
  logit(eta: number, y: number): void {
    const size = Math.abs(eta);
    const e = Math.exp(-size);
    const less = e / (1 + e);
    const likely = eta > 0 ? 1 : 0;
    this.score = likely === y ? (y === 1 ? less : -less) : (y === 1 ? 1 : -1) * (1 - less);
    this.weight = less / (1 + e);
    if (likely !== y) this.#sum += size;
    this.#product *= 1 + e;
    if (++this.#factors < MOST_FACTORS) return;
    this.#sum += Math.log(this.#product);
    this.#product = 1;
    this.#factors = 0;
  }

  /** P(y = 1) = 1 − exp(−e^η): the discrete form of proportional hazards (Prentice & Gloeckler 1978). */
  cloglog(eta: number, y: number): void {
    const u = Math.exp(Math.min(eta, 700));
    const q = Math.exp(-u);
    const p = -Math.expm1(-u);
    this.weight = p === 0 ? u : (u * u * q) / p;
    this.score = y === 0 ? -u : p === 0 ? 1 : (u * q) / p;
    this.#sum += y === 0 ? u : -Math.log(p);
  }
}

/** 1/(1+e^−x) without overflow. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}
