import { type Lifecycle, STATUS } from '../../domain/features.ts';
import type { Amount } from '../../domain/figures.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { DAYS_PER_MONTH } from '../../foundation/days.ts';
import { kaplanMeier, type SurvivalSample, survivalAt } from '../../math/kaplanMeier.ts';
import { unknownStaying } from '../unknownStaying.ts';
import { LEVEL } from './level.ts';

/** Share of customers who stay over the horizon from their start: Kaplan-Meier with its log-log interval. */
export function observedRetention(lifecycle: Lifecycle, options: ScoreOptions) {
  const sample = sampleOf(lifecycle, options);
  const none = (reason: Amount['reason']): Amount => ({ value: null, grade: 'modelled', reason });
  const unknown = (reason: Amount['reason']) => ({ rate: none(reason), low: none(reason), high: none(reason) });
  if (sample === null) return unknown(unknownStaying(lifecycle));
  const longest = sample.exit.reduce((most, exit) => Math.max(most, exit), 0);
  // A lapse is dated at the end of its window, so that a shorter horizon never sees one.
  const lapseMonths = (lifecycle.lapseWindowDays ?? 0) / DAYS_PER_MONTH;
  if (lapseMonths >= options.horizonMonths) return unknown('lapse_beyond_horizon');
  const { survival, low, high } = survivalAt(kaplanMeier(sample), options.horizonMonths, LEVEL);
  // Nobody was followed that long; where everybody left before, none need have been.
  if (longest < options.horizonMonths && survival > 0) return unknown('too_new');
  // Since when a snapshot's flag could be set is an assumption that decides the rate.
  const grade = lifecycle.snapshot && options.churnWindowMonths === null ? 'assumed' : 'modelled';
  const known = (value: number): Amount => ({ value, grade, reason: null });
  return { rate: known(survival), low: known(low), high: known(high) };
}

function sampleOf({ status, tenureMonths, snapshot }: Lifecycle, options: ScoreOptions): SurvivalSample | null {
  const rows = Int32Array.from(status.keys()).filter((i) => status[i] !== STATUS.unknown && tenureMonths[i]! >= 0);
  if (rows.length === 0) return null;
  const exit = Float64Array.from(rows, (i) => tenureMonths[i]!);
  const event = Uint8Array.from(rows, (i) => (status[i] === STATUS.active ? 0 : 1));
  const window = snapshot ? options.churnWindowMonths : null;
  if (window === null) return { exit, event };
  return { exit, event, entry: exit.map((tenure) => Math.max(0, tenure - window)) };
}
