/** The standard normal distribution. Every function takes and gives plain doubles; NaN in, NaN out. */

/** Numerators and denominators of W. J. Cody's rational approximations (Math. Comp. 23, 1969; TOMS 715, ANORM), highest
 * power first, each constant as the double nearest to the printed one. */
const CENTRE_NUMERATOR = [
  0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356,
];
const CENTRE_DENOMINATOR = [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];
const MIDDLE_NUMERATOR = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
  2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
];
const MIDDLE_DENOMINATOR = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
  38912.00328609327, 19685.429676859992,
];
const TAIL_NUMERATOR = [
  0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  0.000029112874951168793,
];
const TAIL_DENOMINATOR = [
  1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662,
];

const CENTRE_LIMIT = 0.66291;
const MIDDLE_LIMIT = Math.sqrt(32);
const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

/**
 * P(Z ≤ z), relative error about 1e-15 in both tails down to the smallest double.
 * Cody (1969); `normalCdf(-1.96) = 0.024997895148220435`.
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (Math.abs(z) <= CENTRE_LIMIT) {
    return 0.5 + (z * polynomial(CENTRE_NUMERATOR, z * z)) / polynomial(CENTRE_DENOMINATOR, z * z);
  }
  return z < 0 ? lowerTail(-z) : 1 - lowerTail(z);
}

/** P(Z > |z|) for |z| beyond the centre. */
function lowerTail(size: number): number {
  if (size > 38.6) return 0;
  // exp(-z²/2) with z² split at 1/16, where the square is exact, so that no digit is lost in the far tail.
  const head = Math.trunc(size * 16) / 16;
  const scale = Math.exp(-0.5 * head * head) * Math.exp(-0.5 * (size - head) * (size + head));
  if (size <= MIDDLE_LIMIT) {
    return (scale * polynomial(MIDDLE_NUMERATOR, size)) / polynomial(MIDDLE_DENOMINATOR, size);
  }
  const inverse = 1 / (size * size);
  const ratio = (inverse * polynomial(TAIL_NUMERATOR, inverse)) / polynomial(TAIL_DENOMINATOR, inverse);
  return (scale * (INVERSE_SQRT_TWO_PI - ratio)) / size;
}

/** Two-sided p-value of a z statistic. */
export function twoSidedP(z: number): number {
  return 2 * normalCdf(-Math.abs(z));
}

/** Coefficients of Wichura's PPND16 (Applied Statistics 37, 1988, AS 241), highest power first. */
const QUANTILE_CENTRE = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
];
const QUANTILE_CENTRE_DENOMINATOR = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
];
const QUANTILE_MIDDLE = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const QUANTILE_MIDDLE_DENOMINATOR = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
const QUANTILE_TAIL = [
  2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const QUANTILE_TAIL_DENOMINATOR = [
  2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
];

/**
 * The z with P(Z ≤ z) = p, relative error about 1e-16. p in [0, 1], −∞ and ∞ at the ends, NaN outside.
 * Wichura (1988), AS 241 PPND16; `normalQuantile(0.975) = 1.959963984540054`.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(QUANTILE_CENTRE, r)) / polynomial(QUANTILE_CENTRE_DENOMINATOR, r);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const size =
    r <= 5
      ? polynomial(QUANTILE_MIDDLE, r - 1.6) / polynomial(QUANTILE_MIDDLE_DENOMINATOR, r - 1.6)
      : polynomial(QUANTILE_TAIL, r - 5) / polynomial(QUANTILE_TAIL_DENOMINATOR, r - 5);
  return q < 0 ? -size : size;
}

/** Horner's rule, highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}
