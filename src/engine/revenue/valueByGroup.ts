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
  /** The value of each level in it. */
  readonly ofLevel: Float64Array;
}

/**
 * The portfolio's value by cohort or segment, groups in code-unit order; customers without a group are left out. Chance
 * is the customers' own; the model's error moves all groups together, each by its share of the total (of each level's
 * total, where levels have errors of their own).
 */
export function valueByGroup(outcome: RevenueOutcome, groupOf: (row: number) => string | null): GroupValue[] {
  const groups = sumsOf(outcome, groupOf);
  const names = [...groups.keys()].sort(compareCodeUnits);
  return names.map((group) => {
    const { customers, expected, variance, least, ofLevel } = groups.get(group)!;
    const deviation = Math.sqrt(variance.value + modelVariance(outcome, expected.value, ofLevel));
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

function sumsOf({ expected, low, valueVariance, levelError }: RevenueOutcome, groupOf: (row: number) => string | null) {
  const groups = new Map<string, Sums>();
  for (let row = 0; row < expected.values.length; row++) {
    const [name, value] = [groupOf(row), expected.values[row]!];
    if (name === null || Number.isNaN(value)) continue;
    const group = groups.get(name) ?? {
      ...{ customers: 0, least: 0, ofLevel: new Float64Array(levelError?.levels ?? 0) },
      expected: new CompensatedSum(),
      variance: new CompensatedSum(),
    };
    groups.set(name, group);
    group.least += Math.min(0, low.values[row]!);
    group.customers++;
    group.expected.add(value);
    group.variance.add(valueVariance[row]!);
    if (levelError !== undefined) group.ofLevel[levelError.level[row]!]! += value;
  }
  return groups;
}

function modelVariance(outcome: RevenueOutcome, value: number, ofLevel: Float64Array): number {
  const total = outcome.portfolio.expected.value ?? 0;
  if (outcome.levelError !== undefined) return outcome.levelError.varianceOf(ofLevel);
  return total > 0 ? outcome.estimationVariance * (value / total) ** 2 : 0;
}
