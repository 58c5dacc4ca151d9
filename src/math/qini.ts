import type { SeededRandom } from '../foundation/random.ts';

/** A randomised trial with a score that says whom to treat first. */
export interface TrialRanking {
  readonly score: Float64Array;
  /** 1 treated, 0 control. */
  readonly treated: Uint8Array;
  readonly outcome: Float64Array;
}

/** Cumulated from the highest score; one point at the end of each run of equal scores, so that ties cannot be ordered. */
export interface QiniCurve {
  /** Rows so far, all and treated. */
  readonly rows: Float64Array;
  readonly treated: Float64Array;
  readonly outcomeTreated: Float64Array;
  readonly outcomeControl: Float64Array;
  /** Share of all rows so far, 0 … 1. */
  readonly depth: Float64Array;
  /** Extra outcomes per row of the whole trial when everyone so far is treated: (Y_t − Y_c·n_t/n_c)/n. */
  readonly gain: Float64Array;
  /** Radcliffe's Q: area between the curve and the straight line of treating at random. */
  readonly q: number;
}

/** The Qini curve (Radcliffe 2007) with gain per row of the trial; starts at the origin. */
export function qiniCurve(ranking: TrialRanking): QiniCurve {
  return curveOf(ranking, orderOf(ranking.score), null);
}

function orderOf(score: Float64Array): Int32Array {
  return Int32Array.from(score.keys()).sort((a, b) => score[b]! - score[a]!);
}

function curveOf(ranking: TrialRanking, order: Int32Array, weight: Uint16Array | null): QiniCurve {
  const points = cumulated(ranking, order, weight);
  const { rows, treated, outcomeTreated, outcomeControl } = points;
  const all = rows[rows.length - 1]!;
  const gain = rows.map((n, k) => {
    const controls = n - treated[k]!;
    return controls > 0 ? (outcomeTreated[k]! - (outcomeControl[k]! * treated[k]!) / controls) / all : 0;
  });
  const depth = rows.map((n) => (all > 0 ? n / all : 0));
  let area = 0;
  for (let k = 1; k < gain.length; k++) area += ((gain[k]! + gain[k - 1]!) / 2) * (depth[k]! - depth[k - 1]!);
  return { ...points, depth, gain, q: area - gain[gain.length - 1]! / 2 };
}

type Cumulated = Pick<QiniCurve, 'rows' | 'treated' | 'outcomeTreated' | 'outcomeControl'>;

/** Sums from the highest score on, a point at the end of each run of equal scores. */
function cumulated(
  { score, treated, outcome }: TrialRanking,
  order: Int32Array,
  weight: Uint16Array | null,
): Cumulated {
  const columns = Array.from({ length: 4 }, () => new Float64Array(order.length + 1));
  const [rows, ofTreated, outcomeTreated, outcomeControl] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let [n, nt, yt, yc, point] = [0, 0, 0, 0, 0];
  for (let k = 0; k < order.length; k++) {
    const row = order[k]!;
    const times = weight === null ? 1 : weight[row]!;
    n += times;
    if (treated[row] === 1) {
      nt += times;
      yt += times * outcome[row]!;
    } else yc += times * outcome[row]!;
    if (k + 1 < order.length && score[order[k + 1]!] === score[row]) continue;
    point++;
    rows[point] = n;
    ofTreated[point] = nt;
    outcomeTreated[point] = yt;
    outcomeControl[point] = yc;
  }
  const upTo = (column: Float64Array) => column.subarray(0, point + 1);
  return {
    rows: upTo(rows),
    treated: upTo(ofTreated),
    outcomeTreated: upTo(outcomeTreated),
    outcomeControl: upTo(outcomeControl),
  };
}

/** Difference of mean outcomes, treated less control, among the share with the highest scores; null with one kind only. */
export function upliftAtDepth(curve: QiniCurve, share: number): number | null {
  const wanted = Math.floor(share * curve.rows[curve.rows.length - 1]!);
  let k = 1;
  while (k < curve.rows.length - 1 && curve.rows[k]! < wanted) k++;
  // Inside a run of equal scores every member counts for the share of the run that is wanted.
  const part = (wanted - curve.rows[k - 1]!) / (curve.rows[k]! - curve.rows[k - 1]!);
  const at = (column: Float64Array) => column[k - 1]! + part * (column[k]! - column[k - 1]!);
  const [treated, control] = [at(curve.treated), wanted - at(curve.treated)];
  if (!(treated > 0 && control > 0)) return null;
  return at(curve.outcomeTreated) / treated - at(curve.outcomeControl) / control;
}

/** Percentile interval of Q over bootstrap samples of rows, the scores held fixed. */
export function qInterval(ranking: TrialRanking, level: number, { random, samples }: Resampling) {
  const order = orderOf(ranking.score);
  const n = order.length;
  const draws = new Float64Array(samples);
  const weight = new Uint16Array(n);
  for (let b = 0; b < samples; b++) {
    weight.fill(0);
    // Positions in score order are drawn, so that the order of rows in the file plays no part.
    for (let k = 0; k < n; k++) weight[order[random.below(n)]!]!++;
    draws[b] = curveOf(ranking, order, weight).q;
  }
  draws.sort();
  const tail = (1 - level) / 2;
  return { low: draws[Math.floor(tail * samples)]!, high: draws[Math.ceil((1 - tail) * samples) - 1]! };
}

export interface Resampling {
  readonly random: SeededRandom;
  readonly samples: number;
}
