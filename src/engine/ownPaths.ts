/** Fewer customers of about one tenure than this are joined with the next: a mean of few is no mean. */
const LEAST_COHORT = 30;
/** A mean path is met to so many times the number of customers. */
const CLOSE = 1e-13;
const MOST_STEPS = 200;

/** An end of the 90% interval of what sets customers apart, or the estimate itself. */
export type End = -1 | 0 | 1;

/** What the odds of having left by a month are multiplied by: e^(slope·effort/100) · ofLevel[level]. */
export interface OddsBeside {
  readonly slope: Readonly<Record<End, number>>;
  readonly ofLevel: Float64Array;
}

export interface OwnPathsInput {
  /** P(still here in so many months) of all customers who stand at one place. */
  readonly survivalAt: (row: number, months: number) => number;
  /**
   * Where on that curve each customer stands: equal places have equal paths over whole months, and equal whole parts about
   * the same.
   */
  readonly place: Float64Array;
  /** The customers with a path of their own. */
  readonly rows: Int32Array;
  readonly effort: Float64Array;
  /** What else customers differ in. */
  readonly level: Uint8Array;
  /** Null where those who stand at one place are all alike. */
  readonly oddsBeside: ((months: number) => OddsBeside) | null;
  /** The chance of all of equal tenure, whatever else is known of them: what `logFactor` is beside of. */
  readonly byTenure: (row: number, months: number) => number;
}

/** What is known of one month ahead. */
interface Month extends OddsBeside {
  /** C(k) of every cohort. */
  readonly factor: Readonly<Record<End, Float64Array>>;
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
  /** Months 1 … as far as they were asked for, and everybody's path at the last of them. */
  readonly #months: Month[] = [];
  readonly #last: Readonly<Record<End, Float64Array>>;
  /** Odds of having left by the curve, months 1 …, by place on it. */
  readonly #curves = new Map<number, Float64Array>();
  #path: Float64Array = new Float64Array(0);
  #pathOf = -1;

