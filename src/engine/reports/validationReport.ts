import type { ContactStep, ValidationReport } from '../../domain/effortReport.ts';
import type { IsotonicStep } from '../../math/ranks.ts';
import type { Analysis } from '../analyse.ts';

/** How far effort tells who leaves, on the data alone; null where the two cannot be followed over time. */
export function validationReport({ retention }: Analysis): ValidationReport | null {
  if (retention.measured === null) return null;
  const { verdict, p, auc, trend, permutationP, calibration, lift, byContacts } = retention.measured.validation;
  return {
    ...{ verdict, p, permutationP, lift },
    auc: auc?.value ?? null,
    aucLow: auc?.interval.low ?? null,
    aucHigh: auc?.interval.high ?? null,
    trendP: trend?.p ?? null,
    surveyRho: null,
    surveyCases: null,
    brier: calibration?.brier ?? null,
    brierOfRate: calibration?.brierOfRate ?? null,
    calibration: calibration?.tenths ?? [],
    byContacts: byContacts.map(contactStep),
  };
}

export function contactStep({ from, to, trials, events, rate }: IsotonicStep): ContactStep {
  return { fromContacts: from, toContacts: to, atRisk: trials, left: events, rate };
}
