import { STATUS } from '../../domain/features.ts';
import type { Analysis } from '../analyse.ts';
import { servicePerMonth } from '../cost/service.ts';
import { paymentsOver } from '../horizon.ts';
import type { PortfolioCurves } from './curves.ts';
import { AS_IT_IS, horizonUnits } from './totals.ts';

const MONTHS_PER_YEAR = 12;
/** Paths that differ by less than a trillionth are one. */
const GRAIN = 2 ** 40;

export function portfolioCurves(analysis: Analysis, programmeYears: number): PortfolioCurves {
  const { lifecycle, options } = analysis;
  const horizonMonths = options.horizonMonths;
  const years = Math.max(1, programmeYears, Math.ceil(horizonMonths / MONTHS_PER_YEAR));
  const months = MONTHS_PER_YEAR * years;
  const { timing, discounts } = paymentsOver(lifecycle, options);
  const horizonDiscounts = new Float64Array(months);
  horizonDiscounts.set(discounts);
  const drawn = drawPaths(analysis, months);
  const n = drawn.pathOf.length;
  const [here, marginMinor, serviceMinor] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const curves: PortfolioCurves = {
    ...{ months, horizonMonths, timing, horizonDiscounts, here, marginMinor, serviceMinor },
    paths: drawn.paths,
    logSurvival: drawn.logSurvival,
    pathOf: drawn.pathOf,
    customers: drawn.pathOf.reduce((count, path) => count + (path < 0 ? 0 : 1), 0),
  };
  const units = horizonUnits(curves, AS_IT_IS);
  for (let row = 0; row < n; row++) {
    const path = drawn.pathOf[row]!;
    if (path < 0) continue;
    here[row] = analysis.revenue.survivalAt(row, 0);
    marginMinor[row] = units[path]! > 0 ? analysis.revenue.expected.values[row]! / units[path]! : 0;
    serviceMinor[row] = monthlyService(analysis, row) * here[row]!;
  }
  return curves;
}

function monthlyService({ cost, lifecycle }: Analysis, row: number): number {
  const toDate = cost.service.values[row]!;
  // Whose tenure nobody knows has cost something only if anything was spent.
  return toDate === 0 ? 0 : servicePerMonth(toDate, lifecycle.tenureMonths[row]!);
}

function drawPaths({ lifecycle, revenue, individual }: Analysis, months: number) {
  const pathOf = new Int32Array(lifecycle.status.length).fill(-1);
  const known = individual === null ? new PathBook(months + 1) : new MeanPaths(months + 1);
  for (let row = 0; row < pathOf.length; row++) {
    if (lifecycle.status[row] === STATUS.churned || !Number.isFinite(revenue.expected.values[row]!)) continue;
    const here = revenue.survivalAt(row, 0);
    if (!(here > 0)) continue;
    for (let k = 0; k <= months; k++) known.scratch[k] = Math.log(revenue.survivalAt(row, k) / here);
    if (!Number.isNaN(known.scratch[months]!)) pathOf[row] = known.intern();
  }
  return { pathOf, paths: known.size, logSurvival: known.paths() };
}

/** Paths are alike that are as far down, within this step of ln S, every so many months. */
const LIKE = { months: 6, step: 2 ** -6 } as const;

/**
 * Where customers have paths of their own there are as many as customers: those alike share the mean of theirs, so that as
 * many are here in every month as with their own. What each of them is worth stays theirs.
 */
class MeanPaths {
  readonly scratch: Float64Array;
  readonly #known = new Map<string, number>();
  readonly #sums: Float64Array[] = [];
  readonly #counts: number[] = [];

  constructor(length: number) {
    this.scratch = new Float64Array(length);
  }

  get size(): number {
    return this.#sums.length;
  }

  /** The group of the path in `scratch`. */
  intern(): number {
    const key = this.scratch
      .filter((_, k) => k % LIKE.months === 0)
      .map((log) => Math.round(log / LIKE.step))
      .join();
    const found = this.#known.get(key) ?? this.size;
    if (found === this.size) {
      this.#known.set(key, found);
      this.#sums.push(new Float64Array(this.scratch.length));
      this.#counts.push(0);
    }
    const sum = this.#sums[found]!;
    for (let k = 0; k < sum.length; k++) sum[k]! += Math.exp(this.scratch[k]!);
    this.#counts[found]!++;
    return found;
  }

  paths(): Float64Array {
    const all = new Float64Array(this.size * this.scratch.length);
    this.#sums.forEach((sum, path) => {
      all.set(
        sum.map((stay) => Math.log(stay / this.#counts[path]!)),
        path * this.scratch.length,
      );
    });
    return all;
  }
}

/** Distinct paths in the order of their first customer. */
class PathBook {
  size = 0;
  readonly scratch: Float64Array;
  #all: Float64Array;
  /** Paths by their last value; those that share it are looked through. */
  readonly #byEnd = new Map<number, number[]>();

  constructor(length: number) {
    this.scratch = new Float64Array(length);
    this.#all = new Float64Array(length * 64);
  }

  /** The path in `scratch`. */
  intern(): number {
    const { scratch } = this;
    // Where nobody can be left the logarithm is −∞ and stays so.
    for (let k = 0; k < scratch.length; k++) scratch[k] = Math.round(scratch[k]! * GRAIN) / GRAIN;
    const end = scratch[scratch.length - 1]!;
    const alike = this.#byEnd.get(end) ?? [];
    if (alike.length === 0) this.#byEnd.set(end, alike);
    const found = alike.find((path) => this.#same(path));
    if (found !== undefined) return found;
    this.#store(this.size);
    alike.push(this.size);
    return this.size++;
  }

  paths(): Float64Array {
    return this.#all.slice(0, this.size * this.scratch.length);
  }

  #same(path: number): boolean {
    const from = path * this.scratch.length;
    return this.scratch.every((value, k) => this.#all[from + k] === value);
  }

  #store(path: number): void {
    const from = path * this.scratch.length;
    if (from + this.scratch.length > this.#all.length) {
      const larger = new Float64Array(this.#all.length * 2);
      larger.set(this.#all);
      this.#all = larger;
    }
    this.#all.set(this.scratch, from);
  }
}
