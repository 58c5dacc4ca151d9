import { DAYS_PER_MONTH, DAYS_PER_YEAR } from '../../foundation/days.ts';
import { legendreRule } from '../../math/quadrature.ts';
import type { AliveCount } from './forecastTerms.ts';
import type { PurchaseOutlook, PurchasePredictor } from './models/model.ts';
import { perHistory } from './models/perHistory.ts';

/** What a customer with x repeat purchases at age T does over the horizon, given that they are still one. */
interface HorizonOutlook {
  readonly count: AliveCount;
  /** Discounted purchases per purchase. */
  readonly discount: number;
  readonly ratePerDay: number;
  /** P(still a customer some months from now). */
  survivalAt(months: number): number;
}

export interface Outlooks {
  of(x: number, ageDays: number): HorizonOutlook;
}

/** Discount factors are all but straight over a horizon, so few nodes are exact. */
const DISCOUNT_RULE = legendreRule(4);

/** Outlooks over one horizon, each (x, T) worked out once. */
export function purchaseOutlooks(
  predictor: PurchasePredictor,
  horizon: { readonly days: number; readonly ahead: (days: number) => number },
  annualDiscountRate: number,
): Outlooks {
  const days = horizon.ahead(horizon.days);
  // Discounting goes by the calendar, over as many of the model's days as the horizon holds.
  const perDay = (Math.log1p(annualDiscountRate) / DAYS_PER_YEAR) * (days > 0 ? horizon.days / days : 1);
  return {
    of: perHistory((x, ageDays) => overHorizon(predictor.outlook(x, ageDays), days, perDay, horizon.ahead)),
  };
}

function overHorizon(
  outlook: PurchaseOutlook,
  days: number,
  perDay: number,
  ahead: (days: number) => number,
): HorizonOutlook {
  const expected = outlook.expected(days);
  return {
    count: aliveCount(outlook.pmf(days), expected),
    discount: expected > 0 ? discountedPurchases(outlook, days, perDay) / expected : 1,
    ratePerDay: outlook.rate(0),
    survivalAt: survivalByMonth(outlook, ahead),
  };
}

/** Whole months are asked for again and again, once for every customer of this history. */
function survivalByMonth(outlook: PurchaseOutlook, ahead: (days: number) => number): (months: number) => number {
  const known: number[] = [];
  return (months) => {
    if (!Number.isInteger(months)) return outlook.survival(ahead(months * DAYS_PER_MONTH));
    known[months] ??= outlook.survival(ahead(months * DAYS_PER_MONTH));
    return known[months]!;
  };
}

function aliveCount(pmf: Float64Array, mean: number): AliveCount {
  let secondMoment = 0;
  for (let y = 1; y < pmf.length; y++) secondMoment += y * y * pmf[y]!;
  return { mean, secondMoment, zero: pmf[0]! };
}

/** ∫_0^h e^{−δu} dE(u) = e^{−δh} E(h) + δ ∫_0^h e^{−δu} E(u) du, by parts. */
export function discountedPurchases(outlook: PurchaseOutlook, days: number, perDay: number): number {
  let inside = 0;
  if (perDay > 0) {
    for (let i = 0; i < DISCOUNT_RULE.nodes.length; i++) {
      const u = days * DISCOUNT_RULE.nodes[i]!;
      inside += DISCOUNT_RULE.weights[i]! * Math.exp(-perDay * u) * outlook.expected(u);
    }
  }
  return Math.exp(-perDay * days) * outlook.expected(days) + perDay * days * inside;
}
