/** Gauss rules: `Σ weights[i]·f(nodes[i])`. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The n-point rule for the mean of f(p) over p ~ Beta(a, b): the Gauss-Jacobi rule on [0, 1], weights adding up to 1.
 * Golub & Welsch (1969): the eigenvalues of the Jacobi matrix and the first parts of its eigenvectors. The matrix is
 * written for [0, 1] at once, so that small nodes keep their digits. a, b > 0.
 */
export function betaMeanRule(points: number, a: number, b: number): QuadratureRule {
  const sum = a + b;
  const diagonal = new Float64Array(points);
  const offDiagonal = new Float64Array(points);
  for (let k = 0; k < points; k++) {
    const twice = 2 * k + sum;
    diagonal[k] = k === 0 ? a / sum : (2 * k * (k + sum - 1) + a * (sum - 2)) / ((twice - 2) * twice);
  }
  for (let k = 1; k < points; k++) {
    const twice = 2 * k + sum;
    // k = 1 apart: (k + sum − 2)/(2k + sum − 3) is 1 there, whatever the sum.
    const ratio = k === 1 ? 1 : (k + sum - 2) / (twice - 3);
    offDiagonal[k - 1] = Math.sqrt((k * (k + b - 1) * (k + a - 1) * ratio) / (twice - 1)) / (twice - 2);
  }
  const weights = new Float64Array(points);
  weights[0] = 1;
  tridiagonalEigen(diagonal, offDiagonal, weights);
  for (let i = 0; i < points; i++) weights[i] = weights[i]! ** 2;
  return { nodes: diagonal, weights };
}

/** The n-point Gauss-Legendre rule on [0, 1]. */
export function legendreRule(points: number): QuadratureRule {
  return betaMeanRule(points, 1, 1);
}

const MAX_SWEEPS = 60;

/**
 * Implicit QL for a symmetric tridiagonal matrix (Martin & Wilkinson 1968, `imtql2`), in place: eigenvalues replace
 * the diagonal, and `vector` becomes its product with the eigenvectors.
 */
function tridiagonalEigen(diagonal: Float64Array, offDiagonal: Float64Array, vector: Float64Array): void {
  const n = diagonal.length;
  for (let low = 0; low < n; low++) {
    for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      let high = low;
      while (high < n - 1 && !negligible(diagonal, offDiagonal, high)) high++;
      if (high === low) break;
      qlSweep(diagonal, offDiagonal, vector, { low, high });
    }
  }
}

function negligible(diagonal: Float64Array, offDiagonal: Float64Array, k: number): boolean {
  return Math.abs(offDiagonal[k]!) <= Number.EPSILON * (Math.abs(diagonal[k]!) + Math.abs(diagonal[k + 1]!));
}

function qlSweep(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  vector: Float64Array,
  { low, high }: { low: number; high: number },
): void {
  const half = (diagonal[low + 1]! - diagonal[low]!) / (2 * offDiagonal[low]!);
  let g = diagonal[high]! - diagonal[low]! + offDiagonal[low]! / (half + signed(Math.hypot(half, 1), half));
  let [sine, cosine, shift] = [1, 1, 0];
  for (let i = high - 1; i >= low; i--) {
    const f = sine * offDiagonal[i]!;
    const b = cosine * offDiagonal[i]!;
    // Nodes lie in [0, 1]: nothing overflows, and Math.hypot takes twice as long.
    const length = Math.sqrt(f * f + g * g);
    offDiagonal[i + 1] = length;
    if (length === 0) {
      diagonal[i + 1]! -= shift;
      offDiagonal[high] = 0;
      return;
    }
    sine = f / length;
    cosine = g / length;
    g = diagonal[i + 1]! - shift;
    const turned = (diagonal[i]! - g) * sine + 2 * cosine * b;
    shift = sine * turned;
    diagonal[i + 1] = g + shift;
    g = cosine * turned - b;
    const above = vector[i + 1]!;
    vector[i + 1] = sine * vector[i]! + cosine * above;
    vector[i] = cosine * vector[i]! - sine * above;
  }
  diagonal[low]! -= shift;
  offDiagonal[low] = g;
  offDiagonal[high] = 0;
}

function signed(size: number, like: number): number {
  return like >= 0 ? size : -size;
}

/**
 * ∫ f from 0 to `end` (Infinity allowed) for smooth f by double-exponential substitution (Takahasi & Mori 1974), with
 * the step halved until two results agree to `tolerance`; each halving about doubles the digits.
 */
export function integrate(f: (t: number) => number, end: number, tolerance = 1e-13): number {
  const point = end === Number.POSITIVE_INFINITY ? halfLinePoint : (s: number) => intervalPoint(s, end);
  let step = 0.5;
  let previous = Number.NaN;
  for (let level = 0; level < 8; level++, step /= 2) {
    let sum = 0;
    // From the far end, where f is hardest to work out, so that whatever f keeps suffices for the rest.
    for (let s = 6.5; s >= -6.5; s -= step) {
      const { t, weight } = point(s);
      if (weight > 0 && t < end) sum += weight * f(t);
    }
    const value = sum * step;
    if (Math.abs(value - previous) <= tolerance * Math.abs(value)) return value;
    previous = value;
  }
  return previous;
}

/** t = end·e^u/(1+e^u), u = π sinh s. */
function intervalPoint(s: number, end: number) {
  const u = Math.PI * Math.sinh(s);
  const t = end / (1 + Math.exp(-u));
  return { t, weight: (t / (1 + Math.exp(u))) * Math.PI * Math.cosh(s) };
}

/** t = e^{(π/2) sinh s}. */
function halfLinePoint(s: number) {
  const t = Math.exp((Math.PI / 2) * Math.sinh(s));
  return { t, weight: Number.isFinite(t) ? t * (Math.PI / 2) * Math.cosh(s) : 0 };
}
