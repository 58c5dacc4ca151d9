import { logistic } from '../../math/links.ts';
import { normalQuantile } from '../../math/normal.ts';
import { quadraticForm } from '../../math/symmetric.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import { designRow, EFFORT_COEFFICIENT, type HazardModel } from './hazard.ts';
import { LEVEL } from './level.ts';
import type { Strata } from './strata.ts';

/** What the whole portfolio would keep if effort never rose above the target. */
export interface GFormula {
  /** Mean survival over the horizon with effort as it was, and at most the target. */
  readonly now: number;
  readonly easy: number;
  /** easy − now, its error by the delta method, and its interval from errors clustered by customer. */
  readonly gain: number;
  readonly gainSe: number;
  readonly low: number;
  readonly high: number;
  /** Churn events of the customer-months seen that the model lays to effort above the target. */
  readonly avoidableEvents: number;
  /** ln(ln easy / ln now): by how much hazards would be multiplied, were they all by the same, with its error. */
  readonly logHazardRatio: number;
  readonly logHazardRatioSe: number;
}

/** What effort is compared with what it was: at most the target, or row by row. */
export interface EasierEffort {
  readonly targetEffort: number;
  /** Effort of every customer-month instead of at most the target. */
  readonly easedEffort?: Float64Array;
  readonly horizonMonths: number;
  /** Of the interval; 90% unless said. */
  readonly level?: number;
}

/**
 * The g-formula (Robins 1986; METHODS 3.3) over everyone's months from first seen at risk. Within a stratum, the mean
 * hazard of a month is over those still at risk: under effort as it was that is the hazard itself. Survival is
 * multiplied up within the stratum and averaged over the population at the start, not over survivors. Null when some
 * month of the horizon was seen by nobody.
 */
export function gFormula(
  model: HazardModel,
  byMonth: EffortByMonth,
  strata: Strata,
  { targetEffort, easedEffort, horizonMonths, level = LEVEL }: EasierEffort,
): GFormula | null {
  const { monthsPerRow } = byMonth.months;
  const eased = easedEffort ?? byMonth.score.map((effort) => Math.min(effort, targetEffort));
  const span = { horizonMonths: Math.max(1, Math.round(horizonMonths)), monthsPerRow };
  const z = normalQuantile((1 + level) / 2);
  const along = alongEffort(model, z);
  const sums = new HazardSums(strata.levels.length, span, along);
  const avoidableEvents = sums.collect(model, byMonth, strata, eased);
  const now = sums.survival(0, 0);
  const easy = sums.survival(1, 0);
  if (now === null || easy === null) return null;
  const gain = easy.mean - now.mean;
  const gainAt = (end: End) => sums.survival(1, end)!.mean - sums.survival(0, end)!.mean;
  const gradient = easy.gradient.map((value, j) => value - now.gradient[j]!);
  const gainSe = Math.sqrt(quadraticForm(model.covariance, gradient));
  return {
    ...{ now: now.mean, easy: easy.mean, gain, gainSe, avoidableEvents },
    ...intervalOf(gain, [gainAt(1), gainAt(2)], z * restOf(gainSe, along, gradient, z)),
    ...hazardRatio(now, easy, model.covariance),
  };
}

/** ln(ln easy / ln now) by the delta method; 0 where nobody leaves either way. */
function hazardRatio(now: MeanSurvival, easy: MeanSurvival, covariance: Float64Array) {
  const [before, after] = [Math.log(now.mean), Math.log(easy.mean)];
  if (!(before < 0 && after < 0)) return { logHazardRatio: 0, logHazardRatioSe: 0 };
  const gradient = easy.gradient.map(
    (value, j) => value / (easy.mean * after) - now.gradient[j]! / (now.mean * before),
  );
  return {
    logHazardRatio: Math.log(after / before),
    logHazardRatioSe: Math.sqrt(Math.max(0, quadraticForm(covariance, gradient))),
  };
}

/** Which coefficients: the estimates, or those at the lower or the upper end of effort's interval. */
type End = 0 | 1 | 2;
const ENDS = 3;

/** How far each coefficient goes with effort's to the end of its interval: z·Cov(·, effort)/SE(effort). */
function alongEffort({ covariance, coefficients }: HazardModel, z: number): Float64Array {
  const size = coefficients.length;
  const own = covariance.subarray(EFFORT_COEFFICIENT * size, (EFFORT_COEFFICIENT + 1) * size);
  const se = Math.sqrt(own[EFFORT_COEFFICIENT]!);
  return se > 0 ? own.map((value) => (z * value) / se) : new Float64Array(size);
}

/** What is left of the gain's error beside that which effort's coefficient brings. */
function restOf(gainSe: number, along: Float64Array, gradient: Float64Array, z: number): number {
  const fromEffort = along.reduce((sum, move, j) => sum + (move / z) * gradient[j]!, 0);
  return Math.sqrt(Math.max(0, gainSe ** 2 - fromEffort ** 2));
}

/**
 * The delta method takes the gain for a straight line in the coefficients; where few with effort have left it bends, and
 * a 95% interval covered 86 to 91% (docs/methods/retention.md). So the gain is worked out at both ends of effort's own
 * interval, and each distance is joined by the square root with what the other coefficients bring (MOVER, Zou & Donner
 * 2008, eq. 5).
 */
