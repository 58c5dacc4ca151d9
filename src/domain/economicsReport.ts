import type { Economics } from './economics.ts';
import type { Assumption, Grades, Meta, Reasons, SCHEMA_VERSION, Warning } from './results.ts';

/** What `cx-roi economics` tells; names are a contract (docs/output.md). Money in currency units, rates as fractions. */
export interface EconomicsReport {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly meta: Meta;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
  readonly economics: Economics;
  /** By the paths within `economics`, but for the groups, which carry their own. */
  readonly grades: Grades;
  readonly reasons: Reasons;
}
