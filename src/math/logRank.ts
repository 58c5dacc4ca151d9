import { chiSquareTail } from './chiSquare.ts';
import type { SurvivalSample } from './kaplanMeier.ts';
import { factorSymmetric, solveFactored } from './symmetric.ts';

/** Numbers at risk and events of each group at each event time: `atRisk[group][time]`. */
export interface RiskTable {
  readonly atRisk: readonly ArrayLike<number>[];
  readonly events: readonly ArrayLike<number>[];
}

export interface LogRank {
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly chiSquare: number;
  readonly degrees: number;
  readonly p: number;
}

/**
 * Log-rank test of equal hazards (Mantel 1966; Peto & Peto 1972): observed against expected events with the
 * hypergeometric variance at ties. Groups never at risk are left out; null when fewer than two are left or nothing happened.
 */
export function logRank({ atRisk, events }: RiskTable): LogRank | null {
  const groups = atRisk.length;
  const observed = new Float64Array(groups);
  const expected = new Float64Array(groups);
  const variance = new Float64Array(groups * groups);
  for (let t = 0; t < (atRisk[0]?.length ?? 0); t++) addTime({ atRisk, events }, t, { observed, expected, variance });
  const present = Array.from(expected.keys()).filter((g) => expected[g]! > 0);
  if (present.length < 2) return null;
  const kept = present.slice(1);
  const factor = factorSymmetric(
    Float64Array.from({ length: kept.length ** 2 }, (_, k) => {
      return variance[kept[Math.floor(k / kept.length)]! * groups + kept[k % kept.length]!]!;
    }),
    kept.length,
  );
  if (factor.dependent.length > 0) return null;
  const away = Float64Array.from(kept, (g) => observed[g]! - expected[g]!);
  const solved = solveFactored(factor, away);
  const chiSquare = away.reduce((sum, value, k) => sum + value * solved[k]!, 0);
  const degrees = kept.length;
  return { observed: [...observed], expected: [...expected], chiSquare, degrees, p: chiSquareTail(chiSquare, degrees) };
}

interface Tally {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly variance: Float64Array;
}

function addTime({ atRisk, events }: RiskTable, t: number, { observed, expected, variance }: Tally): void {
  const groups = atRisk.length;
  let [n, d] = [0, 0];
  for (let g = 0; g < groups; g++) {
    n += atRisk[g]![t]!;
    d += events[g]![t]!;
    observed[g]! += events[g]![t]!;
  }
  if (n === 0 || d === 0) return;
  const spread = n > 1 ? (d * (n - d)) / (n - 1) : 0;
  for (let g = 0; g < groups; g++) {
    const share = atRisk[g]![t]! / n;
    expected[g]! += d * share;
    for (let h = 0; h < groups; h++) {
      variance[g * groups + h]! += spread * share * ((g === h ? 1 : 0) - atRisk[h]![t]! / n);
    }
  }
}

/** The risk table of groups of individuals followed from entry (0 unless given) to exit. */
export function riskTable(samples: readonly SurvivalSample[]): RiskTable {
  const times = new Set<number>();
  for (const { exit, event } of samples) {
    for (let i = 0; i < exit.length; i++) if (event[i] === 1) times.add(exit[i]!);
  }
  const grid = Float64Array.from(times).sort();
  const atRisk: Float64Array[] = [];
  const events: Float64Array[] = [];
  for (const sample of samples) {
    const exits = sample.exit.slice().sort();
    const entries = sample.entry?.slice().sort() ?? new Float64Array(exits.length);
    const eventTimes = sample.exit.filter((_, i) => sample.event[i] === 1).sort();
    atRisk.push(grid.map((time) => countBelow(entries, time) - countBelow(exits, time)));
    events.push(grid.map((time) => countUpTo(eventTimes, time) - countBelow(eventTimes, time)));
  }
  return { atRisk, events };
}

function countBelow(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countUpTo(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
