import type { BinaryData, BinaryFit, BinaryFitOptions } from './binaryFit.ts';
import { Scoring } from './binaryScoring.ts';
import { factorSymmetric, solveFactored } from './symmetric.ts';

const MAX_ITERATIONS = 60;
const MAX_HALVINGS = 30;
/** Relative change of the deviance at which Newton, quadratic by then, has every digit. */
const CONVERGED = 1e-13;

/**
 * Regression of a 0/1 outcome by Fisher scoring (McCullagh & Nelder 1989, 2.5): logit or complementary log-log.
 * Separation, collinearity and non-convergence are named by column, never hidden in a coefficient of 30.
 */
export function fitBinary(data: BinaryData, options: BinaryFitOptions = {}): BinaryFit {
  const scoring = new Scoring(data, options);
  const early = scoring.earlyTrouble();
  if (early !== null) return scoring.unusable(early);
  let current = sampleStart(data, options) ?? scoring.start();
  scoring.evaluate(current);
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    const before = scoring.objective;
    const factor = factorSymmetric(scoring.information, scoring.size);
    if (factor.dependent.length > 0) {
      return scoring.unusable(scoring.separatedBy(factor.dependent));
    }
    const next = addTo(current, solveFactored(factor, scoring.gradient));
    scoring.evaluate(next);
    for (let k = 0; !(scoring.objective <= before + CONVERGED * before) && k < MAX_HALVINGS; k++) {
      for (let j = 0; j < next.length; j++) next[j] = (next[j]! + current[j]!) / 2;
      scoring.evaluate(next);
    }
    current = next;
    if (Math.abs(before - scoring.objective) <= CONVERGED * (scoring.objective + 0.1)) {
      return scoring.finish(current, iteration, true);
    }
  }
  return scoring.finish(current, MAX_ITERATIONS, false);
}

/** From so many rows on, a fit to every sixteenth row tells where to begin: fewer passes over all of them. */
const SAMPLED_FROM = 100_000;
const SAMPLE_STEP = 16;

function sampleStart(data: BinaryData, options: BinaryFitOptions): Float64Array | null {
  if (data.outcome.length < SAMPLED_FROM) return null;
  const places = Int32Array.from({ length: Math.floor(data.outcome.length / SAMPLE_STEP) }, (_, k) => k * SAMPLE_STEP);
  const sample = fitBinary(
    {
      names: data.names,
      columns: data.columns.map((column) => Float64Array.from(places, (row) => column[row]!)),
      outcome: Uint8Array.from(places, (row) => data.outcome[row]!),
    },
    options,
  );
  return sample.trouble === null ? sample.coefficients : null;
}

function addTo(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, j) => value + b[j]!);
}
