import type { AlertsReport } from './alertsReport.ts';
import type { EffortArising } from './effortReport.ts';
import type { ScoreResult } from './results.ts';
import type { SaveListReport } from './saveListReport.ts';
import type { SimulateFindings } from './simulateReport.ts';
import type { UpliftFindings } from './upliftReport.ts';

/** What `cx-roi report` tells: every report of one analysis, for one page. */
export interface Overview {
  /** With as many customers as the page shows, most at stake first. */
  readonly score: ScoreResult;
  readonly effort: EffortArising;
  readonly uplift: UpliftFindings;
  /** Null where no programme is known and no scenario was asked for. */
  readonly simulate: SimulateFindings | null;
  /** With as many customers as the page shows. */
  readonly saveList: Pick<SaveListReport, 'saveList' | 'customers'>;
  readonly alerts: Pick<AlertsReport, 'summary' | 'alerts'>;
  /** How many alerts of each group the page shows. */
  readonly alertsShown: number;
}
