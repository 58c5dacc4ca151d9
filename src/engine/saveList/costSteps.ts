import type { CostStep } from '../../domain/saveListReport.ts';
import { toUnits } from '../../foundation/money.ts';
import { CompensatedSum } from '../../foundation/sums.ts';

const MOST_STEPS = 9;

/**
 * What calling would bring if a call cost 1, 2, 5, 10, …: everyone worth more than that is called. The largest costs
 * at which anybody is left, at most nine of them.
 */
export function costSteps(valueMinor: Float64Array): readonly CostStep[] {
  const values = valueMinor.filter((value) => value > 0).sort();
  const most = values.at(-1) ?? 0;
  const steps: CostStep[] = [];
  for (const costMinor of series(most)) {
    const worthwhile = values.filter((value) => value > costMinor);
    const sum = new CompensatedSum();
    for (const value of worthwhile) sum.add(value);
    const customers = worthwhile.length;
    const net = toUnits(sum.value - customers * costMinor);
    steps.push({ cost: toUnits(costMinor), customers, upliftValue: toUnits(sum.value), net });
  }
  return steps.slice(-MOST_STEPS);
}

/** 1, 2, 5, 10, 20, 50, … minor units below a limit. */
function* series(limitMinor: number): Iterable<number> {
  for (let power = 1; power < limitMinor; power *= 10) {
    for (const digit of [1, 2, 5]) if (digit * power < limitMinor) yield digit * power;
  }
}
