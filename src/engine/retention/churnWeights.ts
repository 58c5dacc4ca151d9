import type { BinaryData } from '../../math/binaryFit.ts';
import { fitBinary } from '../../math/binaryRegression.ts';
import { fitSteady } from '../../math/steadyFit.ts';
import { startOf } from '../effort/customerScore.ts';
import type { ScoredMonths } from '../effort/scoredMonths.ts';
import type { LearntWeights } from '../effort/surveyWeights.ts';
import { judge } from '../effort/trial.ts';
import { COMPONENTS, rescaled, type Weights } from '../effort/weights.ts';
import { EFFORT_COEFFICIENT, hazardData, scoredRows } from './hazard.ts';
import { cutDayOf, laterLosses, splitAt } from './outOfTime.ts';
import type { Strata } from './strata.ts';

const LEAST_EVENTS = 100;
/** The prior's spread of a component's log odds, as a share of the largest of them. */
const PRIOR_SPREAD = 0.5;

/**
 * Weights of the components from churn: a MAP logit of leaving in a month on the components' loads at its start, tenure
 * and stratum, centred on what the effort score with the prior weights would imply. Learnt on the earlier two thirds of
 * the calendar; on the rest the score made with them is tried beside the score made with the prior's. Null with too few
 * leavers, or where effort explains nothing to begin with.
 */
export function weightsFromChurn(
  scored: ScoredMonths,
  strata: Strata,
  rescored: (weights: Weights) => ScoredMonths,
): LearntWeights | null {
  const { byMonth } = scored;
  const cutDay = cutDayOf(byMonth);
  const whole = hazardData(byMonth, strata);
  const { earlier } = splitAt(whole, byMonth, cutDay);
  const byScore = fitSteady(earlier).fit;
  const slope = byScore.coefficients[EFFORT_COEFFICIENT]!;
  if (byScore.events < LEAST_EVENTS || byScore.trouble !== null || !(slope > 0)) return null;

  const prior = scored.cases.weights;
  const implied = prior.map((weight) => (slope * weight) / prior.reduce((sum, value) => sum + value, 0));
  const train = splitAt(withLoads(whole, scored), byMonth, cutDay).earlier;
  const fit = fitBinary(train, { prior: priorOn(implied, train.columns.length + 1) });
  if (fit.trouble !== null) return null;
  const unscale = (values: Float64Array) => values.map((b, k) => (b * prior[k]!) / implied[k]!);
  const learnt = rescaled(unscale(fit.coefficients.slice(1, COMPONENTS.length + 1).map((b) => Math.max(0, b))), prior);
  const before = laterLosses(byMonth, strata, cutDay);
  const after = laterLosses(rescored(learnt).byMonth, strata, cutDay);
  if (before === null || after === null) return null;
  const trial = judge(earlier.outcome.length, before.loss, after.loss, before.cluster);
  return { from: 'churn', ...trial, prior, learnt, unconstrained: unscale(unconstrained(train)) };
}

/** The same months with the components' loads in the place of the score made of them. */
function withLoads(whole: BinaryData, { scorer, byMonth }: ScoredMonths): BinaryData {
  const rows = scoredRows(byMonth.score);
  const columns = COMPONENTS.map(() => new Float64Array(rows.length));
  const loads = new Float64Array(COMPONENTS.length);
  rows.forEach((row, k) => {
    scorer.componentLoads(byMonth.months.customer[row]!, startOf(byMonth.months.startDay[row]!), loads);
    columns.forEach((column, component) => {
      column[k] = loads[component]!;
    });
  });
  return {
    ...whole,
    names: [...COMPONENTS, ...whole.names.slice(1)],
    columns: [...columns, ...whole.columns.slice(1)],
  };
}

/** Normal priors on the components' coefficients, which come first after the intercept; everything else is free. */
function priorOn(implied: Float64Array, size: number) {
  const mean = new Float64Array(size);
  const sd = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const spread = PRIOR_SPREAD * implied.reduce((most, value) => Math.max(most, value), 0);
  implied.forEach((value, k) => {
    mean[k + 1] = value;
    sd[k + 1] = spread;
  });
  return { mean, sd };
}

/** Component coefficients without prior, NaN where a component never varies. */
function unconstrained(train: BinaryData): Float64Array {
  const { fit, dropped } = fitSteady(train);
  return Float64Array.from(COMPONENTS, (name, k) =>
    fit.trouble !== null || dropped.includes(name) ? Number.NaN : fit.coefficients[k + 1]!,
  );
}
