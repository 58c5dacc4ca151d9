import type { CostPerCase } from '../../domain/effortReport.ts';
import type { Grade } from '../../domain/grades.ts';
import { toUnits } from '../../foundation/money.ts';
import { CompensatedSum } from '../../foundation/sums.ts';
import { normalQuantile } from '../../math/normal.ts';
import { weaker } from '../amounts.ts';
import type { ContactPrice } from '../cost/contactPrice.ts';
import type { ContactLog } from '../effort/contactLog.ts';
import { bandOf, EFFORT } from '../effort/customerScore.ts';

const Z = normalQuantile(0.95);

/**
 * What a case costs by what its contacts cost; easy and hard by the case's own band. The saving is 1 − easy/hard, its 90%
 * interval by the delta method on ln(easy/hard) with the cases of a customer taken together (cluster-robust means).
 * Null without a case.
 */
export function costPerCase(log: ContactLog, priceOf: (row: number) => ContactPrice): CostPerCase | null {
  const { index } = log.cases;
  if (index.cases === 0) return null;
  const costs = new Float64Array(index.cases);
  const [all, easy, hard] = [new ClusteredMean(), new ClusteredMean(), new ClusteredMean()];
  let grade: Grade = 'observed';
  for (let customer = 0; customer + 1 < index.start.length; customer++) {
    for (let c = index.start[customer]!; c < index.start[customer + 1]!; c++) {
      for (let place = index.contactStart[c]!; place < index.contactStart[c + 1]!; place++) {
        const price = priceOf(index.contactRows[place]!);
        costs[c]! += price.minor;
        grade = weaker(grade, price.grade);
      }
      all.add(customer, costs[c]!);
      const score = log.cases.scoreBefore(c, Number.POSITIVE_INFINITY, log.cases.contacts(c));
      if (Number.isNaN(score)) continue;
      if (bandOf(score) === EFFORT.low) easy.add(customer, costs[c]!);
      if (bandOf(score) === EFFORT.high) hard.add(customer, costs[c]!);
    }
  }
  return {
    mean: all.units!,
    ...{ easy: easy.units, hard: hard.units, easyCases: easy.count, hardCases: hard.count },
    ...savingOf(easy, hard),
    grade,
  };
}

function savingOf(easy: ClusteredMean, hard: ClusteredMean) {
  if (easy.units === null || hard.units === null || !(hard.units > 0)) {
    return { saving: null, savingLow: null, savingHigh: null };
  }
  const ratio = easy.units / hard.units;
  const error = Math.sqrt(easy.relativeVariance + hard.relativeVariance);
  const at = (z: number) => (Number.isFinite(error) ? 1 - ratio * Math.exp(z * error) : null);
  return { saving: 1 - ratio, savingLow: at(Z), savingHigh: at(-Z) };
}

/** A mean of rows that come in clusters: those of a customer follow each other. */
class ClusteredMean {
  count = 0;
  readonly #sum = new CompensatedSum();
  readonly #sums: number[] = [];
  readonly #sizes: number[] = [];
  #last = -1;

  add(cluster: number, minor: number): void {
    if (cluster !== this.#last) {
      this.#sums.push(0);
      this.#sizes.push(0);
    }
    this.#last = cluster;
    const place = this.#sums.length - 1;
    this.#sums[place]! += minor;
    this.#sizes[place]!++;
    this.#sum.add(minor);
    this.count++;
  }

  get units(): number | null {
    return this.count === 0 ? null : toUnits(this.#sum.value / this.count);
  }

  /** Var(mean)/mean²: Σ over clusters of (Σ(x − mean))² / (n·mean)², times c/(c−1); not finite for a single cluster. */
  get relativeVariance(): number {
    const mean = this.#sum.value / this.count;
    const clusters = this.#sums.length;
    const squares = this.#sums.reduce((sum, total, k) => sum + (total - this.#sizes[k]! * mean) ** 2, 0);
    return (squares / (this.count * mean) ** 2) * (clusters / (clusters - 1));
  }
}
