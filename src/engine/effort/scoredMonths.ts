import { type EffortByMonth, effortByMonth } from './bands.ts';
import { CaseTable } from './cases.ts';
import { CustomerScorer } from './customerScore.ts';
import type { EffortInput } from './outcome.ts';
import type { Weighing } from './weights.ts';

/** A scored contact log, and the customer-months scored with it. */
export interface ScoredMonths {
  readonly cases: CaseTable;
  readonly scorer: CustomerScorer;
  readonly byMonth: EffortByMonth;
}

/** The same log and the same months as they would be scored with other weights. */
export function rescoredMonths(
  { dataset, grouping, options }: EffortInput,
  { months, activity }: EffortByMonth,
  weighing: Weighing,
): ScoredMonths {
  const scale = options.cesScale ?? dataset.facts.cesScale;
  const { caseWindowDays, effortWindowDays, effortHalfLifeDays } = options;
  const cases = new CaseTable(dataset, grouping, { asOfDay: months.asOfDay, caseWindowDays, scale, weighing });
  const scorer = new CustomerScorer(cases, effortWindowDays, effortHalfLifeDays);
  return { cases, scorer, byMonth: effortByMonth(months, scorer, activity) };
}
