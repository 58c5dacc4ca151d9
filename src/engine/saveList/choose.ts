import { CompensatedSum } from '../../foundation/sums.ts';

/** What acting on each customer brings and costs, minor units by row; NaN where unknown. */
export interface Offers {
  readonly valueMinor: Float64Array;
  readonly costMinor: Float64Array;
}

/** What may be spent; null: no limit. */
export interface SpendLimits {
  readonly budgetMinor: number | null;
  readonly maxCustomers: number | null;
}

/** What decides the order: what is left after the cost, that for each unit spent, or the value where no cost is known. */
export type Ranking = 'net' | 'netPerCost' | 'value';

/** Where money is what is short, the next unit of it goes where it brings most; otherwise customers are what is short. */
export function rankingFor(anyCostKnown: boolean, { budgetMinor }: SpendLimits): Ranking {
  if (!anyCostKnown) return 'value';
  return budgetMinor === null ? 'net' : 'netPerCost';
}

/**
 * Rows that bring more than they cost, best first, ties by net and then by row. Without any cost known, rows that bring
 * anything. The order knows whether there is a budget and never how large it is.
 */
export function rankPaying({ valueMinor, costMinor }: Offers, ranking: Ranking): Int32Array {
  const net = valueMinor.map((value, row) => value - (ranking === 'value' ? 0 : costMinor[row]!));
  const worth = ranking === 'netPerCost' ? net.map((left, row) => left / costMinor[row]!) : net;
  // An action that costs nothing brings without end per unit: two of them are told apart by their net.
  const compare = (a: number, b: number) =>
    (worth[a] === worth[b] ? 0 : worth[b]! - worth[a]!) || net[b]! - net[a]! || a - b;
  return Int32Array.from(net.keys())
    .filter((row) => net[row]! > 0)
    .sort(compare);
}

export interface Cut {
  /** How many of the ranked rows are chosen. */
  readonly chosen: number;
  /** What keeps the next one out; null where all are chosen. */
  readonly by: 'over_budget' | 'over_capacity' | null;
}

/**
 * The longest run of the ranked rows, from the first, that the limits allow. It ends at the first row that does not fit:
 * filling the gap with a cheaper row further down would let a larger budget drop customers whom a smaller one keeps. So
 * whoever is chosen stays chosen whenever a limit grows.
 */
export function cutAt(ranked: Int32Array, { costMinor }: Offers, limits: SpendLimits): Cut {
  const spent = new CompensatedSum();
  const budget = limits.budgetMinor ?? Number.POSITIVE_INFINITY;
  const most = limits.maxCustomers ?? Number.POSITIVE_INFINITY;
  for (let place = 0; place < ranked.length; place++) {
    if (place >= most) return { chosen: place, by: 'over_capacity' };
    spent.add(costMinor[ranked[place]!]!);
    if (spent.value > budget) return { chosen: place, by: 'over_budget' };
  }
  return { chosen: ranked.length, by: null };
}
