import { hessianAt, type Minimum, minimise, newtonPolish, type Objective } from '../../../math/minimise.ts';
import { factorSymmetric, invertFactored } from '../../../math/symmetric.ts';

/** A likelihood to maximise over log parameters, all of them of the order of one in the units used. */
export interface FitProblem {
  readonly objective: Objective;
  /** A cheaper likelihood of the same shape (a sample of the data) to find the neighbourhood with. */
  readonly rough?: Objective;
  readonly starts: readonly (readonly number[])[];
  /** Keep the prior on whatever the data say: for thin data. */
  readonly keepPrior: boolean;
}

export interface Fit {
  readonly parameters: readonly number[];
  readonly logLikelihood: number;
  /** Inverse Hessian over log parameters. */
  readonly logCovariance: Float64Array;
  /** The weak prior stayed on, because the data alone do not settle the parameters. */
  readonly penalised: boolean;
  readonly gradientNorm: number;
}

/** Log parameters are believed to lie within N(0, 3²), in units that make the data of the order of one. */
const PRIOR_SD = 3;
/** The data must know each direction at least four times as well as the prior does, or the prior stays. */
const MIN_INFORMATION = 4 / PRIOR_SD ** 2;
/** Log-likelihood still to gain at the end, before the last Newton step; a standard error moves by its square root. */
const TOLERANCE = 1e-9;
const ROUGH_TOLERANCE = 1e-3;
/** A likelihood that has a maximum is there in a quarter of these; one that runs away along a ridge would take for ever. */
const PLAIN_ITERATIONS = 50;

/**
 * Maximum likelihood with a weak prior that steps back: from three fixed starts with the prior, then without it
 * where the Hessian without it is well conditioned (METHODS 1). It never throws; null when no start is usable.
 */
export function fitLikelihood({ objective, rough, starts, keepPrior }: FitProblem): Fit | null {
  const scout = best(
    starts.map((start) => minimise(penalised(rough ?? objective), toLog(start), { tolerance: ROUGH_TOLERANCE })),
  );
  if (scout === null) return null;
  if (!keepPrior) {
    const plain = settle(objective, scout.x, PLAIN_ITERATIONS);
    if (plain?.minimum.converged && knowsEnough(plain.hessian, plain.minimum.x.length))
      return asFit(objective, plain, false);
  }
  const kept = settle(penalised(objective), scout.x);
  return kept === null ? null : asFit(objective, kept, true);
}

interface Settled {
  readonly minimum: Minimum;
  readonly hessian: Float64Array;
}

function settle(objective: Objective, start: Float64Array, iterations?: number): Settled | null {
  const first = invertPositive(hessianAt(objective, start), start.length);
  const found = minimise(objective, start, {
    tolerance: TOLERANCE,
    ...(first === null ? {} : { inverseHessian: first }),
    ...(iterations === undefined ? {} : { iterations }),
  });
  if (!Number.isFinite(found.value)) return null;
  const hessian = hessianAt(objective, found.x);
  return { minimum: newtonPolish(objective, found, hessian), hessian };
}

function asFit(objective: Objective, { minimum, hessian }: Settled, isPenalised: boolean): Fit | null {
  const logCovariance = invertPositive(hessian, minimum.x.length);
  if (logCovariance === null) return null;
  return {
    parameters: Array.from(minimum.x, Math.exp),
    logLikelihood: -objective(minimum.x, new Float64Array(minimum.x.length)),
    logCovariance,
    penalised: isPenalised,
    gradientNorm: minimum.gradientNorm,
  };
}

function penalised(objective: Objective): Objective {
  return (theta, gradient) => {
    let value = objective(theta, gradient);
    for (let i = 0; i < theta.length; i++) {
      value += theta[i]! ** 2 / (2 * PRIOR_SD ** 2);
      gradient[i]! += theta[i]! / PRIOR_SD ** 2;
    }
    return value;
  };
}

/** Null when the matrix is not positive definite. */
function invertPositive(matrix: Float64Array, size: number): Float64Array | null {
  const factor = factorSymmetric(matrix, size);
  return factor.dependent.length > 0 ? null : invertFactored(factor);
}

function knowsEnough(hessian: Float64Array, size: number): boolean {
  const rest = hessian.map((v, place) => (Math.floor(place / size) === place % size ? v - MIN_INFORMATION : v));
  return factorSymmetric(rest, size).dependent.length === 0;
}

function best(minima: readonly Minimum[]): Minimum | null {
  const finite = minima.filter(({ value }) => Number.isFinite(value));
  return finite.reduce<Minimum | null>((low, one) => (low === null || one.value < low.value ? one : low), null);
}

function toLog(parameters: readonly number[]): Float64Array {
  return Float64Array.from(parameters, Math.log);
}
