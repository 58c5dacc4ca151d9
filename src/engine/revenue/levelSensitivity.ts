import { factorSymmetric, inverseForm } from '../../math/symmetric.ts';
import { CurveSensitivity } from './curveSensitivity.ts';
import { informationOf, type LevelRates, sharesOf } from './levelRates.ts';
import { tailFrom } from './retentionCurve.ts';
import type { TotalSensitivity } from './staying.ts';
import { byLevel, type Levels, type TimeAtRisk } from './timeAtRisk.ts';

interface ByLevel extends Pick<LevelRates, 'rates' | 'share' | 'baseline'> {
  readonly time: TimeAtRisk;
  readonly code: Levels['code'];
  readonly tenureMonths: Float64Array;
}

/**
 * The delta method on the rate that levels have in common, λ_m of each month, and on how they differ, ln r_l. As λ_m is
 * D_m / Σ r·E, more leaving of one level means less of the others: d ln λ_m / d ln r_l = −p_lm, its share of those who are
 * to leave in the month.
 */
export class LevelSensitivity implements TotalSensitivity {
  readonly #of: ByLevel;
  readonly #own: readonly CurveSensitivity[];

  constructor(of: ByLevel) {
    this.#of = of;
    this.#own = Array.from(of.rates, () => new CurveSensitivity(of.baseline, of.tenureMonths));
  }

  add(row: number, margin: number, path: Float64Array, discounts: Float64Array): void {
    const level = this.#of.code[row]!;
    this.#own[level]!.add(row, margin * this.#of.rates[level]!, path, discounts);
  }

  get variance(): number {
    return this.varianceOf(new Float64Array(this.#own.length).fill(1));
  }

  /** Of a part of the total: so much of each level's. */
  varianceOf(parts: Float64Array): number {
    const { time, rates, share } = this.#of;
    const common = CurveSensitivity.sumOf(this.#own, parts);
    const perDifference = this.#perLogRate(parts, common.perLogRate)
      .slice(1)
      .map((slope) => slope * share);
    return (
      common.variance + inverseForm(factorSymmetric(informationOf(time, rates), perDifference.length), perDifference)
    );
  }

  /** d(total)/d ln r_l. */
  #perLogRate(parts: Float64Array, ofAll: Float64Array): Float64Array {
    const { time, rates } = this.#of;
    const [shares, ofTail] = [sharesOf(time, rates), tailShares(time, rates)];
    const last = time.months - 1;
    return rates.map((_, level) => {
      const own = this.#own[level]!.perLogRate;
      const shareIn = (month: number) => (month < last ? shares[level * time.months + month]! : ofTail[level]!);
      return own.reduce((sum, slope, month) => sum + parts[level]! * slope - shareIn(month) * ofAll[month]!, 0);
    });
  }
}

/** The levels' shares of those who are to leave in the months that the tail's rate was measured on. */
function tailShares(time: TimeAtRisk, rates: Float64Array): Float64Array {
  const from = tailFrom(time.months - 1);
  const inTail = Float64Array.from({ length: time.months }, (_, month) => (month < from ? 0 : 1));
  const ofLevel = byLevel(time, time.exposure, inTail).map((exposure, level) => exposure * rates[level]!);
  const all = ofLevel.reduce((sum, value) => sum + value, 0);
  return ofLevel.map((value) => (all > 0 ? value / all : 0));
}
