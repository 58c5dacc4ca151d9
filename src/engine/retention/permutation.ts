import { DAYS_PER_MONTH } from '../../foundation/days.ts';
import { SeededRandom } from '../../foundation/random.ts';
import { twoSidedP } from '../../math/normal.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import { scoredRows } from './hazard.ts';

const PERMUTATIONS = 1999;
/** Beyond so many leavers the distribution is normal to more digits than dealing could show. */
const MOST_DEALT = 5000;

/**
 * Two-sided p of effort against churn when effort is dealt out anew among the customer-months of one calendar month and
 * one month of tenure: within such a cell every customer stands once, so nothing but chance could tie the two. The
 * statistic is the total effort of those who left; only they need to be drawn. With many leavers the normal limit of the
 * same distribution is used (Hoeffding 1951), its mean and variance exact.
 */
export function permutationP(byMonth: EffortByMonth, seed: number): number | null {
  const cells = cellsWithEvents(byMonth);
  if (cells.length === 0) return null;
  let [observed, expected, variance, leavers] = [0, 0, 0, 0];
  for (const { effort, events } of cells) {
    let [sum, squares] = [0, 0];
    for (const value of effort) sum += value;
    const mean = sum / effort.length;
    for (const value of effort) squares += (value - mean) ** 2;
    for (let k = 0; k < events; k++) observed += effort[k]!;
    expected += events * mean;
    variance += (events * (effort.length - events) * squares) / (effort.length * (effort.length - 1));
    leavers += events;
  }
  if (!(variance > 0)) return null;
  if (leavers > MOST_DEALT) return twoSidedP((observed - expected) / Math.sqrt(variance));
  return dealtP(cells, observed - expected, { expected, random: new SeededRandom(seed) });
}

/** Share of deals, the real one included, that lie as far from the expected total. */
function dealtP(
  cells: readonly Cell[],
  distance: number,
  { expected, random }: { readonly expected: number; readonly random: SeededRandom },
): number {
  const away = Math.abs(distance) * (1 - 1e-12);
  let asFar = 0;
  for (let round = 0; round < PERMUTATIONS; round++) {
    let total = 0;
    for (const { effort, events } of cells) total += drawSome(effort, events, random);
    if (Math.abs(total - expected) >= away) asFar++;
  }
  return (asFar + 1) / (PERMUTATIONS + 1);
}

/** Efforts of one cell, those of leavers first. */
interface Cell {
  readonly effort: Float64Array;
  readonly events: number;
}

function cellsWithEvents(byMonth: EffortByMonth): readonly Cell[] {
  const { months, score } = byMonth;
  const members = new Map<number, number[]>();
  for (const row of scoredRows(score)) {
    const calendar = Math.floor(months.startDay[row]! / DAYS_PER_MONTH);
    const key = calendar * 4096 + Math.min(months.month[row]!, 4095);
    const cell = members.get(key);
    if (cell === undefined) members.set(key, [row]);
    else cell.push(row);
  }
  const cells: Cell[] = [];
  for (const key of [...members.keys()].sort((a, b) => a - b)) {
    const rows = members.get(key)!;
    const leavers = rows.filter((row) => months.event[row] === 1);
    if (leavers.length === 0 || leavers.length === rows.length) continue;
    const stayers = rows.filter((row) => months.event[row] === 0);
    cells.push({ effort: Float64Array.from([...leavers, ...stayers], (row) => score[row]!), events: leavers.length });
  }
  return cells;
}

/** Sum of some values drawn without replacement, by a partial Fisher-Yates shuffle in place. */
function drawSome(values: Float64Array, count: number, random: SeededRandom): number {
  let total = 0;
  for (let k = 0; k < count; k++) {
    const other = k + random.below(values.length - k);
    const drawn = values[other]!;
    values[other] = values[k]!;
    values[k] = drawn;
    total += drawn;
  }
  return total;
}
