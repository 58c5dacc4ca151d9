import { type Figure, gradeAt, reasonAt } from '../../domain/figures.ts';
import { forEachCustomer } from '../amounts.ts';
import { acquisitionOf } from './acquisition.ts';
import { costAssumptions, costWarnings } from './assumptions.ts';
import { keepingOf } from './keeping.ts';
import type { CostInput, CostOutcome } from './outcome.ts';
import { portfolioCosts } from './portfolio.ts';
import { returnOnInvestment } from './returns.ts';
import { paybackMonths } from './unitEconomics.ts';

/** Acquisition, service and retention cost, and what comes back for them (METHODS 4 without the programme case). */
export function scoreCost(input: CostInput): CostOutcome {
  const { dataset, books, service } = input;
  const costs = { acquisition: acquisitionOf(input), keeping: keepingOf(input), service };
  const spent = {
    acquisition: costs.acquisition.cost,
    retention: costs.keeping.cost,
    service: service.toDate,
  };
  const roi = returnOnInvestment(input, spent);
  return {
    ...spent,
    ltvToCac: valueOverCac(input, spent.acquisition),
    paybackMonths: paybacks(input, spent.acquisition),
    roi: roi.figure,
    portfolio: { ...portfolioCosts(input, costs), roi: roi.portfolio },
    books,
    sources: costs,
    assumptions: costAssumptions(input, costs.service),
    warnings: [
      ...(books?.warnings ?? []),
      ...costs.acquisition.warnings,
      ...costs.keeping.warnings,
      ...costs.service.warnings,
      ...costWarnings(dataset, costs.service),
    ],
  };
}

function valueOverCac({ observedMargin, expected }: CostInput, acquisition: Figure): Figure {
  return forEachCustomer(acquisition.values.length, (i, figure) => {
    const cac = acquisition.values[i]!;
    const value = observedMargin.values[i]! + expected.values[i]!;
    if (Number.isNaN(cac)) figure.leave(i, reasonAt(acquisition, i) ?? 'no_acquisition_cost');
    else if (Number.isNaN(value)) figure.leave(i, 'no_value');
    else if (cac === 0) figure.leave(i, 'zero_denominator');
    else figure.set(i, value / cac, gradeAt(expected, i));
  });
}

function paybacks({ monthlyMargin }: CostInput, acquisition: Figure): Figure {
  return forEachCustomer(acquisition.values.length, (i, figure) => {
    const months = paybackMonths(acquisition.values[i]!, monthlyMargin.values[i]!);
    if (Number.isNaN(acquisition.values[i]!)) figure.leave(i, reasonAt(acquisition, i) ?? 'no_acquisition_cost');
    else if (Number.isNaN(monthlyMargin.values[i]!)) figure.leave(i, 'no_value');
    else if (Number.isNaN(months)) figure.leave(i, 'never_pays_back');
    else figure.set(i, months, gradeAt(monthlyMargin, i));
  });
}
