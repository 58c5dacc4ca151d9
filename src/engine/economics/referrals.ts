import type { Amount } from '../../domain/figures.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { known, unknown, weaker } from '../amounts.ts';
import type { Analysis } from '../analyse.ts';

/** What referred customers are worth to those who referred them; money in minor units. */
export interface Referrals {
  readonly referred: Amount;
  readonly referrers: Amount;
  readonly acquisitionSaved: Amount;
  /** Margin of those who would not have come. */
  readonly marginWon: Amount;
  readonly value: Amount;
}

/**
 * Acquisition cost saved on every referred customer, plus the share of their margin that would not have come otherwise
 * (Kumar, Petersen & Leone 2010 tell both kinds apart); of each customer no more than that customer is worth. One level
 * deep, and apart from value: the referred customers' margin stands there already.
 */
export function referralValue({ dataset, revenue, cost, options }: Analysis): Referrals {
  const column = dataset.customers.texts.get('referred_by');
  const rows = Int32Array.from(column?.codes.keys() ?? []).filter((row) => column!.codes[row]! >= 0);
  if (rows.length === 0) return none();
  const referrers = new Set(rows.map((row) => column!.codes[row]!)).size;
  const counts = { referred: known(rows.length, 'observed'), referrers: known(referrers, 'observed') };
  const cac = cost.portfolio.acquisitionPerCustomer;
  const [won, value] = [new CompensatedSum(), new CompensatedSum()];
  let valued = 0;
  for (const row of rows) {
    const worth = revenue.observedMargin.values[row]! + revenue.expected.values[row]!;
    if (Number.isNaN(worth)) continue;
    valued++;
    const kept = Math.max(0, worth);
    won.add(options.referralShare * kept);
    value.add(Math.min(kept, (cac.value ?? 0) + options.referralShare * kept));
  }
  // The share of those who would not have come is no one's to count.
  const marginWon: Amount = valued === 0 ? unknown('no_value') : known(won.value, 'assumed');
  const acquisitionSaved = cac.value === null ? cac : known(cac.value * rows.length, weaker(cac.grade, 'assumed'));
  const unknownPart = [cac, marginWon].find((part) => part.value === null);
  return { ...counts, acquisitionSaved, marginWon, value: unknownPart ?? known(value.value, 'assumed') };
}

function none(): Referrals {
  const amount = unknown('no_referrals');
  return { referred: amount, referrers: amount, acquisitionSaved: amount, marginWon: amount, value: amount };
}
