import { quadraticForm } from '../../math/symmetric.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import { designRow, EFFORT_COEFFICIENT, type HazardModel, hazardAt } from './hazard.ts';
import { Z } from './level.ts';
import type { Strata } from './strata.ts';

/** What the whole portfolio would keep if effort never rose above the target. */
export interface GFormula {
  /** Mean survival over the horizon with effort as it was, and at most the target. */
  readonly now: number;
  readonly easy: number;
  /** easy − now and its 90 % interval, by the delta method from errors clustered by customer. */
  readonly gain: number;
  readonly gainSe: number;
  readonly low: number;
  readonly high: number;
  /** Churn events of the customer-months seen that the model lays to effort above the target. */
  readonly avoidableEvents: number;
  /** easy − now after each month of the horizon. */
  readonly gainByMonth: Float64Array;
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
  { targetEffort, easedEffort, horizonMonths }: EasierEffort,
): GFormula | null {
  const { monthsPerRow } = byMonth.months;
  const eased = easedEffort ?? byMonth.score.map((effort) => Math.min(effort, targetEffort));
  const span = { horizonMonths: Math.max(1, Math.round(horizonMonths)), monthsPerRow };
  const sums = new HazardSums(strata.levels.length, span, model.coefficients.length);
  const avoidableEvents = sums.collect(model, byMonth, strata, eased);
  const now = sums.survival(0);
  const easy = sums.survival(1);
  if (now === null || easy === null) return null;
  const gradient = easy.gradient.map((value, j) => value - now.gradient[j]!);
  const gainSe = Math.sqrt(quadraticForm(model.covariance, gradient));
  const gain = easy.mean - now.mean;
  return {
    ...{ now: now.mean, easy: easy.mean, gain, gainSe, avoidableEvents },
    low: gain - Z * gainSe,
    high: gain + Z * gainSe,
    gainByMonth: easy.byMonth.map((value, month) => value - now.byMonth[month]!),
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

interface MeanSurvival {
  /** At the horizon, and after each month. */
  readonly mean: number;
  readonly byMonth: Float64Array;
  /** Of the mean at the horizon by the coefficients. */
  readonly gradient: Float64Array;
}

interface Span {
  readonly horizonMonths: number;
  readonly monthsPerRow: number;
}

/** Hazards and their gradients summed by scenario (0 as it was, 1 at most the target), stratum and row since first seen. */
class HazardSums {
  readonly #levels: number;
  readonly #span: Span;
  /** Rows that the horizon touches. */
  readonly #rows: number;
  readonly #size: number;
  readonly #atRisk: Float64Array;
  readonly #hazard: readonly [Float64Array, Float64Array];
  readonly #gradient: readonly [Float64Array, Float64Array];
  readonly #customers: Float64Array;

  constructor(levels: number, span: Span, size: number) {
    [this.#levels, this.#span, this.#size] = [levels, span, size];
    this.#rows = Math.ceil(span.horizonMonths / span.monthsPerRow);
    const cells = levels * this.#rows;
    this.#atRisk = new Float64Array(cells);
    this.#hazard = [new Float64Array(cells), new Float64Array(cells)];
    this.#gradient = [new Float64Array(cells * size), new Float64Array(cells * size)];
    this.#customers = new Float64Array(levels);
  }

  /** Sums every scored customer-month; gives the events laid to effort above what it is eased to, over all months. */
  collect(model: HazardModel, byMonth: EffortByMonth, strata: Strata, eased: Float64Array): number {
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
        x[EFFORT_COEFFICIENT] = effort / 100;
        const now = hazardAt(model.coefficients, x);
        const cell = row - from < this.#rows ? level * this.#rows + row - from : -1;
        if (cell >= 0) this.#add(0, cell, now, x);
        x[EFFORT_COEFFICIENT] = eased[row]! / 100;
        const easy = hazardAt(model.coefficients, x);
        if (cell >= 0) this.#add(1, cell, easy, x);
        avoidable += now - easy;
      }
    }
    return avoidable;
  }

  #add(scenario: 0 | 1, cell: number, hazard: number, x: Float64Array): void {
    if (scenario === 0) this.#atRisk[cell]!++;
    this.#hazard[scenario][cell]! += hazard;
    const slope = hazard * (1 - hazard);
    const gradient = this.#gradient[scenario];
    for (let j = 0; j < x.length; j++) gradient[cell * x.length + j]! += slope * x[j]!;
  }

  /** Mean survival over the population at the start, with its gradient by the coefficients. */
  survival(scenario: 0 | 1): MeanSurvival | null {
    const gradient = new Float64Array(this.#size);
    const byMonth = new Float64Array(this.#span.horizonMonths);
    let customers = 0;
    for (const count of this.#customers) customers += count;
    for (let level = 0; level < this.#levels; level++) {
      const share = this.#customers[level]! / customers;
      if (share === 0) continue;
      const own = this.#survivalOf(scenario, level);
      if (own === null) return null;
      for (let month = 0; month < byMonth.length; month++) byMonth[month]! += share * own.byMonth[month]!;
      for (let j = 0; j < this.#size; j++) gradient[j]! += share * own.gradient[j]!;
    }
    return customers === 0 ? null : { mean: byMonth[byMonth.length - 1]!, byMonth, gradient };
  }

  #survivalOf(scenario: 0 | 1, level: number) {
    const gradient = new Float64Array(this.#size);
    const { horizonMonths, monthsPerRow } = this.#span;
    const byMonth = new Float64Array(horizonMonths);
    let survival = 1;
    for (let month = 0; month < horizonMonths; month++) {
      const cell = level * this.#rows + Math.floor(month / monthsPerRow);
      const atRisk = this.#atRisk[cell]!;
      if (atRisk === 0) return null;
      const hazard = this.#hazard[scenario][cell]! / atRisk;
      // A month has its even share of a longer row: constant hazard within it.
      survival *= (1 - hazard) ** (1 / monthsPerRow);
      byMonth[month] = survival;
      for (let j = 0; j < this.#size; j++) {
        gradient[j]! -= this.#gradient[scenario][cell * this.#size + j]! / atRisk / (1 - hazard) / monthsPerRow;
      }
    }
    return { byMonth, gradient: gradient.map((value) => value * survival) };
  }
}
