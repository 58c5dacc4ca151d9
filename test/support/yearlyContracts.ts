import { isoDate } from '../../src/foundation/days.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import type { LiteralInteraction } from './literalDataset.ts';

export const FIRST = 17_000;
export const END = FIRST + 7 * 365;
export const YEAR = 365.25;
export const PRICE = 10;

export interface World {
  readonly rows: LiteralInteraction[];
  /** Of each customer: month-prices that are really paid over the next twelve months. */
  readonly ahead: Map<string, number>;
}

/** Yearly contracts, paid in advance; each customer lets one in `leaving` on average run out, each at a rate of their own. */
export function yearly(customers: number, seed: number): World {
  const random = new SeededRandom(seed);
  const ahead = new Map<string, number>();
  const rows = Array.from({ length: customers }, (_, i) => {
    const id = `c${String(i).padStart(4, '0')}`;
    const leaving = random.beta(1, 3.5);
    const mine: LiteralInteraction[] = [];
    let [day, leaves] = [FIRST + random.below(5 * 365), false];
    for (; day <= END && !leaves; day += YEAR) {
      mine.push({
        id,
        at: isoDate(Math.round(day))!,
        kind: mine.length === 0 ? 'purchase' : 'renewal',
        amount: 12 * PRICE,
      });
      leaves = random.uniform() < leaving;
    }
    const months = Array.from({ length: 12 }, (_, k) => END + (k * YEAR) / 12);
    ahead.set(id, months.filter((month) => month < day || (day > END && !leaves)).length);
    return mine;
  }).flat();
  return { rows, ahead };
}
