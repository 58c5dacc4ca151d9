/** The gamma function's logarithm and derivative. */

const HALF_LOG_TWO_PI = 0.9189385332046727;
/** From here on the asymptotic series below are exact to the last digit. */
const ASYMPTOTIC_FROM = 10;

/**
 * ln Γ(x) for x > 0 (NaN otherwise), absolute error about 1e-15 near 1 and 2, relative 1e-15 elsewhere.
 * Stirling's series after shifting x upwards: Abramowitz & Stegun 6.1.15 and 6.1.41. `logGamma(0.5) = ln √π`.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let shift = 0;
  if (x < ASYMPTOTIC_FROM) {
    let product = x;
    for (x += 1; x < ASYMPTOTIC_FROM; x += 1) product *= x;
    shift = Math.log(product);
  }
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingRest(x) - shift;
}

/** Σ B_{2k} / (2k(2k−1) x^{2k−1}), eight terms. */
function stirlingRest(x: number): number {
  const y = 1 / (x * x);
  const series =
    1 / 12 -
    y *
      (1 / 360 -
        y * (1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - y * (691 / 360360 - y * (1 / 156 - (y * 3617) / 122400))))));
  return series / x;
}

/**
 * ψ(x) = d ln Γ(x)/dx for x > 0 (NaN otherwise), absolute error about 1e-15.
 * Abramowitz & Stegun 6.3.5 and 6.3.18. `digamma(1) = −0.5772156649015329`.
 */
export function digamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shift = 0;
  for (; x < ASYMPTOTIC_FROM; x += 1) shift += 1 / x;
  const y = 1 / (x * x);
  const series =
    y *
    (1 / 12 -
      y *
        (1 / 120 -
          y * (1 / 252 - y * (1 / 240 - y * (1 / 132 - y * (691 / 32760 - y * (1 / 12 - (y * 3617) / 8160)))))));
  return Math.log(x) - 0.5 / x - series - shift;
}

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a+b), for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
