import { backtestPurchases } from './backtestPurchases.ts';
import { type BacktestInput, replayUntil, type TellApart } from './backtestReplay.ts';
import type { RevenueBacktest } from './backtestReport.ts';
import { backtestSubscription } from './backtestSubscription.ts';

const MIN_DAYS = 14;

/**
 * Splits the history at a day (by default where its last third begins), scores with nothing but what was known then, no
 * discount, and compares with what followed. Null for snapshots and undated data, and where either side of the split
 * is shorter than two weeks.
 */
export function backtestRevenue(
  input: BacktestInput,
  split: number | null,
  tellApart: TellApart | null = null,
): RevenueBacktest | null {
  const endDay = input.lifecycle.asOfDay;
  if (endDay === null || input.lifecycle.snapshot) return null;
  const firstDay = earliest(input.lifecycle.startDay);
  const splitDay = split ?? endDay - Math.floor((endDay - firstDay) / 3);
  if (splitDay - firstDay < MIN_DAYS || endDay - splitDay < MIN_DAYS) return null;
  const replay = replayUntil(input, { splitDay, endDay }, tellApart);
  return input.lifecycle.behaviour === 'subscription' ? backtestSubscription(replay) : backtestPurchases(replay);
}

function earliest(days: Float64Array): number {
  let first = Number.POSITIVE_INFINITY;
  for (const day of days) if (day < first) first = day;
  return first;
}
