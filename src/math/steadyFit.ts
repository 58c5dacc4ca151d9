import type { BinaryData, BinaryFit, FitTrouble } from './binaryFit.ts';
import { fitBinary } from './binaryRegression.ts';

/** A fit that was made to stand, and what that took. */
export interface SteadyFit {
  readonly fit: BinaryFit;
  /** Columns left out because they repeat others or never vary; their coefficient is 0. */
  readonly dropped: readonly string[];
  /** Columns held by a weak prior because they separate the outcome. */
  readonly held: readonly string[];
}

/** Weakly informative spread of a coefficient on a column of unit range (Gelman et al. 2008 propose 2.5). */
const HOLDING_SD = 2.5;

/**
 * A logit that answers where it can: repeated columns are left out, separating ones are held by a weak prior (MAP), and
 * both are named. What cannot be mended (nobody left, no convergence) stays in `fit.trouble`.
 */
export function fitSteady(data: BinaryData): SteadyFit {
  const first = fitBinary(data);
  if (first.trouble?.code === 'collinear') return withoutColumns(data, first.trouble.columns);
  if (first.trouble?.code === 'separated') return held(data, first.trouble);
  return { fit: first, dropped: [], held: [] };
}

function held(data: BinaryData, trouble: FitTrouble): SteadyFit {
  const size = data.columns.length + 1;
  const sd = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  data.names.forEach((name, k) => {
    if (trouble.columns.includes(name)) sd[k + 1] = HOLDING_SD;
  });
  return { fit: fitBinary(data, { prior: { mean: new Float64Array(size), sd } }), dropped: [], held: trouble.columns };
}

function withoutColumns(data: BinaryData, dropped: readonly string[]): SteadyFit {
  const kept = Array.from(data.names.keys()).filter((k) => !dropped.includes(data.names[k]!));
  const names = kept.map((k) => data.names[k]!);
  const rest = fitSteady({ ...data, names, columns: kept.map((k) => data.columns[k]!) });
  return { ...rest, fit: spread(rest.fit, [0, ...kept.map((k) => k + 1)], data.names.length + 1), dropped };
}

/** The same fit with zeros at the places of the dropped columns. */
function spread(fit: BinaryFit, places: readonly number[], size: number): BinaryFit {
  const coefficients = new Float64Array(size);
  const covariance = new Float64Array(size * size);
  const clusteredCovariance = new Float64Array(size * size);
  places.forEach((to, i) => {
    coefficients[to] = fit.coefficients[i]!;
    places.forEach((across, j) => {
      covariance[to * size + across] = fit.covariance[i * places.length + j]!;
      clusteredCovariance[to * size + across] = fit.clusteredCovariance[i * places.length + j]!;
    });
  });
  return { ...fit, coefficients, covariance, clusteredCovariance };
}
