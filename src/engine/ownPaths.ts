/** Fewer customers of about one tenure than this are joined with the next: a mean of few is no mean. */
const LEAST_COHORT = 30;
/** A mean path is met to so many times the number of customers. */
const CLOSE = 1e-13;
const MOST_STEPS = 200;

/** An end of the 90 % interval of what sets customers apart, or the estimate itself. */
export type End = -1 | 0 | 1;

const ENDS: readonly End[] = [0, -1, 1];

export interface OwnPathsInput {
  /** P(still here in so many months) of all customers who are alike in tenure, contract and nothing else. */
  readonly survivalAt: (row: number, months: number) => number;
  /** Where on that curve each customer stands: those at about the same place have about the same path ahead. */
  readonly order: Float64Array;
  /** The customers with a path of their own. */
  readonly rows: Int32Array;
  /** Log odds of a customer to leave within so many months, up to a number that a cohort shares, at an effort. */
  readonly logOdds: (row: number, effort: number, months: number, end: End) => number;
  readonly effort: Float64Array;
}

/** What is shared at one end: by month, C(k) of every cohort; and every customer's path at the last month worked out. */
interface Shared {
  readonly factors: Float64Array[];
  readonly last: Float64Array;
}

/**
 * Each customer's own chance to be here in k months: the odds of having left are those of their tenure's curve, times what
 * is known of them, times a factor C(k) that their cohort shares, so that the mean path of the cohort is the curve's own,
 * month by month: customers are spread around it, not moved. Nobody comes back: S(k) is at most S(k − 1).
 */
export class OwnPaths {
  readonly #input: OwnPathsInput;
  readonly #cohorts: readonly Int32Array[];
  /** Cohort of each customer, −1 for those without a path of their own. */
  readonly #cohort: Int32Array;
  readonly #shared: ReadonlyMap<End, Shared>;
  /** Odds of having left by the curve, months 1 …, of the customer last asked for. */
  #odds: Float64Array = new Float64Array(0);
  #oddsOf = -1;
  #path: Float64Array = new Float64Array(0);
  #pathOf = -1;

