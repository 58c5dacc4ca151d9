import type { Figure } from '../../domain/figures.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import { EFFORT_STATUSES } from '../../domain/results.ts';
import { UNSCORED } from './customerScore.ts';
import type { EffortInput, EffortOutcome } from './outcome.ts';
import { reportSurveys } from './surveyReport.ts';
import { publishedWeighing } from './weights.ts';

/** Features count contacts; which case they belong to, and how it went, only the contacts say. */
export function effortNotCarried(input: EffortInput, values: Float64Array): EffortOutcome {
  return { ...effortUnknown(input, 'not_in_features'), contacts: { values, grade: 'observed', reason: null } };
}

export function effortUnknown(input: EffortInput, reason: ReasonCode): EffortOutcome {
  const n = input.dataset.customerIds.length;
  const asOfDay = input.lifecycle.asOfDay ?? Number.POSITIVE_INFINITY;
  const surveys = reportSurveys(input, asOfDay);
  const unknown: Figure = { values: new Float64Array(n).fill(Number.NaN), grade: 'assumed', reason };
  return {
    score: unknown,
    cases: unknown,
    contacts: unknown,
    coverage: unknown,
    status: new Uint8Array(n).fill(UNSCORED),
    surveyMean: surveys.surveyMean,
    mean: { value: null, grade: 'assumed', reason },
    counts: null,
    byMonth: null,
    verdictMonths: null,
    weighing: publishedWeighing(),
    log: null,
    bands: EFFORT_STATUSES.map((status) => ({
      status,
      customers: 0,
      customerMonths: null,
      churned: null,
      monthlyChurnRate: null,
      rateLow: null,
      rateHigh: null,
    })),
    endsUnresolved: () => false,
    receipts: () => [],
    model: { source: null, reason, ...surveys.model },
    assumptions: [],
    warnings: surveys.warnings,
  };
}
