import type { BillingPeriod } from '../domain/fields.ts';

/** Billing periods for sentences: what a payment is for. */
export const PERIOD_IN_WORDS: Readonly<Record<BillingPeriod, string>> = {
  week: 'a week',
  fortnight: 'two weeks',
  month: 'a month',
  quarter: 'a quarter',
  'half-year': 'half a year',
  year: 'a year',
};
