import { NO_LEVERS } from '../../domain/scenario.ts';
import { type Caution, presentValue } from './cashCase.ts';
import { changesIn, exactTotals, mostLikely } from './changes.ts';
import { benefitOf } from './programmeFlows.ts';
import type { Setting } from './setting.ts';
import { yearlyRetention } from './totals.ts';

const HALVINGS = 40;

/** The uplift at which a programme pays, in points: cost / (N·V) (METHODS 4), N customers of value V. */
export function breakEvenPoints(cost: number, totalValue: number): number | null {
  return totalValue > 0 ? (100 * cost) / totalValue : null;
}

/**
 * The points of 12-month retention at which a programme of this present cost pays on the user's own curves, serving
 * those kept paid for: leavers go over the years and not on their first day, so cost / (N·V) promises too much.
 * Null where it would not pay even if nobody left.
 */
export function breakEvenOnCurves(setting: Setting, cost: number, caution: Caution): number | null {
  const { analysis, curves, weights } = setting;
  const benefitsOf = (points: number) => {
    const levers = { ...NO_LEVERS, retentionPoints: points };
    const alone: Setting = { ...setting, levers, pricedWeights: weights, effect: null, easing: null };
    const { byYear } = changesIn(alone, mostLikely(alone), exactTotals(alone));
    const flows = [0, ...byYear.map((year) => caution.benefits * benefitOf(year))];
    return presentValue(flows, analysis.options.annualDiscountRate);
  };
  let [low, high] = [0, 100 * (1 - yearlyRetention(curves, weights.here, 1))];
  if (!(benefitsOf(high) >= cost)) return null;
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    if (benefitsOf(middle) >= cost) high = middle;
    else low = middle;
  }
  return high;
}
