import type { EffortEvidence } from '../../domain/simulateReport.ts';
import type { Analysis } from '../analyse.ts';
import { estimatorsDisagree, noEvidence } from '../retention/measure.ts';
import { effectGrade, effortEstimate } from './effortEffect.ts';

const MEASURED_FROM = 0.5;

/** What anything that makes experience easier rests on here: these data, a published study, or nothing. */
export function effortEvidence(analysis: Analysis): EffortEvidence {
  const { measured, verdict } = analysis.retention;
  const estimate = effortEstimate(analysis);
  const weightOnData = estimate?.weightOnData ?? null;
  const told = (restsOn: EffortEvidence['restsOn'], words: string): EffortEvidence => ({
    ...{ restsOn, weightOnData },
    grade: estimate === null ? null : effectGrade(analysis, estimate),
    words: `${words} ${verdict}`,
  });
  if (estimatorsDisagree(measured)) return told('nothing', DISAGREE);
  if (weightOnData === null) return told('nothing', UNKNOWN);
  if (measured === null || weightOnData === 0) return told('assumption', STUDY_ALONE);
  if (noEvidence(measured)) return told('assumption', NO_EVIDENCE);
  if (weightOnData < MEASURED_FROM) return told('assumption', MORE_STUDY);
  return told('data', MEASURED);
}

const DISAGREE =
  'No effort scenario can be given: ways to estimate the effect differ by more than their errors. A scenario of retention=+POINTS states the effect outright.';
const UNKNOWN =
  'No effort scenario can be given: nothing says how effort and leaving go together here. A scenario of retention=+POINTS states the effect outright.';
const STUDY_ALONE =
  'Effort scenarios rest on an assumption: what effort does to leaving is a published study’s, not measured here.';
const NO_EVIDENCE =
  'Effort scenarios rest on an assumption: that effort drives customers away, for which these data give no evidence.';
const MORE_STUDY =
  'Effort scenarios rest on an assumption: what effort does to leaving is a published study’s more than these data’s.';
const MEASURED = 'Effort scenarios rest on what these data say of effort and leaving.';
