/**
 * Chebyshev interpolation of a smooth function of one variable with vector values (Trefethen 2013, ch. 5): points of
 * the second kind on [low, high], barycentric form. Inside the interval as good as the function is smooth.
 */
export class ChebyshevCurve {
  readonly #nodes: Float64Array;
  readonly #values: readonly Float64Array[];

  /** Works the function out at `points` nodes, or once where the interval is a point. */
  constructor(
    work: (x: number) => Float64Array,
    { low, high }: { readonly low: number; readonly high: number },
    points: number,
  ) {
    const n = high > low ? points : 1;
    const [middle, half] = [(low + high) / 2, (high - low) / 2];
    this.#nodes = Float64Array.from({ length: n }, (_, j) =>
      n === 1 ? middle : middle - half * Math.cos((Math.PI * j) / (n - 1)),
    );
    this.#values = Array.from(this.#nodes, work);
  }

  at(x: number): Float64Array {
    const exact = this.#nodes.indexOf(x);
    if (exact >= 0 || this.#nodes.length === 1) return this.#values[Math.max(0, exact)]!;
    const sum = new Float64Array(this.#values[0]!.length);
    let total = 0;
    const last = this.#nodes.length - 1;
    for (let j = 0; j <= last; j++) {
      const weight = ((j % 2 === 0 ? 1 : -1) * (j === 0 || j === last ? 0.5 : 1)) / (x - this.#nodes[j]!);
      const values = this.#values[j]!;
      for (let i = 0; i < sum.length; i++) sum[i]! += weight * values[i]!;
      total += weight;
    }
    for (let i = 0; i < sum.length; i++) sum[i]! /= total;
    return sum;
  }
}
