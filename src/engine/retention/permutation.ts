import { DAYS_PER_MONTH } from '../../foundation/days.ts';
import { SeededRandom } from '../../foundation/random.ts';
import { twoSidedP } from '../../math/normal.ts';
import type { EffortByMonth } from '../effort/bands.ts';

const PERMUTATIONS = 1999;
/** Beyond so many leavers the distribution is normal to more digits than dealing could show. */
const MOST_DEALT = 5000;
/** Months of tenure that a cell's key can tell apart. */
const MOST_MONTHS = 4096;

/**
 * Two-sided p of effort against churn when effort is dealt out anew among the customer-months of one calendar month and
 * one month of tenure: within such a cell every customer stands once, so nothing but chance could tie the two. The
 * statistic is the total effort of those who left; only they need to be drawn. With many leavers the normal limit of the
 * same distribution is used (Hoeffding 1951), its mean and variance exact.
 */
export function permutationP(byMonth: EffortByMonth, seed: number): number | null {
  const cells = tallyCells(byMonth);
  let [observed, expected, variance, leavers] = [0, 0, 0, 0];
  for (const { rows, events, sum, squares, ofLeavers } of cells.tallies) {
    if (events === 0 || events === rows) continue;
    const mean = sum / rows;
    observed += ofLeavers;
    expected += events * mean;
    variance += (events * (rows - events) * Math.max(0, squares / rows - mean * mean)) / (rows - 1);
    leavers += events;
  }
  // Rounding in squares − mean² leaves up to a few units in the last place where all efforts of a cell are equal.
  if (!(variance > 1e-9 * Math.max(1, expected))) return null;
  if (leavers > MOST_DEALT) return twoSidedP((observed - expected) / Math.sqrt(variance));
  return dealtP(effortOfCells(byMonth, cells), observed - expected, { expected, random: new SeededRandom(seed) });
}

interface Tally {
  rows: number;
  events: number;
  sum: number;
  squares: number;
  ofLeavers: number;
}

interface Cells {
  readonly tallies: readonly Tally[];
  /** Place in `tallies` of each customer-month; −1 where its effort is unknown. */
  readonly of: Int32Array;
}

/** Cells in order of the first customer-month in each, which is an order of customers and months. */
function tallyCells(byMonth: EffortByMonth): Cells {
  const { months, score } = byMonth;
  const places = new Map<number, number>();
  const tallies: Tally[] = [];
  const of = new Int32Array(months.rows).fill(-1);
  for (let row = 0; row < months.rows; row++) {
    const effort = score[row]!;
    if (Number.isNaN(effort)) continue;
    const key = groupOf(byMonth, row) * MOST_MONTHS + Math.min(months.month[row]!, MOST_MONTHS - 1);
    let place = places.get(key);
    if (place === undefined) {
      place = tallies.length;
      places.set(key, place);
      tallies.push({ rows: 0, events: 0, sum: 0, squares: 0, ofLeavers: 0 });
    }
    of[row] = place;
    const tally = tallies[place]!;
    tally.rows++;
    tally.sum += effort;
    tally.squares += effort * effort;
    if (months.event[row] === 0) continue;
    tally.events++;
    tally.ofLeavers += effort;
  }
  return { tallies, of };
}

/** Efforts of one cell, those of leavers first. */
interface Hand {
  readonly effort: Float64Array;
  readonly events: number;
}

function effortOfCells({ months, score }: EffortByMonth, { tallies, of }: Cells): readonly Hand[] {
  const hands = tallies.map(({ rows, events }) => ({ effort: new Float64Array(rows), events }));
  const leavers = new Int32Array(tallies.length);
  const stayers = Int32Array.from(tallies, ({ events }) => events);
  for (let row = 0; row < months.rows; row++) {
    const place = of[row]!;
    if (place < 0) continue;
    const next = months.event[row] === 1 ? leavers : stayers;
    hands[place]!.effort[next[place]!++] = score[row]!;
  }
  return hands.filter(({ effort, events }) => events > 0 && events < effort.length);
}

/** Share of deals, the real one included, that lie as far from the expected total. */
function dealtP(
  hands: readonly Hand[],
  distance: number,
  { expected, random }: { readonly expected: number; readonly random: SeededRandom },
): number {
  const away = Math.abs(distance) * (1 - 1e-12);
  let asFar = 0;
  for (let round = 0; round < PERMUTATIONS; round++) {
    let total = 0;
    for (const { effort, events } of hands) total += drawSome(effort, events, random);
    if (Math.abs(total - expected) >= away) asFar++;
  }
  return (asFar + 1) / (PERMUTATIONS + 1);
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

/** The calendar month; where leaving means having stopped to buy, what tells busy customers from others. */
function groupOf({ months, activity, cases }: EffortByMonth, row: number): number {
  if (activity === null) return Math.floor(months.startDay[row]! / DAYS_PER_MONTH);
  const rate = Math.min(63, Math.max(0, Math.floor(2 * activity.logRate[row]!) + 32));
  const recency = Math.min(15, Math.floor(activity.logRecency[row]!));
  return (rate * 16 + recency) * 4 + Math.min(3, cases[row]!);
}
