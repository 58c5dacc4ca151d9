import { type Figure, gradeAt, reasonAt } from '../domain/figures.ts';
import { DAYS_PER_MONTH } from '../foundation/days.ts';
import { forEachCustomer } from './amounts.ts';
import type { Wings } from './wings.ts';

/** The day number on which each customer's next purchase is due, where that is within the horizon. */
export function nextPurchaseDay({ revenue, lifecycle, options }: Wings): Figure {
  const { nextPurchaseDays } = revenue;
  const asOfDay = lifecycle.asOfDay ?? Number.NaN;
  const horizonDays = options.horizonMonths * DAYS_PER_MONTH;
  return forEachCustomer(nextPurchaseDays.values.length, (row, figure) => {
    const days = nextPurchaseDays.values[row]!;
    const reason = reasonAt(nextPurchaseDays, row);
    if (reason !== null) figure.leave(row, reason);
    else if (!(days <= horizonDays)) figure.leave(row, 'beyond_horizon');
    else figure.set(row, asOfDay + Math.round(days), gradeAt(nextPurchaseDays, row));
  });
}
