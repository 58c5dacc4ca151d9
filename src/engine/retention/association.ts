import { type BinaryFit, fitBinary } from '../../math/binaryRegression.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import type { Estimate } from './prior.ts';

/** How monthly churn moves with effort at the month's start, on the user's own data. */
export interface Association {
  /** Log odds of leaving in a month from effort 0 to effort 100, standard error clustered by customer; null if unusable. */
  readonly own: Estimate | null;
  /** Mean effort over the customer-months at risk: where the average hazard holds. */
  readonly meanEffort: number;
  readonly customerMonths: number;
  readonly events: number;
  /** Why there is no own estimate, in words. */
  readonly trouble: string | null;
}

export function associate(byMonth: EffortByMonth): Association {
  const scored = Int32Array.from(byMonth.score.keys()).filter((row) => !Number.isNaN(byMonth.score[row]!));
  const pick = (column: ArrayLike<number>) => Float64Array.from(scored, (row) => column[row]!);
  const { months } = byMonth;
  const effort = pick(byMonth.score).map((score) => score / 100);
  const fit = fitBinary({
    names: ['effort', 'month of tenure'],
    columns: [effort, pick(months.month)],
    outcome: Uint8Array.from(scored, (row) => months.event[row]!),
    cluster: Int32Array.from(scored, (row) => months.customer[row]!),
  });
  let sum = 0;
  for (const share of effort) sum += share;
  return {
    own: fit.trouble === null ? { value: fit.coefficients[1]!, se: Math.sqrt(fit.clusteredCovariance[4]!) } : null,
    meanEffort: effort.length > 0 ? (100 * sum) / effort.length : 0,
    customerMonths: scored.length,
    events: fit.events,
    trouble: troubleInWords(fit),
  };
}

export function troubleInWords({ trouble }: BinaryFit): string | null {
  if (trouble === null) return null;
  const columns = trouble.columns.join(', ');
  switch (trouble.code) {
    case 'one_outcome':
      return 'nobody left, or everybody did';
    case 'collinear':
      return `no variation of its own in: ${columns}`;
    case 'separated':
      return `perfect separation by: ${columns}`;
    case 'not_converged':
      return `no convergence with: ${columns}`;
  }
}
