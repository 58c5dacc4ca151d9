import { factorSymmetric, invertFactored, solveFactored } from './symmetric.ts';

/** Rows in counting-process form: at risk in (entry, exit], covariates constant within a row. */
export interface CoxData {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly exit: Float64Array;
  readonly event: Uint8Array;
  /** Absent: at risk from the beginning. */
  readonly entry?: Float64Array;
}

export type Ties = 'efron' | 'breslow';

export interface CoxFit {
  readonly coefficients: Float64Array;
  /** Inverse observed information, row-major. */
  readonly covariance: Float64Array;
  /** Partial log-likelihood at zero and at the coefficients. */
  readonly logLikelihood: readonly [number, number];
  /** False when a column is constant, repeats another, or runs away (monotone likelihood). */
  readonly converged: boolean;
}

const MAX_ITERATIONS = 40;
const CONVERGED = 1e-12;
/** A log hazard ratio beyond this over a column's spread is a likelihood without a maximum. */
const RUNAWAY = 20;

/** Proportional hazards (Cox 1972), ties by Efron (1977) or Breslow (1974), by Newton's method. */
export function fitCox(data: CoxData, ties: Ties): CoxFit {
  const likelihood = new PartialLikelihood(data, ties);
  const size = data.columns.length;
  let coefficients: Float64Array = new Float64Array(size);
  likelihood.evaluate(coefficients);
  const atZero = likelihood.value;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const factor = factorSymmetric(likelihood.information, size);
    if (factor.dependent.length > 0) break;
    const before = likelihood.value;
    const step = solveFactored(factor, likelihood.gradient);
    let next = coefficients.map((b, j) => b + step[j]!);
    likelihood.evaluate(next);
    for (let k = 0; !(likelihood.value >= before - CONVERGED * Math.abs(before)) && k < 30; k++) {
      next = next.map((b, j) => (b + coefficients[j]!) / 2);
      likelihood.evaluate(next);
    }
    coefficients = next;
    if (Math.abs(likelihood.value - before) > CONVERGED * Math.abs(before)) continue;
    const final = factorSymmetric(likelihood.information, size);
    const runaway = coefficients.some((b, j) => Math.abs(b) * spreadOf(data.columns[j]!) > RUNAWAY);
    if (final.dependent.length > 0 || runaway) break;
    const covariance = invertFactored(final);
    return { coefficients, covariance, logLikelihood: [atZero, likelihood.value], converged: true };
  }
  const covariance = new Float64Array(size * size).fill(Number.NaN);
  return { coefficients, covariance, logLikelihood: [atZero, likelihood.value], converged: false };
}

function spreadOf(column: Float64Array): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of column) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
}

/** Sums over a set of rows: Σ r, Σ r·x, Σ r·x·xᵀ with r = e^(xβ). */
class WeightedSums {
  total = 0;
  readonly first: Float64Array;
  readonly second: Float64Array;

  constructor(size: number) {
    this.first = new Float64Array(size);
    this.second = new Float64Array(size * size);
  }

  add(risk: number, x: Float64Array): void {
    this.total += risk;
    for (let i = 0; i < x.length; i++) {
      this.first[i]! += risk * x[i]!;
      for (let j = 0; j < x.length; j++) this.second[i * x.length + j]! += risk * x[i]! * x[j]!;
    }
  }

  clear(): void {
    this.total = 0;
    this.first.fill(0);
    this.second.fill(0);
  }
}

class PartialLikelihood {
  value = 0;
  readonly gradient: Float64Array;
  readonly information: Float64Array;
  readonly #data: CoxData;
  readonly #ties: Ties;
  /** Row numbers from the latest exit, and from the latest entry. */
  readonly #byExit: Int32Array;
  readonly #byEntry: Int32Array;
  readonly #x: Float64Array;
  readonly #atRisk: WeightedSums;
  readonly #tied: WeightedSums;

  constructor(data: CoxData, ties: Ties) {
    const size = data.columns.length;
    this.#data = data;
    this.#ties = ties;
    const rows = Int32Array.from(data.exit.keys());
    this.#byExit = rows.slice().sort((a, b) => data.exit[b]! - data.exit[a]!);
    this.#byEntry =
      data.entry === undefined ? new Int32Array(0) : rows.sort((a, b) => data.entry![b]! - data.entry![a]!);
    this.gradient = new Float64Array(size);
    this.information = new Float64Array(size * size);
    this.#x = new Float64Array(size);
    this.#atRisk = new WeightedSums(size);
    this.#tied = new WeightedSums(size);
  }

  evaluate(coefficients: Float64Array): void {
    const { exit, event, entry } = this.#data;
    this.value = 0;
    this.gradient.fill(0);
    this.information.fill(0);
    this.#atRisk.clear();
    let left = 0;
    for (let i = 0; i < this.#byExit.length; ) {
      const time = exit[this.#byExit[i]!]!;
      this.#tied.clear();
      let deaths = 0;
      for (; i < this.#byExit.length && exit[this.#byExit[i]!] === time; i++) {
        const row = this.#byExit[i]!;
        const linear = this.#load(row, coefficients);
        this.#atRisk.add(Math.exp(linear), this.#x);
        if (event[row] !== 1) continue;
        deaths++;
        this.value += linear;
        for (let j = 0; j < this.#x.length; j++) this.gradient[j]! += this.#x[j]!;
        this.#tied.add(Math.exp(linear), this.#x);
      }
      while (entry !== undefined && left < this.#byEntry.length && entry[this.#byEntry[left]!]! >= time) {
        this.#atRisk.add(-Math.exp(this.#load(this.#byEntry[left]!, coefficients)), this.#x);
        left++;
      }
      for (let k = 0; k < deaths; k++) this.#addDeath(this.#ties === 'efron' ? k / deaths : 0);
    }
  }

  #load(row: number, coefficients: Float64Array): number {
    let linear = 0;
    for (let j = 0; j < this.#x.length; j++) {
      this.#x[j] = this.#data.columns[j]![row]!;
      linear += this.#x[j]! * coefficients[j]!;
    }
    return linear;
  }

  /** One death with a share of the tied ones already taken out of the risk set. */
  #addDeath(share: number): void {
    const size = this.#x.length;
    const [all, tied] = [this.#atRisk, this.#tied];
    const total = all.total - share * tied.total;
    this.value -= Math.log(total);
    const mean = all.first.map((value, j) => (value - share * tied.first[j]!) / total);
    for (let i = 0; i < size; i++) {
      this.gradient[i]! -= mean[i]!;
      for (let j = 0; j < size; j++) {
        const k = i * size + j;
        this.information[k]! += (all.second[k]! - share * tied.second[k]!) / total - mean[i]! * mean[j]!;
      }
    }
  }
}
