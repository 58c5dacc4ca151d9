import type { ScoreOptions } from '../../domain/options.ts';
import { type EffortByMonth, effortByMonth } from './bands.ts';
import type { CaseFacts } from './caseFacts.ts';
import { CaseTable } from './cases.ts';
import { CustomerScorer } from './customerScore.ts';
import type { Weighing } from './weights.ts';

/** A scored contact log, and the customer-months scored with it. */
export interface ScoredMonths {
  readonly cases: CaseTable;
  readonly scorer: CustomerScorer;
  readonly byMonth: EffortByMonth;
}

/** The same log and the same months as they would be scored with other weights. */
export function rescoredMonths(
  { effortWindowDays, effortHalfLifeDays }: Pick<ScoreOptions, 'effortWindowDays' | 'effortHalfLifeDays'>,
  facts: CaseFacts,
  { months, activity }: EffortByMonth,
  weighing: Weighing,
): ScoredMonths {
  const cases = new CaseTable(facts, weighing);
  const scorer = new CustomerScorer(cases, effortWindowDays, effortHalfLifeDays);
  return { cases, scorer, byMonth: effortByMonth(months, scorer, activity) };
}
