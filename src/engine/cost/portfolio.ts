import { STATUS } from '../../domain/features.ts';
import type { Amount } from '../../domain/figures.ts';
import { known, mean, quotient, total, unknown, weaker } from '../amounts.ts';
import type { Acquisition } from './acquisition.ts';
import type { Keeping } from './keeping.ts';
import type { CostInput, CostOutcome } from './outcome.ts';
import type { ServiceCost } from './service.ts';
import { churnAdjustedPaybackMonths, monthlyChurnOf, paybackMonths } from './unitEconomics.ts';

/** What unit economics are made of, for all customers or a group of them. Money in minor units. */
export interface UnitInput {
  readonly cac: Amount;
  readonly retentionPerCustomer: Amount;
  /** Mean margin of a customer per month. */
  readonly monthlyMargin: Amount;
  /** Unlimited value of a new customer before CAC. */
  readonly newCustomerValue: Amount;
  /** Probability that a customer stays 12 months. */
  readonly retention12: Amount;
}

export interface UnitFigures {
  readonly acquisitionToRetention: Amount;
  readonly ltvToCac: Amount;
  readonly paybackMonths: Amount;
  readonly paybackMonthsChurnAdjusted: Amount;
}

export function unitFigures(input: UnitInput): UnitFigures {
  const { cac, monthlyMargin } = input;
  return {
    acquisitionToRetention: quotient(cac, input.retentionPerCustomer),
    ltvToCac: quotient(input.newCustomerValue, cac),
    paybackMonths: payback(cac, monthlyMargin, paybackMonths),
    paybackMonthsChurnAdjusted: paybackWithLeaving(input),
  };
}

/** Where the margin would not get there if nobody left, how many leave is no matter. */
function paybackWithLeaving({ cac, monthlyMargin, retention12 }: UnitInput): Amount {
  const ifNobodyLeft = payback(cac, monthlyMargin, paybackMonths);
  if (ifNobodyLeft.value === null) return ifNobodyLeft;
  const { value: stay, grade } = retention12;
  if (stay === null) return retention12;
  const months = payback(cac, monthlyMargin, (cost, margin) =>
    churnAdjustedPaybackMonths(cost, margin, monthlyChurnOf(stay)),
  );
  return { ...months, grade: weaker(months.grade, grade) };
}

function payback(cac: Amount, monthlyMargin: Amount, months: (cac: number, margin: number) => number): Amount {
  if (cac.value === null) return cac;
  if (monthlyMargin.value === null) return monthlyMargin;
  const value = months(cac.value, monthlyMargin.value);
  return Number.isNaN(value) ? unknown('never_pays_back') : known(value, weaker(cac.grade, monthlyMargin.grade));
}

export interface Costs {
  readonly acquisition: Acquisition;
  readonly keeping: Keeping;
  readonly service: ServiceCost;
}

export function portfolioCosts(
  input: CostInput,
  { acquisition, keeping, service }: Costs,
): Omit<CostOutcome['portfolio'], 'roi'> {
  const bought = acquisition.counted.reduce((sum, one) => sum + one, 0);
  const retained = input.lifecycle.status.reduce((count, code) => count + (code === STATUS.active ? 1 : 0), 0);
  const cac = perHead(acquisition.spend, bought);
  const retentionPerCustomer = perHead(keeping.spend, retained);
  const { newCustomerValue, retention12 } = input;
  const monthlyMargin = mean(input.monthlyMargin, 'no_value');
  return {
    acquisitionPerCustomer: cac,
    retentionPerCustomer,
    serviceToDate: total(service.toDate, 'no_service_cost'),
    ...unitFigures({ cac, retentionPerCustomer, monthlyMargin, newCustomerValue, retention12 }),
  };
}

/** Spending over the customers it was for; unknown where it was for nobody. */
export function perHead(spend: Amount, customers: number): Amount {
  if (spend.value === null) return spend;
  return customers === 0 ? unknown('zero_denominator') : known(spend.value / customers, spend.grade);
}
