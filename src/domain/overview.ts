import type { EffortFindings } from './effortReport.ts';
import type { ScoreResult } from './results.ts';
import type { UpliftFindings } from './upliftReport.ts';

/** What `cx-roi report` tells: every report of one analysis, for one page. */
export interface Overview {
  /** With as many customers as the page shows, most at stake first. */
  readonly score: ScoreResult;
  readonly effort: EffortFindings;
  readonly uplift: UpliftFindings;
}
