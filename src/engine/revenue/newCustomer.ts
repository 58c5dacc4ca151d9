import type { Amount } from '../../domain/figures.ts';
import type { Grade } from '../../domain/grades.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { DAYS_PER_YEAR } from '../../foundation/days.ts';
import { deltaVariance } from '../../math/deltaVariance.ts';
import { integrate } from '../../math/quadrature.ts';
import type { PurchasePredictor } from './models/model.ts';
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
  const { fit, choice, spanDays } = found;
  const predictor = fit.model.predictor(fit.parameters, AGREEMENT);
  const perDay = Math.log1p(options.annualDiscountRate) / DAYS_PER_YEAR;
  // Without anyone seen to leave, or without discount, only the observed span is defensible.
  const ends = !choice.dropoutDetected || perDay <= 0 ? spanDays : null;
  const perPurchase = spend === null ? null : spend.of(null).mean * kept * margin;
  const worth = (purchases: number): Amount =>
    perPurchase === null
      ? { value: null, grade, reason: 'no_revenue' }
      : { value: purchases * perPurchase, grade, reason: null };
  const first = predictor.outlook(0, 0);
  const { newcomerAlive } = predictor;
  return {
    newCustomerValueMinor: worth(purchasesInAll(predictor, perDay, ends)),
    newCustomerValue12Minor: worth(1 + newcomerAlive * discountedPurchases(first, DAYS_PER_YEAR, perDay)),
    newCustomerRelativeVariance:
      (spend?.newcomerRelativeVariance ?? 0) +
      deltaVariance(
        (log) => Math.log(purchasesInAll(fit.model.predictor(log.map(Math.exp), AGREEMENT), perDay, ends)),
        fit.parameters.map(Math.log),
        fit.logCovariance,
      ),
    newCustomerMarginBy:
      perPurchase === null ? null : (days: number) => (1 + newcomerAlive * first.expected(days)) * perPurchase,
  };
}

/** Discounted purchases of a new customer, the first one whole; without end, or up to `endDays`. */
function purchasesInAll(predictor: PurchasePredictor, perDay: number, endDays: number | null): number {
  const outlook = predictor.outlook(0, 0);
  const repeat =
    endDays === null
      ? integrate((u) => Math.exp(-perDay * u) * outlook.rate(u), NOTHING_LEFT / perDay, AGREEMENT)
      : discountedPurchases(outlook, endDays, perDay);
  return 1 + predictor.newcomerAlive * repeat;
}
