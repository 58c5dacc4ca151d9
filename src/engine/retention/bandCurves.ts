import { EFFORT_STATUSES, type EffortStatus } from '../../domain/results.ts';
import { type LogRank, logRank } from '../../math/logRank.ts';
import { restrictedMean } from '../../math/restrictedMean.ts';
import type { EffortByMonth } from '../effort/bands.ts';

interface BandCurve {
  readonly status: EffortStatus;
  /** Product-limit survival at the horizon of someone who stayed in this band; null where nobody was at risk long enough. */
  readonly survival: number | null;
  /** Mean months within the horizon, with its error; null with fewer than two leavers. */
  readonly meanMonths: number | null;
  readonly meanMonthsSe: number | null;
}

export interface BandCurves {
  /** Month of tenure from which the curves run: the first in which every band that ever occurs was at risk. */
  readonly fromMonth: number;
  readonly bands: readonly BandCurve[];
  readonly logRank: LogRank | null;
}

/**
 * Kaplan-Meier by effort band where customers change bands from month to month (Simon & Makuch 1984): at risk in a month
 * of tenure are those in the band at its start.
 */
export function bandCurves({ months, status }: EffortByMonth, horizonMonths: number): BandCurves {
  const { monthsPerRow } = months;
  const rowOf = (month: number) => Math.floor(month / monthsPerRow);
  const length = rowOf(months.month.reduce((most, month) => Math.max(most, month), -monthsPerRow)) + 1;
  const atRisk = EFFORT_STATUSES.map(() => new Float64Array(length));
  const events = EFFORT_STATUSES.map(() => new Float64Array(length));
  for (let row = 0; row < months.rows; row++) {
    const band = status[row]!;
    if (band >= EFFORT_STATUSES.length) continue;
    atRisk[band]![rowOf(months.month[row]!)]!++;
    events[band]![rowOf(months.month[row]!)]! += months.event[row]!;
  }
  const occurring = atRisk.filter((counts) => counts.some((count) => count > 0));
  const first = atRisk[0]!.findIndex((_, month) => occurring.every((counts) => counts[month]! > 0));
  const from = Math.max(0, first);
  const bands = EFFORT_STATUSES.map((name, band) =>
    curveOf(
      name,
      { atRisk: atRisk[band]!.subarray(from), events: events[band]!.subarray(from) },
      horizonMonths / monthsPerRow,
    ),
  );
  const inMonths = bands.map((curve) => ({
    ...curve,
    meanMonths: curve.meanMonths === null ? null : curve.meanMonths * monthsPerRow,
    meanMonthsSe: curve.meanMonthsSe === null ? null : curve.meanMonthsSe * monthsPerRow,
  }));
  return { fromMonth: from * monthsPerRow, bands: inMonths, logRank: logRank({ atRisk, events }) };
}

interface BandCounts {
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
}

/** The horizon in rows, a part of one where it ends inside; means are in rows too. */
function curveOf(status: EffortStatus, { atRisk, events }: BandCounts, horizon: number): BandCurve {
  const rows = Math.ceil(horizon);
  const seen = atRisk.length >= rows && atRisk.subarray(0, rows).every((count) => count > 0);
  if (!seen) return { status, survival: null, meanMonths: null, meanMonthsSe: null };
  const curve = {
    time: atRisk.map((_, month) => month + 1),
    atRisk,
    events,
    survival: runningProduct(atRisk, events),
  };
  const { mean, se } = restrictedMean(curve, horizon);
  const [before, after] = [curve.survival[rows - 2] ?? 1, curve.survival[rows - 1]!];
  const part = horizon - (rows - 1);
  // Greenwood's error is nothing where nobody left, which is not how sure one is.
  const left = events.subarray(0, rows).reduce((sum, count) => sum + count, 0);
  return {
    status,
    survival: before > 0 ? before * (after / before) ** part : 0,
    meanMonths: mean,
    meanMonthsSe: left < 2 ? null : se,
  };
}

function runningProduct(atRisk: Float64Array, events: Float64Array): Float64Array {
  let survival = 1;
  return atRisk.map((count, month) => {
    if (count > 0) survival *= 1 - events[month]! / count;
    return survival;
  });
}
