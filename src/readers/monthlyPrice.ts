import { UNKNOWN } from '../domain/interactions.ts';
import { DAYS_PER_MONTH } from '../foundation/days.ts';
import { billingPeriodOf } from './billingWords.ts';
import { isBlank } from './text.ts';

/** Where a row says for what its price is paid: the period, and how many seats or pieces it is multiplied by. */
export interface PriceColumns {
  readonly period: number;
  /** -1 where the price is that of all. */
  readonly quantity: number;
}

/** The months of the BILLING_PERIODS, in their order. */
const MONTHS: readonly number[] = [7 / DAYS_PER_MONTH, 14 / DAYS_PER_MONTH, 1, 3, 6, 12];

/** Minor units a month, whole, of a price per piece and billing period; NaN where the row does not say of which period. */
export function monthlyPrice(minor: number, cells: readonly string[], { period, quantity }: PriceColumns): number {
  const code = billingPeriodOf(cells[period] ?? '');
  const pieces = cells[quantity] ?? '';
  const count = isBlank(pieces) ? 1 : Number(pieces);
  return code === UNKNOWN ? Number.NaN : Math.round((minor * count) / MONTHS[code]!);
}
