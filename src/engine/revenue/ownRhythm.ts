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
  const reasonOf = (row: number) =>
    buyingRate === null ? 'no_buying_rate' : purchases?.unsettled?.[row] === 1 ? 'not_in_features' : 'no_purchases';
  const known = (row: number) => purchases !== null && buyingRate !== null && purchases.ageDays[row]! >= 0;
  return {
    nextPurchaseDays: forEachCustomer(customers, (row, figure) => {
      if (lifecycle.status[row] === STATUS.churned) figure.leave(row, 'churned');
      else if (!known(row)) figure.leave(row, reasonOf(row));
      else {
        const shape = buyingRate!.shape + purchases!.frequency[row]!;
        const days = (buyingRate!.rateDays + purchases!.ageDays[row]!) * (2 ** (1 / shape) - 1);
        figure.set(row, days, 'modelled');
      }
    }),
    silenceRank: forEachCustomer(customers, (row, figure) => {
      if (!known(row)) figure.leave(row, reasonOf(row));
      else if (purchases!.frequency[row] === 0) figure.leave(row, 'no_rhythm');
      else {
        const recencyDays = purchases!.recencyDays[row]!;
        const silentDays = purchases!.ageDays[row]! - recencyDays;
        const history = { repeats: purchases!.frequency[row]!, recencyDays, silentDays };
        figure.set(row, silenceRankOf(buyingRate!, history), 'modelled');
      }
    }),
  };
}

/** P(gap ≤ silence) of a repeat buyer's own gaps, given the history up to the last purchase. */
export function silenceRankOf(
  { shape, rateDays }: NonNullable<Forecast['buyingRate']>,
  { repeats, recencyDays, silentDays }: { repeats: number; recencyDays: number; silentDays: number },
): number {
  return -Math.expm1(-(shape + repeats) * Math.log1p(silentDays / (rateDays + recencyDays)));
}
