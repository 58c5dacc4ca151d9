import type { PurchaseHistory } from '../../domain/features.ts';
import { sumPresent } from '../../foundation/sums.ts';

/** 1 − unmatched refunds / revenue net of matched ones: what future revenue keeps (METHODS 1, refunds). */
export function shareKept(purchases: PurchaseHistory): number {
  let [unmatched, revenue] = [0, 0];
  for (let row = 0; row < purchases.orders.length; row++) {
    unmatched += purchases.unmatchedRefundsMinor[row]!;
    const gross = purchases.grossMinor[row]! || 0;
    revenue += gross - purchases.refundsMinor[row]! + purchases.unmatchedRefundsMinor[row]!;
  }
  return revenue > 0 ? Math.max(0, 1 - unmatched / revenue) : 1;
}

/** 1 − refunds / gross: what stays of an invoice on average. */
export function shareNotRefunded({ grossMinor, refundsMinor }: PurchaseHistory): number {
  const [gross, refunds] = [sumPresent(grossMinor), sumPresent(refundsMinor)];
  return gross > 0 ? Math.max(0, 1 - refunds / gross) : 1;
}

/**
 * Share of repeat purchase days of known amount that brought something: an order of zero brings nothing, one without an
 * amount brings what others do.
 */
export function sharePaid(purchases: PurchaseHistory): number {
  let [paid, days] = [0, 0];
  for (let row = 0; row < purchases.orders.length; row++) {
    paid += purchases.spendDays[row]!;
    days += purchases.pricedDays[row]!;
  }
  return days > 0 ? paid / days : 1;
}
