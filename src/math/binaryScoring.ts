import type { BinaryData, BinaryFit, BinaryFitOptions, CoefficientPrior, FitTrouble } from './binaryFit.ts';
import { dependentColumns, rangeOf, separates } from './collinearity.ts';
import { DesignBlock } from './designBlock.ts';
import { type Link, RowTerms } from './links.ts';
import { factorSymmetric, invertFactored, multiplySquare } from './symmetric.ts';

/** A standard error this large over a column's own range says that the likelihood is flat: the column separates. */
const SEPARATED_ERROR = 1000;

/** xᵀ·A·x of the row that begins at a place. */
function leverage(matrix: Float64Array, x: Float64Array, at: number): number {
  const size = Math.sqrt(matrix.length);
  let sum = 0;
  for (let i = 0; i < size; i++) {
    if (x[at + i] === 0) continue;
    let part = 0;
    for (let j = 0; j < size; j++) part += matrix[i * size + j]! * x[at + j]!;
    sum += part * x[at + i]!;
  }
  return sum;
}

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

  /**
   * Jeffreys' prior, that is Firth's correction of the score: Σ h(½ − π)x with h the row's share of the hat matrix, and
   * half the logarithm of the information's determinant (Heinze & Schemper 2002, eq. 2). After `evaluate`; logit only.
   * False where the information has no inverse.
   */
  penalise(coefficients: Float64Array): boolean {
    const { gradient, size } = this;
    const factor = factorSymmetric(this.information, size);
    if (factor.dependent.length > 0) return false;
    const inverse = invertFactored(factor);
    for (let row = 0; row < this.#data.outcome.length; row++) {
      const x = this.#load(row, coefficients);
      const at = this.#block.at;
      const { score, weight } = this.#terms;
      const pull = weight * leverage(inverse, x, at) * (0.5 - this.#data.outcome[row]! + score);
      for (let j = 0; j < size; j++) gradient[j]! += pull * x[at + j]!;
    }
    for (let j = 0; j < size; j++) this.objective -= 2 * Math.log(factor.lower[j * size + j]!);
    return true;
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
    if (factor.dependent.length > 0) return this.unusable(this.separatedBy(factor.dependent));
    const covariance = invertFactored(factor);
    const flat = this.#flat(covariance);
    const trouble = flat.length > 0 ? this.separatedBy(flat) : converged ? null : this.#unsettled(covariance);
    const meat = this.#meat(coefficients);
    const clusteredCovariance = multiplySquare(multiplySquare(covariance, meat, this.size), covariance, this.size);
    return { ...this.#facts(), coefficients, covariance, clusteredCovariance, iterations, trouble };
  }

  /** Columns that the next step would still move by more than a thousandth of their error; all where none would. */
  #unsettled(covariance: Float64Array): FitTrouble {
    const { size } = this;
    const moving = this.#data.names.filter((_, k) => {
      let move = 0;
      for (let j = 0; j < size; j++) move += covariance[(k + 1) * size + j]! * this.gradient[j]!;
      return Math.abs(move) > 1e-3 * Math.sqrt(covariance[(k + 1) * size + k + 1]!);
    });
    return { code: 'not_converged', columns: moving.length > 0 ? moving : this.#data.names };
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

  #flat(covariance: Float64Array): readonly number[] {
    return Array.from(this.#data.names.keys(), (k) => k + 1).filter((place) => {
      const error = Math.sqrt(covariance[place * this.size + place]!);
      return error * rangeOf(this.#data.columns[place - 1]!) > SEPARATED_ERROR;
    });
  }

  /** Of the places where the likelihood is flat, those whose columns separate by themselves, if any does: the others lean on them. */
  separatedBy(places: readonly number[]): FitTrouble {
    const { names, columns, outcome } = this.#data;
    const own = places.filter((place) => place > 0 && separates(columns[place - 1]!, outcome));
    const columnsNamed = (own.length > 0 ? own : places).map((place) =>
      place === 0 ? '(Intercept)' : names[place - 1]!,
    );
    return { code: 'separated', columns: columnsNamed };
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
