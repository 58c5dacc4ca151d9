import { factorSymmetric, invertFactored, multiplySquare, solveFactored } from './symmetric.ts';

export type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array;

/** Columns of a design, the intercept left out: it is always the first coefficient. */
export interface BinaryData {
  readonly names: readonly string[];
  readonly columns: readonly Numbers[];
  /** 0 or 1 a row. */
  readonly outcome: Uint8Array;
  /** Rows of one cluster (a customer) stand together and carry one code; absent: every row is its own. */
  readonly cluster?: Int32Array;
}

export type Link = 'logit' | 'cloglog';

/** Independent normal priors on the coefficients, intercept first; `sd` Infinity leaves one free. */
export interface CoefficientPrior {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

export interface BinaryFitOptions {
  readonly link?: Link;
  readonly prior?: CoefficientPrior;
}

export type FitTrouble =
  | { readonly code: 'collinear'; readonly columns: readonly string[] }
  | { readonly code: 'separated'; readonly columns: readonly string[] }
  | { readonly code: 'not_converged'; readonly columns: readonly string[] }
  | { readonly code: 'one_outcome'; readonly columns: readonly string[] };

export interface BinaryFit {
  /** Intercept first, then one a column. */
  readonly coefficients: Float64Array;
  /** Inverse expected information (plus prior), row-major. */
  readonly covariance: Float64Array;
  /** Sandwich with the score summed within clusters (Liang & Zeger 1986), times G/(G−1). */
  readonly clusteredCovariance: Float64Array;
  readonly deviance: number;
  readonly rows: number;
  readonly events: number;
  readonly iterations: number;
  /** What keeps the coefficients from being believed; null when nothing does. */
  readonly trouble: FitTrouble | null;
}

const MAX_ITERATIONS = 60;
const MAX_HALVINGS = 30;
/** Relative change of the deviance at which Newton, quadratic by then, has every digit. */
const CONVERGED = 1e-13;
/** A standard error this large over a column's own range says that the likelihood is flat: the column separates. */
const SEPARATED_ERROR = 1000;

/**
 * Regression of a 0/1 outcome by Fisher scoring (McCullagh & Nelder 1989, 2.5): logit or complementary log-log.
 * Separation, collinearity and non-convergence are named by column, never hidden in a coefficient of 30.
 */
export function fitBinary(data: BinaryData, options: BinaryFitOptions = {}): BinaryFit {
  const scoring = new Scoring(data, options);
  const early = scoring.earlyTrouble();
  if (early !== null) return scoring.unusable(early);
  let current = scoring.start();
  scoring.evaluate(current);
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    const before = scoring.objective;
    const factor = factorSymmetric(scoring.information, scoring.size);
    if (factor.dependent.length > 0) {
      return scoring.unusable({ code: 'separated', columns: scoring.namesOf(factor.dependent) });
    }
    const next = addTo(current, solveFactored(factor, scoring.gradient));
    scoring.evaluate(next);
    for (let k = 0; !(scoring.objective <= before + CONVERGED * before) && k < MAX_HALVINGS; k++) {
      for (let j = 0; j < next.length; j++) next[j] = (next[j]! + current[j]!) / 2;
      scoring.evaluate(next);
    }
    current = next;
    if (Math.abs(before - scoring.objective) <= CONVERGED * (scoring.objective + 0.1)) {
      return scoring.finish(current, iteration, true);
    }
  }
  return scoring.finish(current, MAX_ITERATIONS, false);
}

function addTo(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, j) => value + b[j]!);
}

/** Log-likelihood, score and expected information of one design, evaluated in row order. */
class Scoring {
  readonly size: number;
  objective = 0;
  deviance = 0;
  readonly gradient: Float64Array;
  readonly information: Float64Array;
  readonly #data: BinaryData;
  readonly #link: Link;
  readonly #prior: CoefficientPrior | undefined;
  readonly #events: number;
  readonly #x: Float64Array;

  constructor(data: BinaryData, { link = 'logit', prior }: BinaryFitOptions) {
    this.#data = data;
    this.#link = link;
    this.#prior = prior;
    this.size = data.columns.length + 1;
    this.gradient = new Float64Array(this.size);
    this.information = new Float64Array(this.size * this.size);
    this.#x = new Float64Array(this.size);
    this.#x[0] = 1;
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
    const x = this.#x;
    gradient.fill(0);
    information.fill(0);
    this.deviance = 0;
    for (let row = 0; row < this.#data.outcome.length; row++) {
      this.#load(row);
      const { score, weight, deviance } = this.#row(dot(coefficients, x), this.#data.outcome[row]!);
      this.deviance += deviance;
      for (let i = 0; i < size; i++) {
        gradient[i]! += score * x[i]!;
        const scaled = weight * x[i]!;
        for (let j = 0; j <= i; j++) information[i * size + j]! += scaled * x[j]!;
      }
    }
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) information[j * size + i] = information[i * size + j]!;
    }
    this.objective = this.deviance + this.#addPrior(coefficients);
  }

  #load(row: number): void {
    const { columns } = this.#data;
    for (let k = 0; k < columns.length; k++) this.#x[k + 1] = columns[k]![row]!;
  }

  #row(eta: number, y: number) {
    return this.#link === 'logit' ? logitRow(eta, y) : cloglogRow(eta, y);
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
      this.#load(row);
      const { score } = this.#row(dot(coefficients, this.#x), outcome[row]!);
      for (let j = 0; j < size; j++) sum[j]! += score * this.#x[j]!;
      if (cluster !== undefined && row + 1 < outcome.length && cluster[row + 1] === cluster[row]) continue;
      clusters++;
      for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) meat[i * size + j]! += sum[i]! * sum[j]!;
      sum.fill(0);
    }
    const correction = clusters > 1 ? clusters / (clusters - 1) : 1;
    return meat.map((value) => value * correction);
  }
}

interface RowTerms {
  /** Derivative of the log-likelihood by the linear predictor. */
  readonly score: number;
  /** Its expected information. */
  readonly weight: number;
  readonly deviance: number;
}

function logitRow(eta: number, y: number): RowTerms {
  const p = logistic(eta);
  const size = Math.abs(eta);
  const away = eta > 0 === (y === 1) ? 0 : size;
  return { score: y - p, weight: p * (1 - p), deviance: 2 * (away + Math.log1p(Math.exp(-size))) };
}

/** P(y = 1) = 1 − exp(−e^η): the discrete form of proportional hazards (Prentice & Gloeckler 1978). */
function cloglogRow(eta: number, y: number): RowTerms {
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

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function rangeOf(column: Numbers): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of column) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}

/** Columns that are constant or a combination of earlier ones: a vanishing pivot of the correlation matrix. */
function dependentColumns(columns: readonly Numbers[], rows: number): readonly number[] {
  const size = columns.length;
  const centred = columns.map((column) => {
    let mean = 0;
    for (let row = 0; row < rows; row++) mean += (column[row]! - mean) / (row + 1);
    return { column, mean };
  });
  const cross = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const [a, b] = [centred[i]!, centred[j]!];
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += (a.column[row]! - a.mean) * (b.column[row]! - b.mean);
      cross[i * size + j] = sum;
      cross[j * size + i] = sum;
    }
  }
  return factorSymmetric(cross, size).dependent;
}
