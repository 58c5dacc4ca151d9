import { STATUS } from '../../domain/features.ts';
import type { Grade, ReasonCode } from '../../domain/grades.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { commonestReason } from '../amounts.ts';
import type { Analysis } from '../analyse.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import { type GFormula, gFormula } from '../retention/gFormula.ts';
import { drawnToPrior } from '../retention/hazard.ts';
import { estimatorsDisagree, type Measured, noEvidence } from '../retention/measure.ts';
import { type BlendedEstimate, blend, effortPrior, gradeOf } from '../retention/prior.ts';
import { thinnedMonths } from '../retention/thinned.ts';
import { tiltedEnd } from '../retention/tilt.ts';
import { unknownStaying } from '../unknownStaying.ts';
import type { EasedEffort } from './easedEffort.ts';

/** What changed effort does to leaving: one factor on every hazard, as far as the estimates know it. */
export interface EffortEffect {
  /** ln of hazards of leaving under the scenario over those of today, and its standard error. */
  readonly logRatio: number;
  readonly logRatioSe: number;
  /** Staying over `spanMonths` in the population it was estimated on, with effort as it was and as changed. */
  readonly now: number;
  readonly easy: number;
  readonly spanMonths: number;
  /** `months`: g-formula over customer-months; `customers`: today's scores and the odds of leaving by effort. */
  readonly basis: 'months' | 'customers';
  readonly weightOnData: number | null;
  readonly grade: Grade;
}

export type EffectOrReason = EffortEffect | { readonly reason: ReasonCode };

/**
 * The portfolio's figure (METHODS 3.3): the g-formula with effort as it was and as changed, as the one factor on all
 * hazards that leads from the one survival to the other. Where customers cannot be followed over months, their scores
 * of today and the odds of leaving by effort, which may be a published study's alone.
 */
export function effortEffect(analysis: Analysis, eased: EasedEffort): EffectOrReason {
  const { measured } = analysis.retention;
  if (estimatorsDisagree(measured)) return { reason: 'estimators_disagree' };
  const byMonths = measured === null ? null : overMonths(analysis, measured, eased);
  return byMonths ?? overCustomers(analysis, eased);
}

/** The estimate that effort scenarios stand on: of months where there is one, else of the customers' own odds. */
export function effortEstimate({ retention: { measured, tilt }, options }: Analysis): BlendedEstimate | null {
  if (measured === null || measured.hazard.own === null) return tilt.estimate;
  return blend(measured.hazard.own, effortPrior(options.prior, measured.monthsPerRow));
}

/** By the weight that the data have in it; assumed where their own test finds nothing. */
export function effectGrade({ retention: { measured } }: Analysis, estimate: BlendedEstimate | null): Grade {
  return noEvidence(measured) ? 'assumed' : gradeOf(estimate);
}

function overMonths(analysis: Analysis, measured: Measured, eased: EasedEffort): EffortEffect | null {
  const { effort, options } = analysis;
  const { hazard, strata, monthsPerRow } = measured;
  if (hazard.own === null || effort.byMonth === null) return null;
  const { byMonth } = thinnedMonths(effort.byMonth);
  const model = drawnToPrior(hazard, effortPrior(options.prior, monthsPerRow));
  const rule = { targetEffort: options.targetEffort, easedEffort: eased.ofMonths(byMonth) };
  const found = longestSpan(options.horizonMonths, byMonth, (horizonMonths) =>
    gFormula(model, byMonth, strata, { ...rule, horizonMonths }),
  );
  if (found === null) return null;
  const estimate = effortEstimate(analysis);
  return {
    logRatio: found.formula.logHazardRatio,
    logRatioSe: found.formula.logHazardRatioSe,
    now: found.formula.now,
    easy: found.formula.easy,
    spanMonths: found.spanMonths,
    basis: 'months',
    weightOnData: estimate?.weightOnData ?? null,
    grade: effectGrade(analysis, estimate),
  };
}

/** The horizon, or as much of it as somebody was seen through. */
function longestSpan(
  horizonMonths: number,
  { months }: EffortByMonth,
  over: (spanMonths: number) => GFormula | null,
): { readonly formula: GFormula; readonly spanMonths: number } | null {
  const row = months.monthsPerRow;
  const longest = Math.max(1, Math.round(horizonMonths));
  // Rows are whole or not at all, so shorter spans go by rows.
  const spans = Array.from({ length: Math.ceil(longest / row) - 1 }, (_, k) => row * (k + 1)).reverse();
  for (const spanMonths of [longest, ...spans]) {
    const formula = over(spanMonths);
    if (formula !== null) return { formula, spanMonths };
  }
  return null;
}

/** Today's effort of the customers still here, changed, on their own curves. */
function overCustomers(analysis: Analysis, eased: EasedEffort): EffectOrReason {
  const { retention, options, effort } = analysis;
  const { estimate } = retention.tilt;
  const rows = rowsWithEffort(analysis);
  if (rows.length === 0) return { reason: whyUnknown(analysis) };
  if (estimate === null) return { reason: 'too_few' };
  const before = Float64Array.from(rows, (row) => effort.score.values[row]!);
  const after = Float64Array.from(rows, (row) => eased.ofCustomer(row));
  const staying = (slope: number, level: Float64Array) => meanStaying(analysis, rows, slope, level);
  const ratioAt = (slope: number) => {
    const [now, easy] = [staying(slope, before), staying(slope, after)];
    const ratio = Math.log(easy) / Math.log(now);
    return { now, easy, log: ratio > 0 ? Math.log(ratio) : 0 };
  };
  const { now, easy, log } = ratioAt(estimate.value);
  const spread = ratioAt(estimate.value + estimate.se).log - ratioAt(estimate.value - estimate.se).log;
  return {
    ...{ logRatio: log, logRatioSe: Math.abs(spread) / 2, now, easy },
    spanMonths: options.horizonMonths,
    basis: 'customers',
    weightOnData: estimate.weightOnData,
    grade: effectGrade(analysis, estimate),
  };
}

function rowsWithEffort({ lifecycle, effort, revenue, options }: Analysis): Int32Array {
  const rows = Int32Array.from(lifecycle.status.keys());
  return rows.filter(
    (row) =>
      lifecycle.status[row] === STATUS.active &&
      !Number.isNaN(effort.score.values[row]!) &&
      revenue.survivalAt(row, options.horizonMonths) > 0,
  );
}

function whyUnknown({ effort, lifecycle }: Analysis): ReasonCode {
  const { score } = effort;
  const unscored = score.values.every((value) => Number.isNaN(value));
  return unscored ? (commonestReason(score) ?? 'no_effort') : unknownStaying(lifecycle);
}

/** Mean share of those here now who are here at the horizon, each at an effort of their own. */
function meanStaying(
  { forecast, retention: { tilt }, options }: Analysis,
  rows: Int32Array,
  slope: number,
  level: Float64Array,
): number {
  const [stay, here] = [new CompensatedSum(), new CompensatedSum()];
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    // Around the curve of all: a path of one's own has today's effort in it already.
    const chance = (months: number) => forecast.survivalAt(row, months);
    const shift = (slope * (level[k]! - tilt.meanEffort)) / 100;
    stay.add(tiltedEnd(chance, tilt.over, shift, options.horizonMonths));
    here.add(forecast.survivalAt(row, 0));
  }
  return stay.value / here.value;
}
