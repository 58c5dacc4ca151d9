import type { BinaryData, BinaryFit } from './binaryFit.ts';
import { Scoring } from './binaryScoring.ts';
import { rangeOf } from './collinearity.ts';
import { factorSymmetric, solveFactored } from './symmetric.ts';

const MAX_ITERATIONS = 200;
const MAX_HALVINGS = 30;
/**
 * No coefficient moves the linear predictor further in one step, over its column's range: the information of a separated
 * column says nothing far from the maximum.
 */
const LONGEST_STEP = 5;
/** Newton's decrement, in units of the log-likelihood, at which the digits asked for are there. */
const CONVERGED = 1e-18;

/**
 * A logit by Firth's penalised likelihood (Firth 1993; Heinze & Schemper 2002): finite where columns separate the outcome,
 * without first-order bias, and the same whatever unit a column is in. With 0 of 10 and 5 of 10 events it is the logit of
 * (0 + ½)/(10 + 1) and (5 + ½)/(10 + 1). The covariance is the inverse information; that clustered is never less.
 */
export function fitFirth(data: BinaryData): BinaryFit {
  const scoring = new Scoring(data, {});
  const early = scoring.earlyTrouble();
  if (early !== null) return scoring.unusable(early);
  const { coefficients, iterations, converged } = climb(scoring, rangesOf(data), null);
  return atLeastModelBased(scoring.finish(coefficients, iterations, converged));
}

/** Twice what the penalised log-likelihood loses when one coefficient (0 the intercept) is held at 0: χ² on 1 degree. */
export function firthRatio(data: BinaryData, place: number): number {
  const [free, bound] = [new Scoring(data, {}), new Scoring(data, {})];
  climb(free, rangesOf(data), null);
  climb(bound, rangesOf(data), place);
  return Math.max(0, bound.objective - free.objective);
}

function rangesOf({ columns }: BinaryData): Float64Array {
  return Float64Array.from([1, ...columns.map(rangeOf)]);
}

/** Climbs to the maximum, one coefficient held at 0 or none; the scoring is left there. */
function climb(scoring: Scoring, ranges: Float64Array, bound: number | null) {
  let current = scoring.start();
  if (bound !== null) current[bound] = 0;
  let iteration = 0;
  evaluate(scoring, current);
  while (iteration++ < MAX_ITERATIONS) {
    const step = stepOf(scoring, ranges, bound);
    const decrement = step.reduce((sum, move, j) => sum + move * scoring.gradient[j]!, 0);
    if (Math.abs(decrement) <= CONVERGED * scoring.size) break;
    current = halvedUntilBetter(scoring, current, step);
  }
  return { coefficients: current, iterations: iteration, converged: iteration <= MAX_ITERATIONS };
}

function evaluate(scoring: Scoring, coefficients: Float64Array): void {
  scoring.evaluate(coefficients);
  if (!scoring.penalise(coefficients)) scoring.objective = Number.POSITIVE_INFINITY;
}

function stepOf({ information, gradient, size }: Scoring, ranges: Float64Array, bound: number | null): Float64Array {
  const matrix = information.slice();
  if (bound !== null) {
    for (let j = 0; j < size; j++) {
      matrix[bound * size + j] = 0;
      matrix[j * size + bound] = 0;
    }
    matrix[bound * size + bound] = 1;
    gradient[bound] = 0;
  }
  const step = solveFactored(factorSymmetric(matrix, size), gradient);
  const longest = step.reduce((most, move, j) => Math.max(most, Math.abs(move) * ranges[j]!), 0);
  return longest > LONGEST_STEP ? step.map((move) => (move * LONGEST_STEP) / longest) : step;
}

function halvedUntilBetter(scoring: Scoring, current: Float64Array, step: Float64Array): Float64Array {
  const before = scoring.objective;
  let next = current.map((value, j) => value + step[j]!);
  evaluate(scoring, next);
  // Beyond the last digits of the objective it cannot tell better from worse.
  const slack = 1e-12 * Math.abs(before);
  for (let k = 0; !(scoring.objective <= before + slack) && k < MAX_HALVINGS; k++) {
    next = next.map((value, j) => (value + current[j]!) / 2);
    evaluate(scoring, next);
  }
  return next;
}

/** Where columns separate, residuals vanish and the clustered covariance with them: scaled up to the model's own. */
function atLeastModelBased(fit: BinaryFit): BinaryFit {
  const size = fit.coefficients.length;
  const scale = Float64Array.from({ length: size }, (_, j) => {
    const ratio = fit.covariance[j * size + j]! / fit.clusteredCovariance[j * size + j]!;
    return ratio > 1 ? Math.sqrt(ratio) : 1;
  });
  return { ...fit, clusteredCovariance: scaledBy(fit.clusteredCovariance, scale) };
}

/** D·A·D with the diagonal of D given. */
export function scaledBy(matrix: Float64Array, scale: Float64Array): Float64Array {
  const size = scale.length;
  return matrix.map((value, k) => value * scale[Math.floor(k / size)]! * scale[k % size]!);
}
