import { CompensatedSum } from '../../foundation/sums.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import { normalQuantile } from '../../math/normal.ts';
import { INTERVAL_TAIL, type RevenueOutcome } from './outcome.ts';

/** Expected value of a cohort or segment with its 90% interval, minor units. */
export interface GroupValue {
  readonly group: string;
  /** Customers whose value is known. */
  readonly customers: number;
  readonly expectedMinor: number;
  readonly lowMinor: number;
  readonly highMinor: number;
}

interface Sums {
  customers: number;
  /** The least that the group can bring, 0 unless margins are below zero. */
  least: number;
  readonly expected: CompensatedSum;
  readonly variance: CompensatedSum;
}

/**
 * The portfolio's value by cohort or segment, groups in code-unit order; customers without a group are left out. Chance
 * is the customers' own; the model's error moves all groups together, each by its share of the total.
 */
export function valueByGroup(outcome: RevenueOutcome, groupOf: (row: number) => string | null): GroupValue[] {
  const groups = new Map<string, Sums>();
  const { values } = outcome.expected;
  for (let row = 0; row < values.length; row++) {
    const name = groupOf(row);
    if (name === null || Number.isNaN(values[row]!)) continue;
    const group = groups.get(name) ?? {
      ...{ customers: 0, least: 0 },
      expected: new CompensatedSum(),
      variance: new CompensatedSum(),
    };
    groups.set(name, group);
    group.least += Math.min(0, outcome.low.values[row]!);
    group.customers++;
    group.expected.add(values[row]!);
    group.variance.add(outcome.valueVariance[row]!);
  }
  const total = outcome.portfolio.expected.value ?? 0;
  const names = [...groups.keys()].sort(compareCodeUnits);
  return names.map((group) => {
    const { customers, expected, variance, least } = groups.get(group)!;
    const share = total > 0 ? expected.value / total : 0;
    const deviation = Math.sqrt(variance.value + outcome.estimationVariance * share * share);
    const spread = normalQuantile(1 - INTERVAL_TAIL) * deviation;
    return {
      group,
      customers,
      expectedMinor: expected.value,
      lowMinor: Math.max(least, expected.value - spread),
      highMinor: expected.value + spread,
    };
  });
}
