import type { BinaryFit, FitTrouble } from './binaryFit.ts';
import type { Numbers } from './collinearity.ts';
import { logistic } from './links.ts';
import { fitSteady } from './steadyFit.ts';

/** Who was exposed, what happened, and what they differed in before. */
export interface ExposureData {
  readonly names: readonly string[];
  readonly covariates: readonly Numbers[];
  readonly exposed: Uint8Array;
  readonly outcome: Uint8Array;
  /** Rows of one cluster stand together and carry one code; absent: every row is its own. */
  readonly cluster?: Int32Array;
}

/** Mean outcome had all been exposed, had none been, and the difference with its standard error. */
export interface Contrast {
  readonly exposed: number;
  readonly unexposed: number;
  readonly difference: number;
  readonly se: number;
}

interface OverlapDiagnostics {
  readonly propensityLow: number;
  readonly propensityHigh: number;
  /** Rows whose propensity was cut to the limits. */
  readonly clipped: number;
  /** (Σw)²/Σw² of the weighted rows of each kind. */
  readonly effectiveExposed: number;
  readonly effectiveUnexposed: number;
  /** Largest standardised mean difference between the weighted kinds, and the covariate it is in. */
  readonly worstImbalance: number;
  readonly worstCovariate: string | null;
}

export interface ExposureEffect {
  readonly rows: number;
  readonly exposedRows: number;
  readonly raw: Contrast;
  /** Inverse propensity weights, normalised (Hájek 1971). */
  readonly ipw: Contrast;
  /** The outcome model alone, standardised. */
  readonly gFormula: Omit<Contrast, 'se'>;
  /** Augmented: right when either model is (Robins, Rotnitzky & Zhao 1994). */
  readonly aipw: Contrast;
  readonly diagnostics: OverlapDiagnostics;
  /** False where the adjusted estimators differ by more than two of their errors: none of them may be headlined. */
  readonly agree: boolean;
}

/** Propensities are kept off 0 and 1 by this much, and the rows counted. */
const CLIP = 0.01;

/**
 * φ_a = m_a(X) + 1{A=a}(Y − m_a(X))/P(A=a|X), mean(φ1 − φ0), standard error sd/√n or by cluster (METHODS 3.4). One
 * outcome logit with the exposure as a column, one propensity logit. A trouble instead, where a model cannot be fitted.
 */
export function exposureEffect(data: ExposureData): ExposureEffect | FitTrouble {
  const { names, covariates, exposed, outcome } = data;
  const treatment = fitSteady({ names, columns: covariates, outcome: exposed }).fit;
  const response = fitSteady({ names: ['exposure', ...names], columns: [exposed, ...covariates], outcome }).fit;
  const trouble = treatment.trouble ?? response.trouble;
  if (trouble !== null) return trouble;
  const { propensity, range, clipped } = propensities(treatment, covariates, exposed.length);
  const predicted = [
    predict(response, covariates, exposed.length, 0),
    predict(response, covariates, exposed.length, 1),
  ];
  const raw = meansByExposure(data, () => 1);
  const ipw = meansByExposure(data, (i) => 1 / (exposed[i] === 1 ? propensity[i]! : 1 - propensity[i]!));
  const aipw = augmented(data, propensity, predicted as [Float64Array, Float64Array]);
  const [g1, g0] = [meanOf(predicted[1]!), meanOf(predicted[0]!)];
  const balance = worstImbalance(data, propensity);
  const spread = [ipw.difference, g1 - g0, aipw.difference];
  return {
    ...{ rows: exposed.length, exposedRows: exposed.reduce((sum, a) => sum + a, 0), raw, ipw, aipw },
    gFormula: { exposed: g1, unexposed: g0, difference: g1 - g0 },
    diagnostics: {
      propensityLow: range[0],
      propensityHigh: range[1],
      clipped,
      ...effectiveSizes(exposed, propensity),
      ...balance,
    },
    agree: Math.max(...spread) - Math.min(...spread) <= 2 * Math.max(ipw.se, aipw.se),
  };
}

/** The difference by the outcome model alone: cheap enough to ask what leaving a covariate out would do. */
export function standardisedDifference(data: ExposureData): number | null {
  const { names, covariates, exposed, outcome } = data;
  const { fit } = fitSteady({ names: ['exposure', ...names], columns: [exposed, ...covariates], outcome });
  if (fit.trouble !== null) return null;
  const [untreated, treated] = [0, 1].map((exposure) => meanOf(predict(fit, covariates, exposed.length, exposure)));
  return treated! - untreated!;
}

function propensities(fit: BinaryFit, covariates: readonly Numbers[], rows: number) {
  let [low, high, clipped] = [1, 0, 0];
  const propensity = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let eta = fit.coefficients[0]!;
    for (let k = 0; k < covariates.length; k++) eta += fit.coefficients[k + 1]! * covariates[k]![i]!;
    const p = logistic(eta);
    [low, high] = [Math.min(low, p), Math.max(high, p)];
    if (p < CLIP || p > 1 - CLIP) clipped++;
    propensity[i] = Math.min(1 - CLIP, Math.max(CLIP, p));
  }
  return { propensity, range: [low, high] as const, clipped };
}

