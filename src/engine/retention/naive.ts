import { type LogHazardRatio, logHazardRatio } from '../../math/twoGroups.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import { bandOf, EFFORT } from '../effort/customerScore.ts';
import { Z } from './level.ts';

/**
 * The trap and the way out of it, side by side: customers who ever left low effort against those who never did, and the
 * same months told apart by effort at their start. Both are Cox log hazard ratios on months of tenure.
 */
export interface NaiveAndLagged {
  readonly naive: LogHazardRatio | null;
  readonly lagged: LogHazardRatio | null;
  /** The two are of opposite sign, and both clearly so (90%). */
  readonly contradict: boolean;
}

export function naiveAndLagged({ months, score }: EffortByMonth): NaiveAndLagged {
  const naive = new MonthCounts(months.month);
  const lagged = new MonthCounts(months.month);
  for (let i = 0; i + 1 < months.start.length; i++) {
    let ever = false;
    for (let row = months.start[i]!; row < months.start[i + 1]!; row++) ever ||= isRaised(score[row]!);
    for (let row = months.start[i]!; row < months.start[i + 1]!; row++) {
      if (Number.isNaN(score[row]!)) continue;
      naive.add(ever ? 1 : 0, months.month[row]!, months.event[row]!);
      lagged.add(isRaised(score[row]!) ? 1 : 0, months.month[row]!, months.event[row]!);
    }
  }
  const answers = { naive: naive.ratio(), lagged: lagged.ratio() };
  return { ...answers, contradict: signOf(answers.naive) * signOf(answers.lagged) < 0 };
}

function isRaised(score: number): boolean {
  return !Number.isNaN(score) && bandOf(score) !== EFFORT.low;
}

/** −1 or 1 where the interval excludes zero, else 0. */
function signOf(ratio: LogHazardRatio | null): number {
  if (ratio === null || Math.abs(ratio.value) <= Z * ratio.se) return 0;
  return Math.sign(ratio.value);
}

class MonthCounts {
  readonly #atRisk: readonly [Float64Array, Float64Array];
  readonly #events: readonly [Float64Array, Float64Array];

  constructor(month: Int32Array) {
    const months = month.reduce((most, value) => Math.max(most, value), -1) + 1;
    this.#atRisk = [new Float64Array(months), new Float64Array(months)];
    this.#events = [new Float64Array(months), new Float64Array(months)];
  }

  add(group: 0 | 1, month: number, event: number): void {
    this.#atRisk[group][month]!++;
    this.#events[group][month]! += event;
  }

  ratio(): LogHazardRatio | null {
    return logHazardRatio({ atRisk: this.#atRisk, events: this.#events });
  }
}
