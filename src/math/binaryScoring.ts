import type { BinaryData, BinaryFit, BinaryFitOptions, CoefficientPrior, FitTrouble } from './binaryFit.ts';
import { dependentColumns, rangeOf } from './collinearity.ts';
import { DesignBlock } from './designBlock.ts';
import { type Link, RowTerms } from './links.ts';
import { factorSymmetric, invertFactored, multiplySquare } from './symmetric.ts';

/** A standard error this large over a column's own range says that the likelihood is flat: the column separates. */
const SEPARATED_ERROR = 1000;

/** Log-likelihood, score and expected information of one design, evaluated in row order. */
export class Scoring {
  readonly size: number;
  objective = 0;
  deviance = 0;
  readonly gradient: Float64Array;
  readonly information: Float64Array;
  readonly #data: BinaryData;
  readonly #link: Link;
  readonly #prior: CoefficientPrior | undefined;
  readonly #events: number;
  readonly #block: DesignBlock;
  readonly #terms = new RowTerms();

  constructor(data: BinaryData, { link = 'logit', prior }: BinaryFitOptions) {
    this.#data = data;
    this.#link = link;
    this.#prior = prior;
    this.size = data.columns.length + 1;
    this.gradient = new Float64Array(this.size);
    this.information = new Float64Array(this.size * this.size);
    this.#block = new DesignBlock(data.columns);
    let events = 0;
    for (const y of data.outcome) events += y;
    this.#events = events;
  }

  namesOf(places: readonly number[]): readonly string[] {
    return places.map((place) => (place === 0 ? '(Intercept)' : this.#data.names[place - 1]!));
  }

  /** What can be seen before fitting: an outcome that never varies, columns that repeat each other. */
  earlyTrouble(): FitTrouble | null {
    if (this.#prior !== undefined) return null;
    const rows = this.#data.outcome.length;
    if (this.#events === 0 || this.#events === rows) return { code: 'one_outcome', columns: [] };
    const dependent = dependentColumns(this.#data.columns, rows);
    if (dependent.length === 0) return null;
    return { code: 'collinear', columns: dependent.map((place) => this.#data.names[place]!) };
  }

  start(): Float64Array {
    const start = new Float64Array(this.size);
    const rate = (this.#events + 0.5) / (this.#data.outcome.length + 1);
    start[0] = this.#link === 'logit' ? Math.log(rate / (1 - rate)) : Math.log(-Math.log1p(-rate));
    return start;
  }

  evaluate(coefficients: Float64Array): void {
    const { gradient, information, size } = this;
    const terms = this.#terms;
    gradient.fill(0);
    information.fill(0);
    terms.clear();
    for (let row = 0; row < this.#data.outcome.length; row++) {
      const x = this.#load(row, coefficients);
      const at = this.#block.at;
      for (let i = 0; i < size; i++) {
        const value = x[at + i]!;
        if (value === 0) continue;
        gradient[i]! += terms.score * value;
        const scaled = terms.weight * value;
        for (let j = 0; j <= i; j++) information[i * size + j]! += scaled * x[at + j]!;
      }
    }
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) information[j * size + i] = information[i * size + j]!;
    }
    this.deviance = terms.deviance;
    this.objective = this.deviance + this.#addPrior(coefficients);
  }

  /** Brings a row's covariates into the block and its likelihood terms into `#terms`. */
  #load(row: number, coefficients: Float64Array): Float64Array {
    const x = this.#block.row(row);
    const at = this.#block.at;
    let eta = 0;
    for (let j = 0; j < coefficients.length; j++) eta += coefficients[j]! * x[at + j]!;
    const y = this.#data.outcome[row]!;
    if (this.#link === 'logit') this.#terms.logit(eta, y);
    else this.#terms.cloglog(eta, y);
    return x;
  }

  #addPrior(coefficients: Float64Array): number {
    let penalty = 0;
    for (let j = 0; this.#prior !== undefined && j < this.size; j++) {
      const precision = 1 / this.#prior.sd[j]! ** 2;
      const away = coefficients[j]! - this.#prior.mean[j]!;
      this.gradient[j]! -= precision * away;
      this.information[j * this.size + j]! += precision;
      penalty += precision * away * away;
    }
    return penalty;
  }

  finish(coefficients: Float64Array, iterations: number, converged: boolean): BinaryFit {
    const factor = factorSymmetric(this.information, this.size);
    if (factor.dependent.length > 0)
      return this.unusable({ code: 'separated', columns: this.namesOf(factor.dependent) });
    const covariance = invertFactored(factor);
    const separated = this.#separated(covariance);
    const trouble: FitTrouble | null =
      separated.length > 0
        ? { code: 'separated', columns: separated }
        : converged
          ? null
          : { code: 'not_converged', columns: this.#data.names };
    const meat = this.#meat(coefficients);
    const clusteredCovariance = multiplySquare(multiplySquare(covariance, meat, this.size), covariance, this.size);
    return { ...this.#facts(), coefficients, covariance, clusteredCovariance, iterations, trouble };
  }

  unusable(trouble: FitTrouble): BinaryFit {
    const unknown = new Float64Array(this.size * this.size).fill(Number.NaN);
    const coefficients = unknown.slice(0, this.size);
    return {
      ...this.#facts(),
      coefficients,
      covariance: unknown,
      clusteredCovariance: unknown,
      iterations: 0,
      trouble,
    };
  }

  #facts() {
    return { deviance: this.deviance, rows: this.#data.outcome.length, events: this.#events };
  }

  #separated(covariance: Float64Array): readonly string[] {
    return this.#data.names.filter((_, k) => {
      const error = Math.sqrt(covariance[(k + 1) * this.size + k + 1]!);
      return error * rangeOf(this.#data.columns[k]!) > SEPARATED_ERROR;
    });
  }

  /** Σ over clusters of the summed score's square, times G/(G−1). */
  #meat(coefficients: Float64Array): Float64Array {
    const { outcome, cluster } = this.#data;
    const { size } = this;
    const meat = new Float64Array(size * size);
    const sum = new Float64Array(size);
    let clusters = 0;
    for (let row = 0; row < outcome.length; row++) {
      const x = this.#load(row, coefficients);
      for (let j = 0; j < size; j++) sum[j]! += this.#terms.score * x[this.#block.at + j]!;
      if (cluster !== undefined && row + 1 < outcome.length && cluster[row + 1] === cluster[row]) continue;
      clusters++;
      for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) meat[i * size + j]! += sum[i]! * sum[j]!;
      sum.fill(0);
    }
    const correction = clusters > 1 ? clusters / (clusters - 1) : 1;
    return meat.map((value) => value * correction);
  }
}
