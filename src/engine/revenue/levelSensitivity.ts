import { factorSymmetric, solveFactored } from '../../math/symmetric.ts';
import type { CurveSensitivity } from './curveSensitivity.ts';
import { tailFrom } from './retentionCurve.ts';
import type { TotalSensitivity } from './staying.ts';
import { type Levels, type TimeAtRisk, weighted } from './timeAtRisk.ts';

interface ByLevel {
  readonly time: TimeAtRisk;
  readonly rates: Float64Array;
  readonly levels: Levels & { readonly share: number };
  readonly ofCurve: () => CurveSensitivity;
}

/**
 * The delta method on the rate that levels have in common, λ_m of each month, and on how they differ, ln r_l. As λ_m is
 * D_m / Σ r·E, more leaving of one level means less of the others: d ln λ_m / d ln r_l = −p_lm, its share of those who were
 * to leave in the month.
 */
export class LevelSensitivity implements TotalSensitivity {
  readonly #of: ByLevel;
  readonly #common: CurveSensitivity;
  readonly #own: readonly CurveSensitivity[];

  constructor(of: ByLevel) {
    this.#of = of;
    this.#common = of.ofCurve();
    this.#own = Array.from(of.rates, of.ofCurve);
  }

  add(row: number, margin: number, path: Float64Array, discounts: Float64Array): void {
    const level = this.#of.levels.code[row]!;
    const perRate = margin * this.#of.rates[level]!;
    this.#common.add(row, perRate, path, discounts);
    this.#own[level]!.add(row, perRate, path, discounts);
  }

  get variance(): number {
    return this.#common.variance + this.#ofDifferences;
  }

  /** gᵀ·I⁻¹·g of ln r beside the first level's, I the information of the partial likelihood, Σ_m D_m (diag p_m − p_m·p_mᵀ). */
  get #ofDifferences(): number {
    const { time, rates, levels } = this.#of;
    const size = rates.length - 1;
    const inMonth = sharesOf(time, rates);
    const information = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        for (let month = 0; month < time.months; month++) {
          const [a, b] = [inMonth(i + 1, month), inMonth(j + 1, month)];
          information[i * size + j]! += time.left[month]! * ((i === j ? a : 0) - a * b);
        }
      }
    }
    const gradient = this.#perDifference.slice(1).map((slope) => slope * levels.share);
    const solved = solveFactored(factorSymmetric(information, size), gradient);
    return gradient.reduce((sum, slope, i) => sum + slope * solved[i]!, 0);
  }

  /** d(total)/d ln r_l. */
  get #perDifference(): Float64Array {
    const { time, rates } = this.#of;
    const shares = sharesOf(time, rates);
    const tail = tailShares(time, rates);
    const ofAll = this.#common.perLogRate;
    return Float64Array.from(rates, (_, level) => {
      const own = this.#own[level]!.perLogRate;
      const last = own.length - 1;
      return own.reduce((sum, slope, month) => {
        const share = month < last ? shares(level, month) : tail(level);
        return sum + slope - share * ofAll[month]!;
      }, 0);
    });
  }
}

/** p_lm = r_l·E_lm / Σ r·E. */
function sharesOf(time: TimeAtRisk, rates: Float64Array) {
  const all = weighted(time, rates);
  return (level: number, month: number) =>
    all[month]! > 0 ? (rates[level]! * time.exposure[level * time.months + month]!) / all[month]! : 0;
}

/** The same over the months that the tail's rate was measured on. */
function tailShares({ months, exposure }: TimeAtRisk, rates: Float64Array) {
  const ofLevel = rates.map((rate, level) => {
    let sum = 0;
    for (let month = tailFrom(months - 1); month < months; month++) sum += exposure[level * months + month]!;
    return rate * sum;
  });
  const all = ofLevel.reduce((sum, value) => sum + value, 0);
  return (level: number) => (all > 0 ? ofLevel[level]! / all : 0);
}
