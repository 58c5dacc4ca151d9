import type { BinaryData, BinaryFit, FitTrouble } from './binaryFit.ts';
import { fitBinary } from './binaryRegression.ts';
import { firthRatio, fitFirth, scaledBy } from './firth.ts';
import { logistic } from './links.ts';

/** A fit that was made to stand, and what that took. */
export interface SteadyFit {
  readonly fit: BinaryFit;
  /** Columns left out because they repeat others or never vary; their coefficient is 0. */
  readonly dropped: readonly string[];
  /** Columns that separate the outcome, estimated by Firth's penalised likelihood. */
  readonly separated: readonly string[];
}

/**
 * A logit that answers where it can: repeated columns are left out, and where columns separate the outcome the whole is
 * estimated by Firth's penalised likelihood; both are named. What cannot be mended (nobody left, no convergence) stays in
 * `fit.trouble`. The column `asked` for has an error that holds under separation too.
 */
export function fitSteady(data: BinaryData, asked?: string): SteadyFit {
  const first = fitBinary(data);
  if (first.trouble?.code === 'collinear') return withoutColumns(data, first.trouble.columns, asked);
  if (first.trouble?.code === 'separated') return penalised(data, first.trouble, asked);
  return { fit: first, dropped: [], separated: [] };
}

const MAX_STEPS = 50;

/**
 * The penalty draws chances towards one half, which rare events feel: the intercept is moved until the mean chance is the
 * observed rate again (Puhr, Heinze, Nold, Lusa & Geroldinger 2017, FLIC).
 */
function atObservedRate(fit: BinaryFit, { columns, outcome }: BinaryData): BinaryFit {
  if (fit.trouble !== null) return fit;
  const { coefficients } = fit;
  const rest = Float64Array.from(outcome, (_, row) =>
    columns.reduce((sum, column, k) => sum + coefficients[k + 1]! * column[row]!, 0),
  );
  let intercept = coefficients[0]!;
  for (let step = 0; step < MAX_STEPS; step++) {
    let [expected, information] = [0, 0];
    for (const eta of rest) {
      const chance = logistic(intercept + eta);
      expected += chance;
      information += chance * (1 - chance);
    }
    const move = Math.max(-1, Math.min(1, (fit.events - expected) / information));
    intercept += move;
    if (Math.abs(move) < 1e-13) break;
  }
  return { ...fit, coefficients: Float64Array.of(intercept, ...coefficients.subarray(1)) };
}

/** Wald's error of a separated column is far off; the one at which his test is that of the likelihood ratio is not. */
function penalised(data: BinaryData, { columns }: FitTrouble, asked: string | undefined): SteadyFit {
  const fit = atObservedRate(fitFirth(data), data);
  const steady = { dropped: [], separated: columns };
  if (asked === undefined || !columns.includes(asked) || fit.trouble !== null) return { ...steady, fit };
  const place = data.names.indexOf(asked) + 1;
  const size = fit.coefficients.length;
  const ratio = firthRatio(data, place);
  const scaleTo = (covariance: Float64Array) => {
    const wald = fit.coefficients[place]! ** 2 / covariance[place * size + place]!;
    const scale = new Float64Array(size).fill(1);
    if (ratio > 0 && wald > 0) scale[place] = Math.sqrt(wald / ratio);
    return scaledBy(covariance, scale);
  };
  const [covariance, clusteredCovariance] = [scaleTo(fit.covariance), scaleTo(fit.clusteredCovariance)];
  return { ...steady, fit: { ...fit, covariance, clusteredCovariance } };
}

function withoutColumns(data: BinaryData, dropped: readonly string[], asked: string | undefined): SteadyFit {
  const kept = Array.from(data.names.keys()).filter((k) => !dropped.includes(data.names[k]!));
  const names = kept.map((k) => data.names[k]!);
  const rest = fitSteady({ ...data, names, columns: kept.map((k) => data.columns[k]!) }, asked);
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
