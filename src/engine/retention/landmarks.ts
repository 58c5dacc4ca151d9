import type { BinaryData } from '../../math/binaryFit.ts';
import { fitSteady } from '../../math/steadyFit.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import { monthStart } from '../effort/months.ts';
import { covariateNames, designRow, enoughOfEach } from './hazard.ts';
import type { Estimate } from './prior.ts';
import type { Strata } from './strata.ts';

/** A landmark every so many months of tenure: often enough to use the data, seldom enough not to repeat them. */
const MONTHS_BETWEEN = 3;

/**
 * Moments at which a customer was at risk with a scored effort and the whole horizon after it has been observed: rows by
 * customer, several a customer, errors clustered.
 */
export interface Landmarks {
  /** Effort at the landmark, in shares of the full range. */
  readonly effort: Float64Array;
  readonly customer: Int32Array;
  /** 1 where the customer left within the horizon. */
  readonly left: Uint8Array;
  readonly names: readonly string[];
  readonly covariates: readonly Float64Array[];
}

export function landmarksOf(byMonth: EffortByMonth, strata: Strata, horizonMonths: number): Landmarks {
  const { months, score } = byMonth;
  const places: number[] = [];
  const left: number[] = [];
  for (let i = 0; i + 1 < months.start.length; i++) {
    const last = months.start[i + 1]! - 1;
    for (let row = months.start[i]!; row <= last; row++) {
      if (!isLandmark(months, row) || Number.isNaN(score[row]!)) continue;
      if (!isObserved(months, row, horizonMonths)) continue;
      places.push(row);
      left.push(months.event[last] === 1 && (last - row) * months.monthsPerRow < horizonMonths ? 1 : 0);
    }
  }
  const names = covariateNames(byMonth, strata);
  const covariates = names.map(() => new Float64Array(places.length));
  const x = new Float64Array(names.length + 2);
  places.forEach((row, k) => {
    designRow(x, byMonth, row, strata.code[months.customer[row]!]!);
    covariates.forEach((column, j) => {
      column[k] = x[j + 2]!;
    });
  });
  return {
    effort: Float64Array.from(places, (row) => score[row]! / 100),
    customer: Int32Array.from(places, (row) => months.customer[row]!),
    left: Uint8Array.from(left),
    names,
    covariates,
  };
}

/** Not at the start itself: effort lies strictly before, so nobody there can have had any. */
function isLandmark({ month, monthsPerRow }: EffortByMonth['months'], row: number): boolean {
  return month[row]! > 0 && (monthsPerRow > 1 || month[row]! % MONTHS_BETWEEN === 0);
}

function isObserved(months: EffortByMonth['months'], row: number, horizonMonths: number): boolean {
  const month = months.month[row]!;
  const startDay = months.startDay[row]! - monthStart(0, month);
  // A row that begins within the horizon must have been seen to its end.
  const rows = Math.ceil(horizonMonths / months.monthsPerRow);
  return monthStart(startDay, month + rows * months.monthsPerRow) <= months.asOfDay + 1;
}

/** How the odds of leaving within the horizon go with effort at the landmark. */
export interface LandmarkModel {
  /** Log odds of leaving within the horizon from effort 0 to 100, clustered by customer; null where unusable. */
  readonly own: Estimate | null;
  /** Intercept, effort, then the covariates. */
  readonly coefficients: Float64Array;
  readonly meanEffort: number;
  readonly rows: number;
  readonly events: number;
}

/** Pooled-landmark logit (van Houwelingen 2007), so that today's effort is not held constant for a year (METHODS 3.7). */
export function fitLandmarks({ effort, customer, left, names, covariates }: Landmarks): LandmarkModel {
  const data: BinaryData = {
    names: ['effort', ...names],
    columns: [effort, ...covariates],
    outcome: left,
    cluster: customer,
  };
  const { fit, dropped } = fitSteady(data, 'effort');
  const usable = enoughOfEach(fit.events, fit.rows) && fit.trouble === null && !dropped.includes('effort');
  const variance = fit.clusteredCovariance[names.length + 3]!;
  let sum = 0;
  for (const share of effort) sum += share;
  return {
    own: usable && variance > 0 ? { value: fit.coefficients[1]!, se: Math.sqrt(variance) } : null,
    coefficients: fit.coefficients,
    meanEffort: effort.length > 0 ? (100 * sum) / effort.length : 0,
    rows: fit.rows,
    events: fit.events,
  };
}