  constructor(input: OwnPathsInput) {
    const customers = input.order.length;
    this.#input = input;
    this.#cohorts = cohortsOf(input.rows, input.order);
    this.#cohort = new Int32Array(customers).fill(-1);
    this.#cohorts.forEach((rows, cohort) => {
      for (const row of rows) this.#cohort[row] = cohort;
    });
    this.#shared = new Map(ENDS.map((end) => [end, { factors: [], last: new Float64Array(customers).fill(1) }]));
  }

  /** Whether the customer has a path of their own. */
  has(row: number): boolean {
    return this.#cohort[row]! >= 0;
  }

  /** The cohort whose mean path is the curve's. */
  cohortOf(row: number): number {
    return this.#cohort[row]!;
  }

  /** P(still here in k months), k = 0 … months, at the customer's own effort or another. */
  path(row: number, months: number, end: End = 0, effort: number = this.#input.effort[row]!): Float64Array {
    this.#reach(months);
    const { factors } = this.#shared.get(end)!;
    const [cohort, odds] = [this.#cohort[row]!, this.#curveOdds(row, months)];
    const path = new Float64Array(months + 1).fill(1);
    for (let k = 1; k <= months; k++) {
      const left = odds[k - 1]! * Math.exp(this.#input.logOdds(row, effort, k, end)) * factors[k - 1]![cohort]!;
      path[k] = Math.min(path[k - 1]!, 1 / (1 + left));
    }
    return path;
  }

  /** P(still here) after any time, at a constant rate of leaving between whole months. */
  survival(row: number, months: number): number {
    const whole = Math.floor(months);
    const needed = Math.ceil(months);
    if (this.#pathOf !== row || this.#path.length <= needed) {
      this.#path = this.path(row, Math.max(needed, this.#months));
      this.#pathOf = row;
    }
    const [from, to, share] = [this.#path[whole]!, this.#path[needed]!, months - whole];
    return share === 0 ? from : from ** (1 - share) * to ** share;
  }

  /** ln of what the curve's odds of having left after so many months are multiplied by. */
  logFactor(row: number, months: number, effort: number): number {
    this.#reach(months);
    const factor = this.#shared.get(0)!.factors[months - 1]![this.#cohort[row]!]!;
    return this.#input.logOdds(row, effort, months, 0) + Math.log(factor);
  }

  /** Months worked out so far. */
  get #months(): number {
    return this.#shared.get(0)!.factors.length;
  }

  #curveOdds(row: number, months: number): Float64Array {
    if (this.#oddsOf !== row || this.#odds.length < months) {
      const { survivalAt } = this.#input;
      this.#odds = Float64Array.from({ length: months }, (_, i) => oddsOfLeaving(survivalAt(row, i + 1)));
      this.#oddsOf = row;
    }
    return this.#odds;
  }

  #reach(months: number): void {
    while (this.#months < months) {
      const k = this.#months + 1;
      const met = this.#cohorts.map((rows) => this.#meet(rows, k));
      [...this.#shared.values()].forEach(({ factors }, i) => {
        factors.push(Float64Array.from(met, (factor) => factor[i]!));
      });
    }
  }

  /** By end, the factor at which a cohort's mean path is the curve's in month k; sets each one's path there. */
  #meet(rows: Int32Array, k: number): number[] {
    const { survivalAt, effort, logOdds } = this.#input;
    const curve = Float64Array.from(rows, (row) => survivalAt(row, k));
    const target = curve.reduce((sum, stays) => sum + stays, 0);
    return [...this.#shared].map(([end, { last }]) => {
      const odds = curve.map((stays, i) => {
        const row = rows[i]!;
        return oddsOfLeaving(stays) * Math.exp(logOdds(row, effort[row]!, k, end));
      });
      const before = Float64Array.from(rows, (row) => last[row]!);
      const factor = factorAt(odds, before, target);
      rows.forEach((row, i) => {
        last[row] = Math.min(before[i]!, 1 / (1 + odds[i]! * factor));
      });
      return factor;
    });
  }
}

function oddsOfLeaving(stays: number): number {
  return (1 - stays) / stays;
}

/** Cohorts of customers at about one place on the curve, each of at least so many; in the order of rows within. */
function cohortsOf(rows: Int32Array, order: Float64Array): Int32Array[] {
  const sorted = rows.slice().sort((a, b) => order[a]! - order[b]! || a - b);
  const starts: number[] = [];
  for (let i = 0, from = 0; i < sorted.length; i++) {
    const isNext = i === 0 || order[sorted[i]!] !== order[sorted[i - 1]!];
    if (!isNext || (i > 0 && i - from < LEAST_COHORT) || (i > 0 && sorted.length - i < LEAST_COHORT)) continue;
    starts.push(i);
    from = i;
  }
  return starts.map((start, i) => sorted.slice(start, starts[i + 1] ?? sorted.length));
}

/** C ≥ 0 with Σ min(before, 1/(1 + odds·C)) = target, by Newton's method within a bracket; the sum falls as C rises. */
function factorAt(odds: Float64Array, before: Float64Array, target: number): number {
  let [low, high, factor] = [0, Number.POSITIVE_INFINITY, 1];
  for (let step = 0; step < MOST_STEPS; step++) {
    let [over, slope] = [-target, 0];
    for (let i = 0; i < odds.length; i++) {
      const own = 1 / (1 + odds[i]! * factor);
      if (own < before[i]!) {
        over += own;
        slope -= (own * (1 - own)) / factor;
      } else over += before[i]!;
    }
    if (Math.abs(over) <= CLOSE * odds.length) break;
    if (over > 0) low = factor;
    else high = factor;
    const next = slope < 0 ? factor - over / slope : Number.NaN;
    const inside = next > low && next < high;
    const middle = high === Number.POSITIVE_INFINITY ? factor * 4 : (low + high) / 2;
    const moved = inside ? next : middle;
    if (moved === factor) break;
    factor = moved;
  }
  return factor;
}
