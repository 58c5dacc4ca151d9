import type { ScoreOptions } from '../../domain/options.ts';
import { DAYS_PER_MONTH, DAYS_PER_YEAR } from '../../foundation/days.ts';

/** What a customer's path over the horizon comes to. */
export interface PathFigures {
  /** P(still here at the horizon). */
  readonly survival: number;
  /** Σ_{t≤H} m·(S0 − S(t))/(1+d)^(t/12): margin that leaving takes, minor units. */
  readonly lostMinor: number;
}

/**
 * Survival month by month with the odds of leaving in each month multiplied by e^shift. Months in which nobody or
 * everybody leaves stay so. `chance(t)` is the untilted P(still here at month t), t = 0 … horizon.
 */
export function tiltedPath(
  chance: (months: number) => number,
  shift: number,
  monthlyMarginMinor: number,
  { horizonMonths, annualDiscountRate }: Pick<ScoreOptions, 'horizonMonths' | 'annualDiscountRate'>,
): PathFigures {
  const start = chance(0);
  let before = start;
  let survival = start;
  let lostMinor = 0;
  const monthlyFactor = (1 + annualDiscountRate) ** (-DAYS_PER_MONTH / DAYS_PER_YEAR);
  let discount = 1;
  for (let month = 1; month <= horizonMonths; month++) {
    const after = chance(month);
    const kept = before > 0 ? after / before : 0;
    // odds' = odds·e^shift of leaving, as the share kept: kept/(kept + (1−kept)·e^shift)
    survival *= kept / (kept + (1 - kept) * Math.exp(shift));
    before = after;
    discount *= monthlyFactor;
    lostMinor += monthlyMarginMinor * (start - survival) * discount;
  }
  return { survival, lostMinor };
}
