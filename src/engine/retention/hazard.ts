import type { BinaryData } from '../../math/binaryFit.ts';
import { logistic } from '../../math/links.ts';
import { fitSteady, type SteadyFit } from '../../math/steadyFit.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import type { EffortPrior, Estimate } from './prior.ts';
import { blend } from './prior.ts';
import type { Strata } from './strata.ts';

/** Places of the coefficients: intercept, effort (0..1), month of tenure, its logarithm, levels after the first, activity. */
export const EFFORT_COEFFICIENT = 1;
const FIRST_LEVEL = 4;

/** The discrete-time hazard of leaving in a month (METHODS 3.2), errors clustered by customer. */
export interface HazardModel {
  readonly steady: SteadyFit;
  /** Log odds of leaving in a month from effort 0 to 100; null where the fit cannot be believed. */
  readonly own: Estimate | null;
  readonly coefficients: Float64Array;
  /** Clustered, row-major. */
  readonly covariance: Float64Array;
  readonly customerMonths: number;
  readonly events: number;
  /** Mean effort over them, 0..100. */
  readonly meanEffort: number;
}

/** With fewer leavers, or fewer who stayed, clustered errors mean nothing. */
export const LEAST_OF_EACH = 10;

export function enoughOfEach(events: number, rows: number): boolean {
  return events >= LEAST_OF_EACH && rows - events >= LEAST_OF_EACH;
}

export function fitHazard(byMonth: EffortByMonth, strata: Strata): HazardModel {
  const data = hazardData(byMonth, strata);
  const steady = fitSteady(data, 'effort');
  const { fit, dropped } = steady;
  const effort = data.columns[0]!;
  let sum = 0;
  for (const share of effort) sum += share;
  const place = EFFORT_COEFFICIENT * (data.names.length + 1) + EFFORT_COEFFICIENT;
  const usable = enoughOfEach(fit.events, fit.rows) && fit.trouble === null && !dropped.includes('effort');
  return {
    steady,
    own: usable
      ? { value: fit.coefficients[EFFORT_COEFFICIENT]!, se: Math.sqrt(fit.clusteredCovariance[place]!) }
      : null,
    coefficients: fit.coefficients,
    covariance: fit.clusteredCovariance,
    customerMonths: fit.rows,
    events: fit.events,
    meanEffort: effort.length > 0 ? (100 * sum) / effort.length : 0,
  };
}

/** Scored customer-months as a design; effort in shares of the full range. */
export function hazardData(byMonth: EffortByMonth, strata: Strata): BinaryData {
  const { months, score } = byMonth;
  const rows = scoredRows(score);
  const names = ['effort', ...covariateNames(byMonth, strata)];
  const columns = names.map(() => new Float64Array(rows.length));
  const outcome = new Uint8Array(rows.length);
  const cluster = new Int32Array(rows.length);
  const x = new Float64Array(names.length + 1);
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    const customer = months.customer[row]!;
    designRow(x, byMonth, row, strata.code[customer]!);
    x[EFFORT_COEFFICIENT] = score[row]! / 100;
    for (let j = 0; j < columns.length; j++) columns[j]![k] = x[j + 1]!;
    outcome[k] = months.event[row]!;
    cluster[k] = customer;
  }
  return { names, columns, outcome, cluster };
}

/** Busy customers buy and contact more: where leaving means having stopped to buy, the equally busy are compared. */
const ACTIVITY_NAMES = ['log purchase rate', 'log days since the last purchase', 'purchases missed', 'log cases'];

/** What is adjusted for beside effort. */
export function covariateNames({ activity: known }: EffortByMonth, strata: Strata): readonly string[] {
  const activity = known === null ? [] : ACTIVITY_NAMES;
  const levels = strata.levels
    .slice(1)
    .map((level) => (strata.name === 'recurring revenue' ? level : `${strata.name} ${level}`));
  return ['month of tenure', 'log month of tenure', ...levels, ...activity];
}

export function scoredRows(score: Float64Array): Int32Array {
  let count = 0;
  for (const value of score) if (!Number.isNaN(value)) count++;
  const rows = new Int32Array(count);
  for (let row = 0, k = 0; row < score.length; row++) if (!Number.isNaN(score[row]!)) rows[k++] = row;
  return rows;
}

/** Writes the design of one customer-month into `x`, intercept first, effort left at 0. */
export function designRow(
  x: Float64Array,
  { months, activity, cases }: EffortByMonth,
  row: number,
  level: number,
): void {
  const month = months.month[row]!;
  x.fill(0);
  x[0] = 1;
  x[2] = month;
  x[3] = Math.log1p(month);
  if (level > 0) x[FIRST_LEVEL + level - 1] = 1;
  if (activity === null) return;
  const first = x.length - ACTIVITY_NAMES.length;
  x[first] = activity.logRate[row]!;
  x[first + 1] = activity.logRecency[row]!;
  x[first + 2] = activity.missed[row]!;
  x[first + 3] = Math.log1p(cases[row]!);
}

export function hazardAt(coefficients: Float64Array, x: Float64Array): number {
  let eta = 0;
  for (let j = 0; j < x.length; j++) eta += coefficients[j]! * x[j]!;
  return logistic(eta);
}

/**
 * The model with its effort coefficient drawn towards the prior. The prior speaks of that coefficient alone, so the
 * normal posterior moves the others along their covariance with it.
 */
export function drawnToPrior(model: HazardModel, prior: EffortPrior | null): HazardModel {
  if (model.own === null || prior === null) return model;
  const size = model.coefficients.length;
  const blended = blend(model.own, prior)!;
  const variance = model.own.se ** 2;
  const gain = model.covariance.subarray(EFFORT_COEFFICIENT * size, (EFFORT_COEFFICIENT + 1) * size);
  const shift = (blended.value - model.own.value) / variance;
  const shrink = (1 - blended.se ** 2 / variance) / variance;
  return {
    ...model,
    coefficients: model.coefficients.map((value, j) => value + gain[j]! * shift),
    covariance: model.covariance.map((value, k) => value - gain[Math.floor(k / size)]! * gain[k % size]! * shrink),
  };
}
