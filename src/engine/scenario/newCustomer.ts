import type { Amount } from '../../domain/figures.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import type { NewCustomerOutcome } from '../../domain/simulateReport.ts';
import { MINOR_PER_UNIT, toUnits } from '../../foundation/money.ts';
import { known, mean, quotient, unknown, weaker } from '../amounts.ts';
import { paybackMonths, unlimitedAnnuity } from '../cost/unitEconomics.ts';
import { retentionOverYear } from '../horizon.ts';
import { logHazardFactor, mostLikely } from './changes.ts';
import type { Setting } from './setting.ts';

/**
 * A customer won under the scenario: unlimited value at one yearly retention (METHODS 4, first margin at once), which is
 * r^factor + points instead of r, times what price and margin make of the margin; over the cost of winning them.
 */
export function newCustomerOutcome(setting: Setting): NewCustomerOutcome {
  const { cost, revenue } = setting.analysis;
  const { ltvToCac, paybackMonths: payback, acquisitionPerCustomer: cac } = cost.portfolio;
  const change = valueChange(setting);
  const cacThen = acquisitionCostThen(setting);
  const figures = {
    lifetimeValue: inUnits(revenue.newCustomerValueMinor),
    valueChange: change,
    acquisitionCost: inUnits(cac),
    acquisitionCostThen: inUnits(cacThen),
    ltvToCac,
    ltvToCacThen: quotient(valueThen(setting, change), cacThen),
    paybackMonths: payback,
    paybackMonthsThen: paybackThen(setting, cacThen),
  };
  const entries = Object.entries(figures) as [keyof typeof figures, Amount][];
  const values = Object.fromEntries(entries.map(([name, { value }]) => [name, value])) as Record<
    keyof typeof figures,
    number | null
  >;
  const reasons = entries.flatMap(([name, { value, reason }]) =>
    value === null ? [[name, reason ?? 'no_value'] as const] : [],
  );
  return { ...values, grade: change.grade, reasons: Object.fromEntries<ReasonCode>(reasons) };
}

/** Change of unlimited value at one yearly retention, before acquisition cost. NaN where either has no end. */
export function lifetimeChange(retention: number, then: number, annualDiscountRate: number): number {
  return unlimitedAnnuity([then], annualDiscountRate) / unlimitedAnnuity([retention], annualDiscountRate) - 1;
}

function valueChange(setting: Setting): Amount {
  const { analysis, levers, effect } = setting;
  if (analysis.retention.leavingUnseen) return unknown('no_dropout');
  const year = retentionOverYear(analysis.retention.portfolio.rate, analysis.options);
  if (year.value === null) return year;
  const hazards = Math.exp(logHazardFactor(setting, mostLikely(setting)));
  const then = year.value ** hazards + (levers.retentionPoints ?? 0) / 100;
  if (!(then >= 0 && then < 1)) return unknown('points_out_of_range');
  const longer = lifetimeChange(year.value, then, analysis.options.annualDiscountRate);
  const value = (1 + longer) * meanMarginFactor(setting) - 1;
  const grade = weaker(weaker(year.grade, 'modelled'), effect?.grade ?? 'observed');
  return Number.isFinite(value) ? known(value, grade) : unknown('zero_denominator');
}

function valueThen({ analysis: { revenue } }: Setting, change: Amount): Amount {
  const { value, grade } = revenue.newCustomerValueMinor;
  if (value === null) return revenue.newCustomerValueMinor;
  return change.value === null ? change : known(value * (1 + change.value), weaker(grade, change.grade));
}

/** What price and margin make of the mean margin of those here now. */
function meanMarginFactor({ weights, pricedWeights }: Setting): number {
  if (pricedWeights === weights) return 1;
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  return sum(pricedWeights.margin) / sum(weights.margin);
}

function acquisitionCostThen({ analysis, levers }: Setting): Amount {
  const today = analysis.cost.portfolio.acquisitionPerCustomer;
  const lever = levers.acquisitionCost;
  if (lever === null) return today;
  if ('to' in lever) return known(lever.to * MINOR_PER_UNIT, 'assumed');
  return today.value === null ? today : known(today.value * (1 + lever.share), today.grade);
}

function paybackThen(setting: Setting, cac: Amount): Amount {
  const monthly = mean(setting.analysis.revenue.monthlyMargin, 'no_value');
  if (cac.value === null) return cac;
  if (monthly.value === null) return monthly;
  const months = paybackMonths(cac.value, monthly.value * meanMarginFactor(setting));
  return Number.isFinite(months) ? known(months, weaker(cac.grade, monthly.grade)) : unknown('never_pays_back');
}

function inUnits(amount: Amount): Amount {
  return amount.value === null ? amount : { ...amount, value: toUnits(amount.value) };
}
