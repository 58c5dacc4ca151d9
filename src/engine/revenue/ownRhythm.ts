import { STATUS } from '../../domain/features.ts';
import type { Figure } from '../../domain/figures.ts';
import { forEachCustomer } from '../amounts.ts';
import type { Forecast, RevenueInput } from './outcome.ts';

/**
 * When the next purchase is due, and whether a customer is late for their own rhythm. Given a history the rate is
 * Gamma(r + x, α + T), so that gaps follow a Pareto II distribution: P(gap > s) = (A/(A+s))^{r+x}.
 */
export function ownRhythm(
  { dataset, purchases, lifecycle }: RevenueInput,
  buyingRate: Forecast['buyingRate'],
): { nextPurchaseDays: Figure; silenceRank: Figure } {
  const customers = dataset.customerIds.length;
  const reason = buyingRate === null ? 'no_buying_rate' : 'no_purchases';
  const known = (row: number) => purchases !== null && buyingRate !== null && purchases.ageDays[row]! >= 0;
  return {
    nextPurchaseDays: forEachCustomer(customers, (row, figure) => {
      if (lifecycle.status[row] === STATUS.churned) figure.leave(row, 'churned');
      else if (!known(row)) figure.leave(row, reason);
      else {
        const shape = buyingRate!.shape + purchases!.frequency[row]!;
        const days = (buyingRate!.rateDays + purchases!.ageDays[row]!) * (2 ** (1 / shape) - 1);
        figure.set(row, days, 'modelled');
      }
    }),
    silenceRank: forEachCustomer(customers, (row, figure) => {
      if (!known(row)) figure.leave(row, reason);
      else if (purchases!.frequency[row] === 0) figure.leave(row, 'no_rhythm');
      else {
        const seen = buyingRate!.rateDays + purchases!.recencyDays[row]!;
        const silence = purchases!.ageDays[row]! - purchases!.recencyDays[row]!;
        const shape = buyingRate!.shape + purchases!.frequency[row]!;
        figure.set(row, -Math.expm1(-shape * Math.log1p(silence / seen)), 'modelled');
      }
    }),
  };
}
