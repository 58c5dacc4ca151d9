import { type Lifecycle, STATUS } from '../domain/features.ts';
import type { Figure } from '../domain/figures.ts';
import type { Grade } from '../domain/grades.ts';
import type { ScoreOptions } from '../domain/options.ts';
import { OwnPaths } from './ownPaths.ts';
import type { Measured } from './retention/measure.ts';
import { type Lead, ownHazard } from './retention/ownHazard.ts';
import type { RevenueOutcome } from './revenue/outcome.ts';

/** How long single subscribers stay, by what is known of them beside their tenure. */
export interface OwnStaying {
  readonly paths: OwnPaths;
  readonly leads: readonly Lead[];
  readonly grade: Grade;
}

export interface OwnStayingInput {
  readonly lifecycle: Lifecycle;
  readonly options: ScoreOptions;
  /** Effort of every customer, NaN where unknown: those stay on the curve of all. */
  readonly effort: Figure;
  readonly revenue: Pick<RevenueOutcome, 'survivalAt' | 'curvePlace'>;
}

/**
 * Null where nothing but tenure tells customers apart: buyers, whose purchase model does it, and wherever the history does
 * not bear out that effort goes with leaving (METHODS 1 and 3). The published prior alone sets nobody apart.
 */
export function ownStaying(
  { lifecycle, options, effort, revenue }: OwnStayingInput,
  measured: Pick<Measured, 'leads' | 'strata'> | null,
): OwnStaying | null {
  const { survivalAt, curvePlace } = revenue;
  if (curvePlace === null || measured === null || measured.leads === null) return null;
  const { leads, oddsBeside, grade } = ownHazard(measured.leads, options);
  const rows = Int32Array.from(curvePlace.keys()).filter(
    (row) =>
      lifecycle.status[row] === STATUS.active && !Number.isNaN(effort.values[row]!) && !Number.isNaN(curvePlace[row]!),
  );
  if (rows.length === 0) return null;
  const paths = new OwnPaths({
    ...{ survivalAt, place: curvePlace, rows, oddsBeside },
    ...{ effort: effort.values, level: measured.strata.code },
  });
  return { paths, leads, grade };
}