function intervalOf(gain: number, ends: readonly [number, number], rest: number) {
  const [low, high] = [Math.min(gain, ...ends), Math.max(gain, ...ends)];
  return { low: gain - Math.hypot(gain - low, rest), high: gain + Math.hypot(high - gain, rest) };
}

interface MeanSurvival {
  /** At the horizon. */
  readonly mean: number;
  /** Of the mean by the coefficients. */
  readonly gradient: Float64Array;
}

interface Span {
  readonly horizonMonths: number;
  readonly monthsPerRow: number;
}

/**
 * Hazards summed by scenario (0 as it was, 1 at most the target), end, stratum and row since first seen; gradients of the
 * estimates alone.
 */
class HazardSums {
  readonly #levels: number;
  readonly #span: Span;
  /** Rows that the horizon touches. */
  readonly #rows: number;
  readonly #size: number;
  readonly #along: Float64Array;
  readonly #atRisk: Float64Array;
  readonly #hazard: readonly [Float64Array, Float64Array];
  readonly #gradient: readonly [Float64Array, Float64Array];
  readonly #customers: Float64Array;

  constructor(levels: number, span: Span, along: Float64Array) {
    [this.#levels, this.#span, this.#along, this.#size] = [levels, span, along, along.length];
    this.#rows = Math.ceil(span.horizonMonths / span.monthsPerRow);
    const cells = levels * this.#rows;
    this.#atRisk = new Float64Array(cells);
    this.#hazard = [new Float64Array(ENDS * cells), new Float64Array(ENDS * cells)];
    this.#gradient = [new Float64Array(cells * this.#size), new Float64Array(cells * this.#size)];
    this.#customers = new Float64Array(levels);
  }

  /** Sums every scored customer-month; gives the events laid to effort above what it is eased to, over all months. */
  collect({ coefficients }: HazardModel, byMonth: EffortByMonth, strata: Strata, eased: Float64Array): number {
    const { months, score } = byMonth;
    const x = new Float64Array(this.#size);
    let avoidable = 0;
    for (let i = 0; i + 1 < months.start.length; i++) {
      const [from, to] = [months.start[i]!, months.start[i + 1]!];
      if (from === to) continue;
      const level = strata.code[i]!;
      this.#customers[level]!++;
      for (let row = from; row < to; row++) {
        const effort = score[row]!;
        if (Number.isNaN(effort)) continue;
        designRow(x, byMonth, row, level);
        const cell = row - from < this.#rows ? level * this.#rows + row - from : -1;
        x[EFFORT_COEFFICIENT] = effort / 100;
        const now = this.#add(0, cell, coefficients, x);
        x[EFFORT_COEFFICIENT] = eased[row]! / 100;
        avoidable += now - this.#add(1, cell, coefficients, x);
      }
    }
    return avoidable;
  }

  /** The hazard of a row, added to its cell unless it lies beyond the horizon (−1). */
  #add(scenario: 0 | 1, cell: number, coefficients: Float64Array, x: Float64Array): number {
    let [eta, move] = [0, 0];
    for (let j = 0; j < x.length; j++) {
      eta += coefficients[j]! * x[j]!;
      move += this.#along[j]! * x[j]!;
    }
    const hazard = logistic(eta);
    if (cell < 0) return hazard;
    if (scenario === 0) this.#atRisk[cell]!++;
    const sums = this.#hazard[scenario];
    sums[ENDS * cell]! += hazard;
    sums[ENDS * cell + 1]! += logistic(eta - move);
    sums[ENDS * cell + 2]! += logistic(eta + move);
    const slope = hazard * (1 - hazard);
    const gradient = this.#gradient[scenario];
    for (let j = 0; j < x.length; j++) gradient[cell * x.length + j]! += slope * x[j]!;
    return hazard;
  }

  /** Mean survival over the population at the start, with its gradient by the coefficients (at the estimates). */
  survival(scenario: 0 | 1, end: End): MeanSurvival | null {
    const gradient = new Float64Array(this.#size);
    let [mean, customers] = [0, 0];
    for (const count of this.#customers) customers += count;
    for (let level = 0; level < this.#levels; level++) {
      const share = this.#customers[level]! / customers;
      if (share === 0) continue;
      const own = this.#survivalOf(scenario, end, level);
      if (own === null) return null;
      mean += share * own.survival;
      for (let j = 0; j < this.#size; j++) gradient[j]! += share * own.gradient[j]!;
    }
    return customers === 0 ? null : { mean, gradient };
  }

  #survivalOf(scenario: 0 | 1, end: End, level: number) {
    const gradient = new Float64Array(this.#size);
    const { horizonMonths, monthsPerRow } = this.#span;
    let survival = 1;
    for (let month = 0; month < horizonMonths; month++) {
      const cell = level * this.#rows + Math.floor(month / monthsPerRow);
      const atRisk = this.#atRisk[cell]!;
      if (atRisk === 0) return null;
      const hazard = this.#hazard[scenario][ENDS * cell + end]! / atRisk;
      // A month has its even share of a longer row: constant hazard within it.
      survival *= (1 - hazard) ** (1 / monthsPerRow);
      if (hazard === 1) continue;
      for (let j = 0; j < this.#size; j++) {
        gradient[j]! -= this.#gradient[scenario][cell * this.#size + j]! / atRisk / (1 - hazard) / monthsPerRow;
      }
    }
    return { survival, gradient: gradient.map((value) => value * survival) };
  }
}