function predict(fit: BinaryFit, covariates: readonly Numbers[], rows: number, exposure: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    let eta = fit.coefficients[0]! + fit.coefficients[1]! * exposure;
    for (let k = 0; k < covariates.length; k++) eta += fit.coefficients[k + 2]! * covariates[k]![i]!;
    return logistic(eta);
  });
}

/** Weighted mean outcome of each kind; the error from the influence w·(Y − mean)/Σw, summed within clusters. */
function meansByExposure({ exposed, outcome, cluster }: ExposureData, weightOf: (i: number) => number): Contrast {
  const weight = [0, 0];
  const sum = [0, 0];
  for (let i = 0; i < exposed.length; i++) {
    const kind = exposed[i]!;
    weight[kind]! += weightOf(i);
    sum[kind]! += weightOf(i) * outcome[i]!;
  }
  const [unexposed, treated] = [sum[0]! / weight[0]!, sum[1]! / weight[1]!];
  const influence = (i: number) =>
    exposed[i] === 1
      ? (weightOf(i) * (outcome[i]! - treated)) / weight[1]!
      : (-weightOf(i) * (outcome[i]! - unexposed)) / weight[0]!;
  const se = Math.sqrt(clusteredSquares(exposed.length, influence, cluster).sum);
  return { exposed: treated, unexposed, difference: treated - unexposed, se };
}

function augmented(
  { exposed, outcome, cluster }: ExposureData,
  propensity: Float64Array,
  [m0, m1]: readonly [Float64Array, Float64Array],
): Contrast {
  const n = exposed.length;
  const phi1 = (i: number) => m1[i]! + (exposed[i] === 1 ? (outcome[i]! - m1[i]!) / propensity[i]! : 0);
  const phi0 = (i: number) => m0[i]! + (exposed[i] === 0 ? (outcome[i]! - m0[i]!) / (1 - propensity[i]!) : 0);
  let [sum1, sum0] = [0, 0];
  for (let i = 0; i < n; i++) {
    sum1 += phi1(i);
    sum0 += phi0(i);
  }
  const difference = (sum1 - sum0) / n;
  const squares = clusteredSquares(n, (i) => (phi1(i) - phi0(i) - difference) / n, cluster);
  const se = Math.sqrt((squares.sum * squares.clusters) / (squares.clusters - 1));
  return { exposed: sum1 / n, unexposed: sum0 / n, difference, se };
}

/** Σ over clusters of (Σ within)². */
function clusteredSquares(rows: number, influence: (i: number) => number, cluster: Int32Array | undefined) {
  let [sum, within, clusters] = [0, 0, 0];
  for (let i = 0; i < rows; i++) {
    within += influence(i);
    if (cluster !== undefined && i + 1 < rows && cluster[i + 1] === cluster[i]) continue;
    sum += within * within;
    within = 0;
    clusters++;
  }
  return { sum, clusters };
}

function effectiveSizes(exposed: Uint8Array, propensity: Float64Array) {
  const sums = [0, 0];
  const squares = [0, 0];
  for (let i = 0; i < exposed.length; i++) {
    const kind = exposed[i]!;
    const weight = 1 / (kind === 1 ? propensity[i]! : 1 - propensity[i]!);
    sums[kind]! += weight;
    squares[kind]! += weight * weight;
  }
  return { effectiveExposed: sums[1]! ** 2 / squares[1]!, effectiveUnexposed: sums[0]! ** 2 / squares[0]! };
}

/** Weighted difference in means over the unweighted pooled standard deviation (Austin 2009), the largest in size. */
function worstImbalance({ names, covariates, exposed }: ExposureData, propensity: Float64Array) {
  let [worst, worstCovariate] = [0, null as string | null];
  covariates.forEach((column, k) => {
    const difference = Math.abs(imbalanceOf(column, exposed, propensity));
    if (difference > worst) [worst, worstCovariate] = [difference, names[k]!];
  });
  return { worstImbalance: worst, worstCovariate };
}

function imbalanceOf(column: Numbers, exposed: Uint8Array, propensity: Float64Array): number {
  const weighted = [0, 0];
  const weights = [0, 0];
  const count = [0, 0];
  const sum = [0, 0];
  const squares = [0, 0];
  for (let i = 0; i < exposed.length; i++) {
    const kind = exposed[i]!;
    const weight = 1 / (kind === 1 ? propensity[i]! : 1 - propensity[i]!);
    weighted[kind]! += weight * column[i]!;
    weights[kind]! += weight;
    count[kind]!++;
    const before = column[i]! - sum[kind]!;
    // Welford's running mean and squares, kept in `sum` and `squares`.
    sum[kind]! += before / count[kind]!;
    squares[kind]! += before * (column[i]! - sum[kind]!);
  }
  const variance = (squares[0]! / (count[0]! - 1) + squares[1]! / (count[1]! - 1)) / 2;
  return variance > 0 ? (weighted[1]! / weights[1]! - weighted[0]! / weights[0]!) / Math.sqrt(variance) : 0;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/**
 * How strongly an unseen confounder would have to go with both exposure and outcome, as a risk ratio, to explain a risk
 * ratio away (VanderWeele & Ding 2017): RR + √(RR(RR−1)), of 1/RR below 1. `eValue(3.9) = 7.263`.
 */
export function eValue(riskRatio: number): number {
  const ratio = riskRatio < 1 ? 1 / riskRatio : riskRatio;
  return ratio + Math.sqrt(ratio * (ratio - 1));
}
