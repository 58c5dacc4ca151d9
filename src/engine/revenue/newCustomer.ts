import type { Amount } from '../../domain/figures.ts';
import type { Grade } from '../../domain/grades.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { DAYS_PER_YEAR } from '../../foundation/days.ts';
import { integrate } from '../../math/quadrature.ts';
import type { PurchaseFit } from './purchaseFit.ts';
import { discountedPurchases } from './purchaseOutlooks.ts';
import type { SpendModel } from './spendModel.ts';

/** Beyond a discount of e^{−25}, 1e-11, nothing counts. */
const NOTHING_LEFT = 25;
/** Two results that agree so far, of a rule that doubles its digits each time, are exact for money. */
const AGREEMENT = 1e-8;

interface Known {
  readonly found: PurchaseFit;
  readonly spend: SpendModel | null;
  readonly kept: number;
}

/** What a customer is worth on the day of the first purchase, that purchase included; before acquisition cost. */
export function newCustomerValues({ found, spend, kept }: Known, options: ScoreOptions, margin: number, grade: Grade) {
  const predictor = found.fit.model.predictor(found.fit.parameters, AGREEMENT);
  const perDay = Math.log1p(options.annualDiscountRate) / DAYS_PER_YEAR;
  const outlook = predictor.outlook(0, 0);
  const worth = (repeat: number): Amount =>
    spend === null
      ? { value: null, grade, reason: 'no_revenue' }
      : { value: (1 + predictor.newcomerAlive * repeat) * spend.of(null).mean * kept * margin, grade, reason: null };
  return {
    newCustomerValueMinor: worth(withoutEnd()),
    newCustomerValue12Minor: worth(discountedPurchases(outlook, DAYS_PER_YEAR, perDay)),
  };

  function withoutEnd(): number {
    // Without anyone seen to leave, or without discount, only the observed span is defensible.
    if (!found.choice.dropoutDetected || perDay <= 0) return discountedPurchases(outlook, found.spanDays, perDay);
    return integrate((u) => Math.exp(-perDay * u) * outlook.rate(u), NOTHING_LEFT / perDay, AGREEMENT);
  }
}
