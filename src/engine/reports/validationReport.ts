import type { ContactStep, ValidationReport } from '../../domain/effortReport.ts';
import type { IsotonicStep } from '../../math/ranks.ts';
import type { Analysis } from '../analyse.ts';
import { surveyAgreement } from '../effort/surveyAgreement.ts';
import type { SnapshotAssociation } from '../retention/snapshotAssociation.ts';

/** How far effort tells who leaves, on the data alone; null where the two cannot be followed over time. */
export function validationReport({ effort, retention }: Analysis): ValidationReport | null {
  if (retention.measured === null) return associationReport(retention.association);
  const agreement = effort.log === null ? null : surveyAgreement(effort.log.cases);
  const { verdict, p, auc, trend, permutationP, calibration, lift, byContacts } = retention.measured.validation;
  return {
    ...{ verdict, p, permutationP, lift },
    onPublishedWeights: retention.measured.judgedOnPublished,
    auc: auc?.value ?? null,
    aucLow: auc?.interval.low ?? null,
    aucHigh: auc?.interval.high ?? null,
    trendP: trend?.p ?? null,
    surveyRho: agreement?.rho ?? null,
    surveyCases: agreement?.cases ?? null,
    brier: calibration?.brier ?? null,
    brierOfRate: calibration?.brierOfRate ?? null,
    calibration: calibration?.tenths ?? [],
    byContacts: byContacts.map(contactStep),
  };
}

/** A snapshot's part of it: an association, whatever it is called elsewhere. */
function associationReport(association: SnapshotAssociation | null): ValidationReport | null {
  if (association === null) return null;
  const { p, auc, byContacts } = association;
  return {
    ...{ verdict: 'association', onPublishedWeights: false, p, permutationP: null, lift: [] },
    auc: auc?.value ?? null,
    aucLow: auc?.interval.low ?? null,
    aucHigh: auc?.interval.high ?? null,
    ...{ trendP: null, surveyRho: null, surveyCases: null, brier: null, brierOfRate: null, calibration: [] },
    byContacts: byContacts.map(contactStep),
  };
}

export function contactStep({ from, to, trials, events, rate }: IsotonicStep): ContactStep {
  return { fromContacts: from, toContacts: to, atRisk: trials, left: events, rate };
}
