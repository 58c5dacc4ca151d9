import { type Figure, gradeAt } from '../../domain/figures.ts';
import { forEachCustomer } from '../amounts.ts';
import { costAssumptions, costWarnings } from './assumptions.ts';
import type { CostInput, CostOutcome } from './outcome.ts';
import { portfolioCosts } from './portfolio.ts';
import { returnOnInvestment } from './returns.ts';
import { acquisitionCost, retentionCost } from './spending.ts';
import { paybackMonths } from './unitEconomics.ts';

/** Acquisition, service and retention cost, and what comes back for them (METHODS 4 without the programme case). */
export function scoreCost(input: CostInput): CostOutcome {
  const { dataset, options } = input;
  const acquisition = acquisitionCost(dataset, options);
  const retention = retentionCost(dataset, options);
  const { toDate: service, contactsAtDefault } = input.service;
  const spent = { acquisition, retention, service };
  const roi = returnOnInvestment(input, spent);
  return {
    ...spent,
    ltvToCac: valueOverCac(input, acquisition),
    paybackMonths: paybacks(input, acquisition),
    roi: roi.figure,
    portfolio: { ...portfolioCosts(input, spent), roi: roi.portfolio },
    assumptions: costAssumptions(input, contactsAtDefault),
    warnings: costWarnings(dataset, contactsAtDefault),
  };
}

function valueOverCac({ observedMargin, expected }: CostInput, acquisition: Figure): Figure {
  return forEachCustomer(acquisition.values.length, (i, figure) => {
    const cac = acquisition.values[i]!;
    const value = observedMargin.values[i]! + expected.values[i]!;
    if (Number.isNaN(cac)) figure.leave(i, 'no_acquisition_cost');
    else if (Number.isNaN(value)) figure.leave(i, 'no_value');
    else if (cac === 0) figure.leave(i, 'zero_denominator');
    else figure.set(i, value / cac, gradeAt(expected, i));
  });
}

function paybacks({ monthlyMargin }: CostInput, acquisition: Figure): Figure {
  return forEachCustomer(acquisition.values.length, (i, figure) => {
    const months = paybackMonths(acquisition.values[i]!, monthlyMargin.values[i]!);
    if (Number.isNaN(acquisition.values[i]!)) figure.leave(i, 'no_acquisition_cost');
    else if (Number.isNaN(monthlyMargin.values[i]!)) figure.leave(i, 'no_value');
    else if (Number.isNaN(months)) figure.leave(i, 'never_pays_back');
    else figure.set(i, months, gradeAt(monthlyMargin, i));
  });
}
