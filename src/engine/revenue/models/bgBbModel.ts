import { logBeta } from '../../../math/gamma.ts';
import { type BgBbParameters, bgBbObjective, bgBbProbabilityAlive } from './bgBb.ts';
import type { GroupedHistories } from './histories.ts';
import type { PurchaseModel, PurchaseOutlook } from './model.ts';

/** Months and years differ in length by less than a tenth of themselves. */
const UNEVEN = 0.1;

/**
 * BG/BB among the purchase models, for purchases on a grid of one opportunity every `periodDays`: times become
 * opportunities, those after the first purchase.
 */
export function bgBbOnGrid(periodDays: number): PurchaseModel {
  const faced = (days: number) => Math.floor(days / periodDays + UNEVEN);
  return {
    name: 'bg-bb',
    parameterNames: ['alpha', 'beta', 'gamma', 'delta'],
    timeParameters: [],
    starts: [
      [1, 1, 1, 2],
      [1, 2, 0.5, 3],
      [0.5, 0.5, 0.3, 1],
    ],
    objective: (histories, unit = 1) => bgBbObjective(opportunityTable(histories, (time) => faced(time * unit))),
    predictor: ([alpha, beta, gamma, delta]) => {
      const parameters = { alpha: alpha!, beta: beta!, gamma: gamma!, delta: delta! };
      return {
        newcomerAlive: 1,
        probabilityAlive: (x, recency, age) => bgBbProbabilityAlive(parameters, [x, faced(recency), faced(age)]),
        // Whether a customer is late for the next opportunity cannot be seen before it has passed.
        outlook: (x, age) =>
          gridOutlook(updated(parameters, x, faced(age)), (t) => faced(age + t) - faced(age), periodDays),
      };
    },
  };
}

function opportunityTable(
  { frequencies, recencies, ages, ...groups }: GroupedHistories,
  faced: (time: number) => number,
) {
  return {
    x: Array.from(groups.x, (place) => frequencies[place]!),
    last: Array.from(groups.recency, (place) => faced(recencies[place]!)),
    opportunities: Array.from(groups.age, (place) => faced(ages[place]!)),
    customers: groups.count,
  };
}

function updated({ alpha, beta, gamma, delta }: BgBbParameters, x: number, n: number): BgBbParameters {
  return { alpha: alpha + x, beta: beta + n - x, gamma, delta: delta + n };
}

/** P(still here after i opportunities) = B(γ, δ+i)/B(γ, δ); each taken with p ~ Beta(α, β) (FHS 2010, eq. 8 and 13). */
function gridOutlook(
  { alpha, beta, gamma, delta }: BgBbParameters,
  ahead: (t: number) => number,
  periodDays: number,
): PurchaseOutlook {
  const base = logBeta(gamma, delta);
  const stay = (i: number) => Math.exp(logBeta(gamma, delta + i) - base);
  const take = alpha / (alpha + beta);
  return {
    expected: (t) => {
      let sum = 0;
      for (let i = 1; i <= ahead(t); i++) sum += stay(i);
      return take * sum;
    },
    rate: (t) => (take * stay(ahead(t) + 1)) / periodDays,
    survival: (t) => stay(ahead(t)),
    pmf: (t) => {
      const last = ahead(t);
      const pmf = new Float64Array(last + 1);
      for (let i = 0; i <= last; i++) {
        const weight = i === last ? stay(i) : stay(i) - stay(i + 1);
        for (let y = 0; y <= i; y++) pmf[y]! += weight * betaBinomial(alpha, beta, i, y);
      }
      return pmf;
    },
  };
}

function betaBinomial(alpha: number, beta: number, n: number, y: number): number {
  const choose = -Math.log(n + 1) - logBeta(n - y + 1, y + 1);
  return Math.exp(choose + logBeta(alpha + y, beta + n - y) - logBeta(alpha, beta));
}
