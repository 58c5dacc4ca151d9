import { factorSymmetric, solveFactored } from './symmetric.ts';

/** Value at `x`; writes the gradient. May be non-finite outside the domain. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly gradientNorm: number;
  readonly converged: boolean;
}

export interface MinimiseOptions {
  readonly tolerance: number;
  readonly inverseHessian?: Float64Array;
  /** Given up after so many; 200 unless told. */
  readonly iterations?: number;
}

const MAX_ITERATIONS = 200;
const MAX_STEP = 2;
/** What is left to gain may look larger than it is while the curvature is still rough. */
const ROUGH_ITERATIONS = 2;

/**
 * BFGS (Nocedal & Wright 2006, algorithm 6.1) with a backtracking line search that takes no step to a non-finite or
 * higher value, steps capped at MAX_STEP. Stops where the decrease still to come, ½ gᵀ H⁻¹ g, is below `tolerance`, or
 * where rounding hides any further decrease; it never throws. `inverseHessian` starts the curvature from what is
 * already known.
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { tolerance, inverseHessian, iterations = MAX_ITERATIONS }: MinimiseOptions,
): Minimum {
  const n = start.length;
  let inverse = inverseHessian?.slice() ?? identity(n);
  let known = inverseHessian === undefined ? 0 : ROUGH_ITERATIONS;
  const gradient = new Float64Array(n);
  let at: Point = { x: start.slice(), value: objective(start, gradient), gradient };
  let left = Number.POSITIVE_INFINITY;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const direction = descent(inverse, at.gradient);
    left = -dot(direction, at.gradient) / 2;
    if (known >= ROUGH_ITERATIONS && left < tolerance) break;
    const next = lineSearch(objective, at, direction);
    if (next === null) {
      if (known === 0) break;
      inverse = identity(n);
      known = 0;
      continue;
    }
    const step = next.x.map((v, i) => v - at.x[i]!);
    const change = next.gradient.map((v, i) => v - at.gradient[i]!);
    at = next;
    if (dot(step, change) <= 1e-14 * norm(step) * norm(change)) continue;
    if (known === 0) inverse = inverse.map((v) => (v * dot(step, change)) / dot(change, change));
    inverse = bfgsUpdate(inverse, step, change);
    known++;
  }
  return { ...at, gradientNorm: norm(at.gradient), converged: left < 1e3 * tolerance };
}

interface Point {
  readonly x: Float64Array<ArrayBuffer>;
  readonly value: number;
  readonly gradient: Float64Array<ArrayBuffer>;
}

function lineSearch(objective: Objective, from: Point, direction: Float64Array): Point | null {
  const slope = dot(direction, from.gradient);
  let length = Math.min(1, MAX_STEP / norm(direction));
  for (let attempt = 0; attempt < 30; attempt++) {
    // Below this no decrease can be told from rounding.
    if (-slope * length < 1e-15 * Math.abs(from.value)) return null;
    const x = from.x.map((v, i) => v + length * direction[i]!);
    const gradient = new Float64Array(x.length);
    const value = objective(x, gradient);
    const allowed = from.value + 1e-4 * length * slope;
    if (value <= allowed && gradient.every(Number.isFinite)) return { x, value, gradient };
    length *= Number.isFinite(value) ? interpolated(from.value, slope * length, value) : 0.25;
  }
  return null;
}

/** Where the parabola through value and slope at 0 and the value at 1 has its minimum, kept within 0.1 and 0.5. */
function interpolated(value: number, slope: number, reached: number): number {
  const at = -slope / (2 * (reached - value - slope));
  return at >= 0.1 ? Math.min(0.5, at) : 0.1;
}

function descent(inverse: Float64Array, gradient: Float64Array): Float64Array {
  const n = gradient.length;
  const direction = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) direction[i]! -= inverse[i * n + j]! * gradient[j]!;
  return dot(direction, gradient) < 0 ? direction : gradient.map((v) => -v);
}

function bfgsUpdate(inverse: Float64Array, step: Float64Array, change: Float64Array): Float64Array {
  const n = step.length;
  const curvature = dot(step, change);
  const moved = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) moved[i]! += inverse[i * n + j]! * change[j]!;
  const scale = (1 + dot(change, moved) / curvature) / curvature;
  return inverse.map((v, place) => {
    const [i, j] = [Math.floor(place / n), place % n];
    return v + scale * step[i]! * step[j]! - (moved[i]! * step[j]! + step[i]! * moved[j]!) / curvature;
  });
}

/** The Hessian by central differences of the gradient, symmetric. */
export function hessianAt(objective: Objective, x: Float64Array, step = 1e-4): Float64Array {
  const n = x.length;
  const hessian = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const [up, down] = [new Float64Array(n), new Float64Array(n)];
    objective(moved(x, i, step), up);
    objective(moved(x, i, -step), down);
    for (let j = 0; j < n; j++) hessian[i * n + j] = (up[j]! - down[j]!) / (2 * step);
  }
  return hessian.map((_, place) => {
    const [i, j] = [Math.floor(place / n), place % n];
    return (hessian[i * n + j]! + hessian[j * n + i]!) / 2;
  });
}

/** One Newton step from a minimum, taken only where it lowers the gradient. */
export function newtonPolish(objective: Objective, minimum: Minimum, hessian: Float64Array): Minimum {
  const factor = factorSymmetric(hessian, minimum.x.length);
  if (factor.dependent.length > 0) return minimum;
  const step = solveFactored(factor, minimum.gradient);
  if (!(norm(step) < 0.1)) return minimum;
  const x = minimum.x.map((v, i) => v - step[i]!);
  const gradient = new Float64Array(x.length);
  const value = objective(x, gradient);
  if (!(norm(gradient) < minimum.gradientNorm)) return minimum;
  return { x, value, gradient, gradientNorm: norm(gradient), converged: true };
}

function moved(x: Float64Array, place: number, by: number): Float64Array {
  const copy = x.slice();
  copy[place]! += by;
  return copy;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}

function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, place) => (Math.floor(place / n) === place % n ? 1 : 0));
}
