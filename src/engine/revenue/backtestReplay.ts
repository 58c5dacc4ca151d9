import type { Lifecycle } from '../../domain/features.ts';
import { DAYS_PER_MONTH } from '../../foundation/days.ts';
import { monthsBetween } from '../../foundation/months.ts';
import { buildLifecycle } from '../lifecycle.ts';
import type { RevenueInput, RevenueOutcome } from './outcome.ts';
import { summarisePurchases } from './purchases.ts';
import { scoreRevenue } from './revenue.ts';

/** As for scoring, with the rows by customer, which a split needs. */
export type BacktestInput = RevenueInput & Required<Pick<RevenueInput, 'grouping'>>;

/** What was said on the split day, and what is needed to judge it. */
export interface Replay {
  readonly input: BacktestInput;
  readonly splitDay: number;
  readonly endDay: number;
  /** From the split to the end: calendar months where leaving is forecast, as tenure is counted, else average ones. */
  readonly horizonMonths: number;
  readonly lifecycle: Lifecycle;
  readonly outcome: RevenueOutcome;
  /** The forecast by tenure alone, where customers of equal tenure were told apart. */
  readonly byTenure: RevenueOutcome | null;
}

/** Tells customers of equal tenure apart by what was known on the split day; null where nothing does. */
export type TellApart = (input: BacktestInput, forecast: RevenueOutcome) => RevenueOutcome | null;

/** Scores as of the split day over exactly the days that follow. */
export function replayUntil(
  input: BacktestInput,
  { splitDay, endDay }: Pick<Replay, 'splitDay' | 'endDay'>,
  tellApart: TellApart | null,
): Replay {
  const { dataset, grouping } = input;
  const { behaviour } = input.lifecycle;
  const horizonMonths =
    behaviour === 'subscription' ? monthsBetween(splitDay, endDay) : (endDay - splitDay) / DAYS_PER_MONTH;
  const options = { ...input.options, asOfDay: splitDay, horizonMonths, annualDiscountRate: 0 };
  const purchases = input.purchases === null ? null : summarisePurchases(dataset, grouping, splitDay);
  const lifecycle = buildLifecycle({ dataset, grouping, purchases, behaviour, asOfDay: splitDay, options });
  const then = { ...input, options, purchases, lifecycle };
  const forecast = scoreRevenue(then);
  const apart = forecast.curve === null ? null : (tellApart?.(then, forecast) ?? null);
  const byTenure = apart === null ? null : forecast;
  return { input, splitDay, endDay, horizonMonths, lifecycle, outcome: apart ?? forecast, byTenure };
}
