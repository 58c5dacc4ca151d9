/** One row a subject, days of one calendar: at risk from `from` until `until`, where they leave or (NaN) never do. */
export interface AtRisk {
  readonly from: Float64Array;
  readonly until: Float64Array;
  /** NaN: not looked at. */
  readonly value: Float64Array;
}

/** Where the calendar is parted, as shares of those who leave. */
const PARTED_AT = [0.25, 0.5, 0.75, 0.9];
/** Fewer on one side tell nothing. */
const LEAST_EVENTS = 5;

/**
 * How far the effect of a value on leaving differs between earlier and later days: the largest |z| over several places to
 * part the calendar at. On each side the effect is one Newton step from none, U/V, with the score U = Σ (x − x̄) and the
 * information V = Σ var(x) over those who leave, means over who is at risk that day (Cox 1972, at β = 0; parted as
 * in Moreau, O’Quigley & Mesbah 1985, with two intervals). A value that was written after people stayed long
 * enough has its effect on the earlier days alone. 0 where too few leave.
 */
export function unsteadiness(subjects: AtRisk): number {
  const { score, information } = contributions(subjects);
  let most = 0;
  for (const share of PARTED_AT) {
    const at = Math.floor(share * score.length);
    if (at < LEAST_EVENTS || score.length - at < LEAST_EVENTS) continue;
    const [earlier, later] = [effectIn(score, information, 0, at), effectIn(score, information, at, score.length)];
    const z = Math.abs(earlier.effect - later.effect) / Math.sqrt(earlier.variance + later.variance);
    if (z > most) most = z;
  }
  return most;
}

function effectIn(score: Float64Array, information: Float64Array, from: number, to: number) {
  let [u, v] = [0, 0];
  for (let i = from; i < to; i++) {
    u += score[i]!;
    v += information[i]!;
  }
  return { effect: u / v, variance: 1 / v };
}

/** x − x̄ and var(x) of everyone who leaves, by their days. */
function contributions({ from, until, value }: AtRisk): { score: Float64Array; information: Float64Array } {
  const known = Int32Array.from(from.keys()).filter((i) => !Number.isNaN(from[i]!) && !Number.isNaN(value[i]!));
  const entering = known.toSorted((a, b) => from[a]! - from[b]! || a - b);
  const leaving = known.filter((i) => until[i]! > from[i]!).sort((a, b) => until[a]! - until[b]! || a - b);
  const score = new Float64Array(leaving.length);
  const information = new Float64Array(leaving.length);
  const here = new RunningMoments();
  let entered = 0;
  leaving.forEach((who, i) => {
    while (entered < entering.length && from[entering[entered]!]! < until[who]!) here.add(value[entering[entered++]!]!);
    score[i] = value[who]! - here.mean;
    information[i] = here.variance;
    here.remove(value[who]!);
  });
  return { score, information };
}

/** Mean and variance of a set that is entered and left, about the first value so that nothing cancels. */
class RunningMoments {
  #origin = Number.NaN;
  #count = 0;
  #sum = 0;
  #squares = 0;

  get mean(): number {
    return this.#origin + this.#sum / this.#count;
  }

  get variance(): number {
    const mean = this.#sum / this.#count;
    return Math.max(0, this.#squares / this.#count - mean * mean);
  }

  add(value: number): void {
    if (Number.isNaN(this.#origin)) this.#origin = value;
    this.#move(value, 1);
  }

  remove(value: number): void {
    this.#move(value, -1);
  }

  #move(value: number, by: 1 | -1): void {
    const from = value - this.#origin;
    this.#count += by;
    this.#sum += by * from;
    this.#squares += by * from * from;
  }
}
