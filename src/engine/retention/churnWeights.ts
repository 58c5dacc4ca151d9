import type { BinaryData } from '../../math/binaryFit.ts';
import { fitBinary } from '../../math/binaryRegression.ts';
import type { Numbers } from '../../math/collinearity.ts';
import { fitSteady } from '../../math/steadyFit.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import type { ContactLog } from '../effort/contactLog.ts';
import { startOf } from '../effort/customerScore.ts';
import { type LearntWeights, rescaled } from '../effort/surveyWeights.ts';
import { COMPONENTS } from '../effort/weights.ts';
import { EFFORT_COEFFICIENT, hazardData, scoredRows } from './hazard.ts';
import type { Strata } from './strata.ts';

const LEAST_EVENTS = 100;
const LEARNING_SHARE = 2 / 3;
/** The prior's spread of a component's log odds, as a share of the largest of them. */
const PRIOR_SPREAD = 0.5;

/**
 * Weights of the components from churn: a MAP logit of leaving in a month on the components' loads at its start, tenure
 * and stratum, centred on what the effort score with the prior weights would imply. Learnt on the earlier two thirds of
 * the calendar, tried on the rest. Null with too few leavers, or where effort explains nothing to begin with.
 */
export function weightsFromChurn(log: ContactLog, byMonth: EffortByMonth, strata: Strata): LearntWeights | null {
  const whole = hazardData(byMonth, strata);
  const isEarlier = earlierHalf(byMonth);
  const earlier = subset(whole, isEarlier);
  const events = earlier.outcome.reduce((sum, y) => sum + y, 0);
  const byScore = fitSteady(earlier).fit;
  const slope = byScore.coefficients[EFFORT_COEFFICIENT]!;
  if (events < LEAST_EVENTS || byScore.trouble !== null || !(slope > 0)) return null;

  const loads = loadsOf(log, byMonth);
  const withLoads = {
    ...whole,
    names: [...COMPONENTS, ...whole.names.slice(1)],
    columns: [...loads, ...whole.columns.slice(1)],
  };
  const train = subset(withLoads, isEarlier);
  const prior = log.cases.weights;
  const implied = prior.map((weight) => (slope * weight) / prior.reduce((sum, value) => sum + value, 0));
  const learnt = fitBinary(train, { prior: priorOn(implied, train.columns.length + 1) });
  if (learnt.trouble !== null) return null;
  const later = (row: number) => !isEarlier(row);
  const [priorTest, test] = [subset(whole, later), subset(withLoads, later)];
  const priorLoss = logLoss(byScore.coefficients, priorTest);
  const learntLoss = logLoss(learnt.coefficients, test);
  const unscale = (values: Float64Array) => values.map((b, k) => (b * prior[k]!) / implied[k]!);
  return {
    ...{ from: 'churn', learntOn: train.outcome.length, triedOn: test.outcome.length, prior, priorLoss, learntLoss },
    learnt: rescaled(
      learnt.coefficients.slice(1, COMPONENTS.length + 1).map((b) => Math.max(0, b)),
      prior,
    ),
    unconstrained: unscale(unconstrained(train)),
    kept: learntLoss < priorLoss,
  };
}

/** Whether a scored row lies in the earlier part of the calendar. */
function earlierHalf({ months, score }: EffortByMonth): (k: number) => boolean {
  const rows = scoredRows(score);
  const days = Int32Array.from(rows, (row) => months.startDay[row]!);
  const cut = days.slice().sort()[Math.floor(LEARNING_SHARE * days.length)] ?? 0;
  return (k) => days[k]! < cut;
}

function subset(data: BinaryData, keep: (k: number) => boolean): BinaryData {
  const places = Int32Array.from({ length: data.outcome.length }, (_, k) => k).filter(keep);
  return {
    names: data.names,
    columns: data.columns.map((column) => Float64Array.from(places, (k) => column[k]!)),
    outcome: Uint8Array.from(places, (k) => data.outcome[k]!),
    cluster: Int32Array.from(places, (k) => data.cluster![k]!),
  };
}

function loadsOf({ scorer }: ContactLog, { months, score }: EffortByMonth): readonly Numbers[] {
  const rows = scoredRows(score);
  const columns = COMPONENTS.map(() => new Float64Array(rows.length));
  const loads = new Float64Array(COMPONENTS.length);
  rows.forEach((row, k) => {
    scorer.componentLoads(months.customer[row]!, startOf(months.startDay[row]!), loads);
    columns.forEach((column, component) => {
      column[k] = loads[component]!;
    });
  });
  return columns;
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

function logLoss(coefficients: Float64Array, { columns, outcome }: BinaryData): number {
  let loss = 0;
  for (let i = 0; i < outcome.length; i++) {
    let eta = coefficients[0]!;
    for (let k = 0; k < columns.length; k++) eta += coefficients[k + 1]! * columns[k]![i]!;
    loss += outcome[i] === 1 ? softplus(-eta) : softplus(eta);
  }
  return loss / outcome.length;
}

function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}
