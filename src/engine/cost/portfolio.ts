import { STATUS } from '../../domain/features.ts';
import type { Amount, Figure } from '../../domain/figures.ts';
import { known, mean, quotient, total, unknown, weaker } from '../amounts.ts';
import type { CostInput, CostOutcome } from './outcome.ts';
import type { CustomerCosts } from './returns.ts';
import { churnAdjustedPaybackMonths, monthlyChurnOf, paybackMonths } from './unitEconomics.ts';

export function portfolioCosts(input: CostInput, costs: CustomerCosts): Omit<CostOutcome['portfolio'], 'roi'> {
  const cac = meanCac(input, costs.acquisition);
  const kept = perRetained(input, costs.retention);
  const monthly = mean(input.monthlyMargin, 'no_value');
  const plain = payback(cac, monthly, paybackMonths);
  const adjusted = payback(cac, monthly, (cost, margin) =>
    churnAdjustedPaybackMonths(cost, margin, monthlyChurnOf(input.retention12.value ?? Number.NaN)),
  );
  return {
    acquisitionPerCustomer: cac,
    retentionPerCustomer: kept,
    serviceToDate: total(costs.service, 'no_service_cost'),
    acquisitionToRetention: quotient(cac, kept),
    ltvToCac: quotient(input.newCustomerValue, cac),
    paybackMonths: plain,
    paybackMonthsChurnAdjusted: input.retention12.value === null ? input.retention12 : adjusted,
  };
}

/** Acquisition spending over customers who were bought: a referred customer without a cost was not. */
function meanCac({ dataset }: CostInput, acquisition: Figure): Amount {
  const spending = total(acquisition, 'no_acquisition_cost');
  if (spending.value === null) return spending;
  const referredBy = dataset.customers.texts.get('referred_by');
  let bought = 0;
  for (let i = 0; i < acquisition.values.length; i++) {
    const cost = acquisition.values[i]!;
    const free = cost === 0 && (referredBy?.codes[i] ?? -1) >= 0;
    if (!Number.isNaN(cost) && !free) bought++;
  }
  return bought === 0 ? unknown('no_acquisition_cost') : known(spending.value / bought, spending.grade);
}

/** Spending on retention over the customers retained (METHODS 4). */
function perRetained({ lifecycle }: CostInput, retention: Figure): Amount {
  const spending = total(retention, 'no_retention_cost');
  if (spending.value === null) return spending;
  const retained = lifecycle.status.reduce((count, code) => count + (code === STATUS.active ? 1 : 0), 0);
  return retained === 0 ? unknown('zero_denominator') : known(spending.value / retained, spending.grade);
}

function payback(cac: Amount, monthlyMargin: Amount, months: (cac: number, margin: number) => number): Amount {
  if (cac.value === null) return cac;
  if (monthlyMargin.value === null) return monthlyMargin;
  const value = months(cac.value, monthlyMargin.value);
  return Number.isNaN(value) ? unknown('never_pays_back') : known(value, weaker(cac.grade, monthlyMargin.grade));
}
