import { shareEarned } from '../horizon.ts';
import type { PathWeights, PortfolioCurves } from './curves.ts';

/** What may befall everybody's survival. */
export interface Leaving {
  /** Factor on the cumulative hazard: S'(t) = S(t)^power. 1: as it is. */
  readonly power: number;
  /** Factor on the hazard of every year after that. 1: as it is. */
  readonly yearlyHazards: number;
}

export const AS_IT_IS: Leaving = { power: 1, yearlyHazards: 1 };

/**
 * Hazards multiplied by `power`, and percentage points of 12-month retention on top, by one factor on all yearly
 * hazards (METHODS 4): (1 − r − points)/(1 − r); never below 0, and 1 where nobody leaves.
 */
export function leavingWith(curves: PortfolioCurves, here: Float64Array, power: number, points: number): Leaving {
  if (points === 0) return { power, yearlyHazards: 1 };
  const retention = yearlyRetention(curves, here, power);
  return { power, yearlyHazards: retention < 1 ? Math.max(0, 1 - points / 100 / (1 - retention)) : 1 };
}

/**
 * The base under one kind of leaving. Money in minor units: margin and service discounted over the horizon, then
 * undiscounted by year of the programme; customers here after a year, at the horizon, and when the programme ends.
 */
export interface Totals {
  readonly margin: number;
  readonly service: number;
  readonly hereAfterYear: number;
  readonly hereAtHorizon: number;
  readonly hereAtEnd: number;
  readonly marginByYear: readonly number[];
  readonly serviceByYear: readonly number[];
}

const MONTHS_PER_YEAR = 12;
const SCALARS = 5;
/** Nobody stays: small enough to be nobody, large enough to have a logarithm. */
const NOBODY = 1e-12;

/** Places of `Totals` in a vector, so that totals can be drawn between those worked out. */
export function totalsFrom(vector: Float64Array): Totals {
  const years = (vector.length - SCALARS) / 2;
  const [margin, service, hereAfterYear, hereAtHorizon, hereAtEnd] = vector as unknown as [
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    ...{ margin, service, hereAfterYear, hereAtHorizon, hereAtEnd },
    marginByYear: [...vector.subarray(SCALARS, SCALARS + years)],
    serviceByYear: [...vector.subarray(SCALARS + years)],
  };
}

/** The totals as a vector. `years` of the programme must lie within the months of the curves. */
export function totalsOf(curves: PortfolioCurves, weights: PathWeights, leaving: Leaving, years: number): Float64Array {
  const vector = new Float64Array(SCALARS + 2 * years);
  forEachPath(curves, leaving, (path, survival) => {
    const [margin, service, here] = [weights.margin[path]!, weights.service[path]!, weights.here[path]!];
    for (let k = 0; k < curves.months; k++) {
      const share = shareEarned(curves.timing, survival[k]!, survival[k + 1]!);
      const units = share * curves.horizonDiscounts[k]!;
      vector[0]! += margin * units;
      vector[1]! += service * units;
      const year = Math.floor(k / MONTHS_PER_YEAR);
      if (year >= years) continue;
      vector[SCALARS + year]! += margin * share;
      vector[SCALARS + years + year]! += service * share;
    }
    vector[2]! += here * survival[MONTHS_PER_YEAR]!;
    vector[3]! += here * survivalAfter(survival, curves.horizonMonths);
    vector[4]! += here * survival[MONTHS_PER_YEAR * years]!;
  });
  return vector;
}

/** Discounted months of the horizon that one customer of each path holds. */
export function horizonUnits(curves: PortfolioCurves, leaving: Leaving): Float64Array {
  const units = new Float64Array(curves.paths);
  forEachPath(curves, leaving, (path, survival) => {
    for (let k = 0; k < curves.months; k++) {
      units[path]! += shareEarned(curves.timing, survival[k]!, survival[k + 1]!) * curves.horizonDiscounts[k]!;
    }
  });
  return units;
}

/** 12-month retention of those here now, with every hazard multiplied by `power`. */
export function yearlyRetention(curves: PortfolioCurves, here: Float64Array, power: number): number {
  let [stay, now] = [0, 0];
  for (let path = 0; path < curves.paths; path++) {
    stay += here[path]! * Math.exp(power * curves.logSurvival[path * (curves.months + 1) + MONTHS_PER_YEAR]!);
    now += here[path]!;
  }
  return stay / now;
}

function forEachPath(
  curves: PortfolioCurves,
  { power, yearlyHazards }: Leaving,
  see: (path: number, survival: Float64Array) => void,
): void {
  const log = new Float64Array(curves.months + 1);
  const survival = new Float64Array(curves.months + 1);
  for (let path = 0; path < curves.paths; path++) {
    const from = path * log.length;
    for (let k = 0; k < log.length; k++) log[k] = power * curves.logSurvival[from + k]!;
    if (yearlyHazards !== 1) cutYearlyHazards(log, yearlyHazards);
    for (let k = 0; k < log.length; k++) survival[k] = Math.exp(log[k]!);
    see(path, survival);
  }
}

/** Multiplies the hazard of each year, 1 − S(12j)/S(12j − 12), by `left`; within a year hazards stay in proportion. */
function cutYearlyHazards(log: Float64Array, left: number): void {
  let [before, after] = [log[0]!, log[0]!];
  for (let from = 0; from + MONTHS_PER_YEAR < log.length; from += MONTHS_PER_YEAR) {
    const logYear = log[from + MONTHS_PER_YEAR]! - before;
    const kept = Math.max(NOBODY, 1 + left * Math.expm1(logYear));
    // Who surely stays or surely leaves goes on doing so.
    const stretch = Number.isFinite(logYear) && logYear < 0 ? Math.log(kept) / logYear : 1;
    const start = before;
    before = log[from + MONTHS_PER_YEAR]!;
    for (let k = from + 1; k <= from + MONTHS_PER_YEAR; k++) {
      log[k] = Number.isFinite(log[k]!) ? after + stretch * (log[k]! - start) : log[k]!;
    }
    after = log[from + MONTHS_PER_YEAR]!;
  }
}

/** Between whole months hazards are constant. */
function survivalAfter(survival: Float64Array, months: number): number {
  const whole = Math.floor(months);
  const share = months - whole;
  return share === 0 ? survival[whole]! : survival[whole]! ** (1 - share) * survival[whole + 1]! ** share;
}
