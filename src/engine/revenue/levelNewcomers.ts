import { monthlyDiscounts } from '../horizon.ts';
import type { LevelRates } from './levelRates.ts';
import { LevelSensitivity } from './levelSensitivity.ts';
import { conditionalSurvival, type StayingCurve } from './retentionCurve.ts';
import type { Newcomers } from './staying.ts';
import type { TimeAtRisk } from './timeAtRisk.ts';
import { monthsThatCount, unlimitedValue } from './unlimited.ts';

const FIRST_MONTHS = 12;

/** Those who sign up now, some of each level, each on the curve of their level; margins of a month, by level. */
export function levelNewcomers(
  { rates, baseline, share }: LevelRates,
  time: TimeAtRisk,
  monthlyMargin: Float64Array,
  annualDiscountRate: number,
): Newcomers {
  const curves = Array.from(rates, (rate) => faster(baseline, rate));
  const sum = (of: (curve: StayingCurve) => number) =>
    curves.reduce(
      (total, curve, level) => total + (monthlyMargin[level] === 0 ? 0 : monthlyMargin[level]! * of(curve)),
      0,
    );
  const unlimited = sum((curve) => unlimitedValue(curve, annualDiscountRate) ?? Number.NaN);
  // No tenure so far, whatever the level.
  const tenureMonths = new Float64Array(rates.length);
  const sensitivity = new LevelSensitivity({
    rates,
    baseline,
    share,
    time,
    code: Uint8Array.from(rates.keys()),
    tenureMonths,
  });
  curves.forEach((curve, level) => {
    const months = monthsThatCount(curve, annualDiscountRate);
    sensitivity.add(level, monthlyMargin[level]!, pathOf(curve, months), monthlyDiscounts(months, annualDiscountRate));
  });
  const year = monthlyDiscounts(FIRST_MONTHS, annualDiscountRate);
  return {
    unlimited: Number.isNaN(unlimited) ? null : unlimited,
    firstYear: sum((curve) =>
      pathOf(curve, FIRST_MONTHS).reduce((total, stays, k) => total + stays * (year[k] ?? 0), 0),
    ),
    variance: sensitivity.variance,
  };
}

/** The curve of those who leave at so many times the rate. */
function faster({ survival, tailHazard, ...curve }: StayingCurve, rate: number): StayingCurve {
  return { ...curve, survival: survival.map((stays) => stays ** rate), tailHazard: tailHazard * rate };
}

function pathOf(curve: StayingCurve, months: number): Float64Array {
  return Float64Array.from({ length: months + 1 }, (_, k) => conditionalSurvival(curve, 0, k));
}