  constructor(input: OwnPathsInput) {
    const customers = input.place.length;
    this.#input = input;
    this.#cohorts = cohortsOf(input.rows, input.place);
    this.#cohort = new Int32Array(customers).fill(-1);
    this.#cohorts.forEach((rows, cohort) => {
      for (const row of rows) this.#cohort[row] = cohort;
    });
    this.#last = byEnd(() => new Float64Array(customers).fill(1));
  }

  /** Whether the customer has a path of their own. */
  has(row: number): boolean {
    return this.#cohort[row]! >= 0;
  }

  /** Whether customers at one place differ, and how surely. */
  get differ(): boolean {
    return this.#input.oddsBeside !== null;
  }

  /** The cohort whose mean path is the curve's. */
  cohortOf(row: number): number {
    return this.#cohort[row]!;
  }

  /** P(still here in k months), k = 0 … months, at the customer's own effort or another. */
  path(row: number, months: number, end: End = 0, effort: number = this.#input.effort[row]!): Float64Array {
    this.#reach(months);
    if (!this.differ) {
      const odds = this.#curveOdds(row, months);
      return Float64Array.from({ length: months + 1 }, (_, k) => (k === 0 ? 1 : 1 / (1 + odds[k - 1]!)));
    }
    const [cohort, level, odds] = [this.#cohort[row]!, this.#input.level[row]!, this.#curveOdds(row, months)];
    const path = new Float64Array(months + 1).fill(1);
    for (let k = 1; k <= months; k++) {
      const { slope, ofLevel, factor } = this.#months[k - 1]!;
      const left = odds[k - 1]! * ofLevel[level]! * Math.exp((slope[end] * effort) / 100) * factor[end][cohort]!;
      path[k] = Math.min(path[k - 1]!, 1 / (1 + left));
    }
    return path;
  }

  /** P(still here) after any time, at a constant rate of leaving between whole months. */
  survival(row: number, months: number): number {
    const [whole, needed] = [Math.floor(months), Math.ceil(months)];
    if (this.#pathOf !== row || this.#path.length <= needed) {
      this.#path = this.path(row, Math.max(needed, this.#months.length));
      this.#pathOf = row;
    }
    const [from, to, share] = [this.#path[whole]!, this.#path[needed]!, months - whole];
    return share === 0 ? from : from ** (1 - share) * to ** share;
  }

  /** ln of what the odds of having left after so many months of all of equal tenure are multiplied by. */
  logFactor(row: number, months: number, effort: number): number {
    this.#reach(months);
    const [atPlace, ofAll] = [this.#curveOdds(row, months)[months - 1]!, oddsOf(this.#input.byTenure(row, months))];
    const ofPlace = atPlace > 0 && ofAll > 0 ? Math.log(atPlace / ofAll) : 0;
    if (!this.differ) return ofPlace;
    const { slope, ofLevel, factor } = this.#months[months - 1]!;
    const shared = ofLevel[this.#input.level[row]!]! * factor[0][this.#cohort[row]!]!;
    return (slope[0] * effort) / 100 + Math.log(shared) + ofPlace;
  }

  #curveOdds(row: number, months: number): Float64Array {
    const place = this.#input.place[row]!;
    const known = this.#curves.get(place);
    if (known !== undefined && known.length >= months) return known;
    const odds = Float64Array.from({ length: months }, (_, i) => oddsOf(this.#input.survivalAt(row, i + 1)));
    this.#curves.set(place, odds);
    return odds;
  }

  #reach(months: number): void {
    const { oddsBeside } = this.#input;
    for (let k = this.#months.length + 1; oddsBeside !== null && k <= months; k++) {
      const beside = oddsBeside(k);
      const factor = byEnd((end) =>
        Float64Array.from(this.#cohorts, (rows) => this.#meet(rows, { k, end, beside, months })),
      );
      this.#months.push({ ...beside, factor });
    }
  }

  /** The factor at which a cohort's mean path is the curve's in month k; sets each one's path there. */
  #meet(rows: Int32Array, { k, end, beside, months }: MonthToMeet): number {
    const { effort, level } = this.#input;
    const [last, odds, before] = [this.#last[end], new Float64Array(rows.length), new Float64Array(rows.length)];
    let target = 0;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const ofCurve = this.#curveOdds(row, months)[k - 1]!;
      target += 1 / (1 + ofCurve);
      odds[i] = ofCurve * beside.ofLevel[level[row]!]! * Math.exp((beside.slope[end] * effort[row]!) / 100);
      before[i] = last[row]!;
    }
    const factor = factorAt(odds, before, target);
    for (let i = 0; i < rows.length; i++) last[rows[i]!] = Math.min(before[i]!, 1 / (1 + odds[i]! * factor));
    return factor;
  }
}

interface MonthToMeet {
  readonly k: number;
  readonly end: End;
  readonly beside: OddsBeside;
  /** Months that are about to be met. */
  readonly months: number;
}

/** Odds of having left, where so many are still here. */
function oddsOf(stays: number): number {
  return (1 - stays) / stays;
}

function byEnd<T>(of: (end: End) => T): Record<End, T> {
  return { [-1]: of(-1), 0: of(0), 1: of(1) };
}

/** Cohorts of customers at about one place on the curve, each of at least so many; in the order of rows within. */
function cohortsOf(rows: Int32Array, place: Float64Array): Int32Array[] {
  const order = place.map(Math.floor);
  const sorted = rows.slice().sort((a, b) => order[a]! - order[b]! || a - b);
  const starts = [0];
  for (let i = 1; i < sorted.length; i++) {
    const isNext = order[sorted[i]!] !== order[sorted[i - 1]!];
    const enough = i - starts.at(-1)! >= LEAST_COHORT && sorted.length - i >= LEAST_COHORT;
    if (isNext && enough) starts.push(i);
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
