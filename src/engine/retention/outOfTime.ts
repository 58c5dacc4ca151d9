import type { BinaryData } from '../../math/binaryFit.ts';
import { fitSteady } from '../../math/steadyFit.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import { LEARNING_SHARE } from '../heldBack.ts';
import { hazardData, scoredRows } from './hazard.ts';
import type { Strata } from './strata.ts';

/** Customer-months before and from a day on. */
export interface TimeSplit {
  readonly earlier: BinaryData;
  readonly later: BinaryData;
}

/** The first day of the months that are held back. */
export function cutDayOf({ months, score }: EffortByMonth): number {
  const days = Int32Array.from(scoredRows(score), (row) => months.startDay[row]!).sort();
  return days[Math.floor(LEARNING_SHARE * days.length)] ?? 0;
}

/** Scored customer-months as a design (one row each), cut at a day. */
export function splitAt(data: BinaryData, { months, score }: EffortByMonth, cutDay: number): TimeSplit {
  const rows = scoredRows(score);
  const part = (isEarlier: boolean): BinaryData => {
    const places = Int32Array.from(rows.keys()).filter((k) => months.startDay[rows[k]!]! < cutDay === isEarlier);
    return {
      names: data.names,
      columns: data.columns.map((column) => Float64Array.from(places, (k) => column[k]!)),
      outcome: Uint8Array.from(places, (k) => data.outcome[k]!),
      cluster: Int32Array.from(places, (k) => data.cluster![k]!),
    };
  };
  return { earlier: part(true), later: part(false) };
}

/** Log-loss of each later month by the hazard model fitted to the earlier ones, with its customer. */
export interface LaterLosses {
  readonly loss: Float64Array;
  readonly cluster: Int32Array;
}

/** Null where the model cannot be fitted, or nothing comes later. */
export function laterLosses(byMonth: EffortByMonth, strata: Strata, cutDay: number): LaterLosses | null {
  const { earlier, later } = splitAt(hazardData(byMonth, strata), byMonth, cutDay);
  const { fit } = fitSteady(earlier);
  if (fit.trouble !== null || later.outcome.length === 0) return null;
  return { loss: logLosses(fit.coefficients, later), cluster: later.cluster! };
}

/** Log-loss of each row by a model of its columns. */
export function logLosses(coefficients: Float64Array, { columns, outcome }: BinaryData): Float64Array {
  return Float64Array.from(outcome, (left, i) => {
    let eta = coefficients[0]!;
    for (let k = 0; k < columns.length; k++) eta += coefficients[k + 1]! * columns[k]![i]!;
    return left === 1 ? softplus(-eta) : softplus(eta);
  });
}

function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}
