import { spearman } from '../../math/ranks.ts';
import type { CaseTable } from './cases.ts';

/** Whether the effort read from behaviour goes with what customers answered about the same case. */
export interface SurveyAgreement {
  readonly cases: number;
  readonly rho: number;
  readonly p: number;
}

/** Spearman over cases with both; null below three or without spread. */
export function surveyAgreement(table: CaseTable): SurveyAgreement | null {
  const [behaviour, answered]: [number[], number[]] = [[], []];
  for (const [c, answer] of table.surveys.effort.entries()) {
    const score = table.behaviourScore(c);
    if (Number.isNaN(score) || Number.isNaN(answer)) continue;
    behaviour.push(score);
    answered.push(answer);
  }
  const result = spearman(Float64Array.from(behaviour), Float64Array.from(answered));
  return result === null ? null : { cases: behaviour.length, ...result };
}
