import { STATUS } from '../domain/features.ts';
import type { ValueGroup, ValueShare, Warning } from '../domain/results.ts';
import { toUnits } from '../foundation/money.ts';
import { CompensatedSum, sumPresent } from '../foundation/sums.ts';
import { plainNumber } from '../foundation/words.ts';
import { cohortGroups, compareGroups, type GroupOf, textGroups } from './groups.ts';
import { valueByGroup } from './revenue/valueByGroup.ts';
import type { Wings } from './wings.ts';

type Part = Pick<Wings, 'dataset' | 'lifecycle' | 'revenue'>;

/** By a text of the customers file; empty where no file has it. */
export function valueByText(wings: Part, field: 'segment' | 'plan'): ValueGroup[] {
  const keyOf = textGroups(wings.dataset, field);
  return keyOf === null ? [] : valueGroups(wings, keyOf);
}

/** By quarter of sign-up or first purchase, by year in a long history; empty for undated data. */
export function valueByCohort(wings: Part): ValueGroup[] {
  const cohortOf = cohortGroups(wings.lifecycle.startDay);
  return cohortOf === null ? [] : valueGroups(wings, cohortOf);
}

/** Groups in code-unit order, the customers that nothing places last; together they are the portfolio. */
function valueGroups({ lifecycle: { status }, revenue }: Part, keyOf: GroupOf): ValueGroup[] {
  const counts = new Map<string | null, { customers: number; active: number }>();
  for (let row = 0; row < status.length; row++) {
    const key = keyOf(row);
    const count = counts.get(key) ?? { customers: 0, active: 0 };
    counts.set(key, count);
    count.customers++;
    if (status[row] === STATUS.active) count.active++;
  }
  // Texts of files are never empty, so the empty one is free to stand for none.
  const values = new Map(valueByGroup(revenue, (row) => keyOf(row) ?? '').map((value) => [value.group, value]));
  const known = revenue.portfolio.expected.value !== null;
  return [...counts.keys()].sort(compareGroups).map((key) => {
    const value = known ? values.get(key ?? '') : undefined;
    const units = (minor: number | undefined) => (minor === undefined ? null : toUnits(minor));
    return {
      key,
      ...counts.get(key)!,
      expected: units(value?.expectedMinor),
      low: units(value?.lowMinor),
      high: units(value?.highMinor),
    };
  });
}

/** Customers expected to cost more than they bring: the value of all is theirs taken off. */
export function lossWarnings({ revenue }: Pick<Part, 'revenue'>): Warning[] {
  const losses = revenue.expected.values.filter((value) => value < 0);
  if (losses.length === 0 || revenue.portfolio.expected.value === null) return [];
  const lost = plainNumber(Math.round(toUnits(-sumPresent(losses))));
  const are = losses.length === 1 ? 'customer is' : 'customers are';
  const message = `${plainNumber(losses.length)} ${are} expected to bring less than nothing, together a loss of ${lost}: the value expected of all is net of it, and the shares of who holds the value (spread) are of what the others bring; see whether their margins are right`;
  return [{ code: 'losses_expected', message, count: losses.length }];
}

/** A share of the customers that is less than one of them is none. */
const SPREAD_SHARES = [0.01, 0.05, 0.1, 0.2, 0.5] as const;

/**
 * Who holds how much: customers by expected value, highest first. Those of unknown value are left out; a loss is no part of
 * a value, so the shares are of what those above zero are worth together.
 */
export function spreadOf({ revenue }: Pick<Part, 'revenue'>): ValueShare[] {
  if (revenue.portfolio.expected.value === null) return [];
  const values = revenue.expected.values.filter((value) => !Number.isNaN(value)).sort();
  const sum = new CompensatedSum();
  for (const value of values) sum.add(Math.max(0, value));
  const whole = sum.value;
  if (!(whole > 0)) return [];
  const held = new CompensatedSum();
  let taken = 0;
  return SPREAD_SHARES.filter((share) => share * values.length >= 1).map((customersShare) => {
    const customers = Math.round(customersShare * values.length);
    for (; taken < customers; taken++) held.add(Math.max(0, values[values.length - 1 - taken]!));
    return { customersShare, customers, valueShare: Math.min(1, held.value / whole) };
  });
}
