import type { Amount } from '../domain/figures.ts';
import type { ReasonCode } from '../domain/grades.ts';
import { unknown, weaker } from './amounts.ts';
import { plusFivePoints } from './cost/unitEconomics.ts';
import { retentionOverYear } from './horizon.ts';
import type { Wings } from './wings.ts';

/** Five more points of 12-month retention: what they change of a new customer's value, and the cut in churn they take. */
export interface FiveMorePoints {
  readonly retention: Amount;
  readonly valueChange: Amount;
  readonly churnCut: Amount;
}

/** More of a loss is no gain: where a new customer is worth nothing or less, there is no share of it to tell. */
export function fiveMorePoints({
  retention,
  revenue,
  options,
}: Pick<Wings, 'retention' | 'revenue' | 'options'>): FiveMorePoints {
  const year = retention.leavingUnseen ? unknown('no_dropout') : retentionOverYear(retention.portfolio.rate, options);
  const five = plusFivePoints([year.value ?? Number.NaN], options.annualDiscountRate);
  const worth = revenue.newCustomerValueMinor.value;
  const why: ReasonCode = year.reason ?? 'rate_too_high';
  const modelled = (value: number | undefined): Amount =>
    value === undefined ? unknown(why) : { value, grade: weaker(year.grade, 'modelled'), reason: null };
  const valueChange = modelled(five?.valueChange);
  return {
    retention: year,
    valueChange: valueChange.value !== null && worth !== null && worth <= 0 ? unknown('not_positive') : valueChange,
    churnCut: modelled(five?.churnCut),
  };
}
