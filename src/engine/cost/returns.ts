import { type Amount, type Figure, gradeAt, reasonAt } from '../../domain/figures.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import { sumPresent } from '../../foundation/sums.ts';
import { forEachCustomer, known, mean, unknown } from '../amounts.ts';
import type { CostInput } from './outcome.ts';
import { servicePerMonth } from './service.ts';

export interface CustomerCosts {
  readonly acquisition: Figure;
  readonly retention: Figure;
  /** Service to date. */
  readonly service: Figure;
}

/**
 * Customer ROI (METHODS 4): (observed + expected margin − costs) / costs, the costs being acquisition, retention,
 * service to date and expected service. Every one of them must be known: a missing cost is not zero. Where the
 * margin already carries support, service stands on neither side. The portfolio's ROI is over customers with one.
 */
export function returnOnInvestment(
  input: CostInput,
  costs: CustomerCosts,
): { readonly figure: Figure; readonly portfolio: Amount } {
  const { observedMargin, expected } = input;
  const spent: number[] = [];
  const returned: number[] = [];
  const figure = forEachCustomer(input.aliveMonths.length, (i, roi) => {
    const cost = totalCost(input, costs, i);
    const value = observedMargin.values[i]! + expected.values[i]!;
    const missing = whyNone(input, costs, i);
    if (missing !== null) {
      roi.leave(i, missing);
      return;
    }
    spent.push(cost);
    returned.push(value);
    // Who cost nothing has no return of their own and still brings what they bring.
    if (cost <= 0) roi.leave(i, 'zero_denominator');
    else roi.set(i, (value - cost) / cost, gradeAt(expected, i));
  });
  const cost = sumPresent(spent);
  const shared = mean(figure, 'no_costs');
  const portfolio =
    cost > 0 ? known((sumPresent(returned) - cost) / cost, shared.grade) : unknown(shared.reason ?? 'zero_denominator');
  return { figure, portfolio };
}

function totalCost({ options, lifecycle, aliveMonths }: CostInput, costs: CustomerCosts, i: number): number {
  const bought = costs.acquisition.values[i]! + costs.retention.values[i]!;
  if (options.marginIncludesService) return bought;
  const toDate = costs.service.values[i]!;
  // For as long as the customer is expected to stay.
  const pace = servicePerMonth(toDate, lifecycle.tenureMonths[i]!);
  return bought + toDate + (toDate === 0 || aliveMonths[i] === 0 ? 0 : pace * aliveMonths[i]!);
}

function whyNone(input: CostInput, costs: CustomerCosts, i: number): ReasonCode | null {
  if (Number.isNaN(costs.acquisition.values[i]!)) return reasonAt(costs.acquisition, i) ?? 'no_acquisition_cost';
  if (Number.isNaN(costs.retention.values[i]!)) return reasonAt(costs.retention, i) ?? 'no_retention_cost';
  if (Number.isNaN(totalCost(input, costs, i))) return 'no_service_cost';
  return Number.isNaN(input.observedMargin.values[i]! + input.expected.values[i]!) ? 'no_value' : null;
}
