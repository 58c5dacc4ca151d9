import type { StayingCurve } from './retentionCurve.ts';
import type { TotalSensitivity } from './staying.ts';

/**
 * The delta method on the log-survival increments of each month (Greenwood) and on the tail rate (Poisson). Both stand on
 * the same leavers where the tail was measured on months of the grid, and err together there: with a share w of its time
 * in a month, the tail's rate has the covariance −w·Var(increment) with that month's increment.
 */
export class CurveSensitivity implements TotalSensitivity {
  readonly #curve: StayingCurve;
  readonly #tenureMonths: Float64Array;
  readonly #perIncrement: Float64Array;
  #perTailHazard = 0;

  constructor(curve: StayingCurve, tenureMonths: Float64Array) {
    this.#curve = curve;
    this.#tenureMonths = tenureMonths;
    this.#perIncrement = new Float64Array(curve.survival.length);
  }

  /** Of a sum of totals on one curve, so much of each. */
  static sumOf(totals: readonly CurveSensitivity[], parts: Float64Array): CurveSensitivity {
    const sum = new CurveSensitivity(totals[0]!.#curve, totals[0]!.#tenureMonths);
    totals.forEach((total, i) => {
      total.#perIncrement.forEach((derivative, month) => {
        sum.#perIncrement[month]! += parts[i]! * derivative;
      });
      sum.#perTailHazard += parts[i]! * total.#perTailHazard;
    });
    return sum;
  }

  /** Adds a customer's d(value)/d(log-survival increment of each month). */
  add(row: number, margin: number, path: Float64Array, discounts: Float64Array): void {
    const lastMonth = this.#curve.survival.length - 1;
    const tenure = this.#tenureMonths[row]!;
    const start = Math.floor(tenure);
    const share = tenure - start;
    let later = 0;
    for (let k = discounts.length - 1; k >= 1; k--) {
      const worth = margin * discounts[k]! * path[k]!;
      // The k-th month from now lies across two months of the tenure grid.
      later += worth;
      this.#note(start + k - 1, (1 - share) * later, lastMonth);
      this.#note(start + k, share * later, lastMonth);
    }
  }

  get variance(): number {
    const { logVariance, tailEvents, tailHazard, tailShare } = this.#curve;
    let variance = 0;
    for (let month = 0; month + 1 < logVariance.length; month++) {
      const [own, shared] = [this.#perIncrement[month]!, -this.#perTailHazard * tailShare[month]!];
      variance += own * (own + 2 * shared) * (logVariance[month + 1]! - logVariance[month]!);
    }
    return variance + (this.#perTailHazard * tailHazard) ** 2 / (tailEvents + 0.5);
  }

  /** d(total)/d(log of the rate of leaving): of each month of the grid, and last of the tail. */
  get perLogRate(): Float64Array {
    const { survival, tailHazard } = this.#curve;
    const ofGrid = (month: number) => this.#perIncrement[month]! * Math.log(survival[month + 1]! / survival[month]!);
    const last = survival.length - 1;
    return Float64Array.from(survival, (_, month) => (month < last ? ofGrid(month) : this.#perTailHazard * tailHazard));
  }

  #note(month: number, derivative: number, lastMonth: number): void {
    if (month < lastMonth) this.#perIncrement[month]! += derivative;
    else this.#perTailHazard -= derivative;
  }
}
