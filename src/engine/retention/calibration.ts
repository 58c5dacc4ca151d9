import type { EffortByMonth } from '../effort/bands.ts';
import { designRow, EFFORT_COEFFICIENT, type HazardModel, hazardAt, scoredRows } from './hazard.ts';
import type { Strata } from './strata.ts';

/** How predicted chances of leaving in a month compare with what happened. */
export interface Calibration {
  /** Mean squared error of the predicted chance, and of giving everyone the overall rate. */
  readonly brier: number;
  readonly brierOfRate: number;
  /** Tenths of the customer-months by predicted chance, from the safest. */
  readonly tenths: readonly { readonly rows: number; readonly predicted: number; readonly observed: number }[];
}

const GROUPS = 10;

export function calibrate(model: HazardModel, byMonth: EffortByMonth, strata: Strata): Calibration | null {
  if (model.own === null) return null;
  const { months, score } = byMonth;
  const rows = scoredRows(score);
  const x = new Float64Array(model.coefficients.length);
  const predicted = new Float64Array(rows.length);
  const event = new Uint8Array(rows.length);
  let [brier, events] = [0, 0];
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    designRow(x, byMonth, row, strata.code[months.customer[row]!]!);
    x[EFFORT_COEFFICIENT] = score[row]! / 100;
    predicted[k] = hazardAt(model.coefficients, x);
    brier += (predicted[k]! - months.event[row]!) ** 2;
    event[k] = months.event[row]!;
    events += event[k]!;
  }
  const rate = events / rows.length;
  return {
    brier: brier / rows.length,
    brierOfRate: rate * (1 - rate),
    tenths: tenthsOf(
      predicted,
      Uint8Array.from(rows, (row) => months.event[row]!),
    ),
  };
}

/** Groups by cut points of the predictions, so that equal predictions stay together whatever the order of rows. */
function tenthsOf(predicted: Float64Array, event: Uint8Array): Calibration['tenths'] {
  const sorted = predicted.slice().sort();
  const cuts = Array.from({ length: GROUPS - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / GROUPS)]!);
  const groups = Array.from({ length: GROUPS }, () => ({ rows: 0, predicted: 0, observed: 0 }));
  for (let i = 0; i < predicted.length; i++) {
    let place = 0;
    while (place < cuts.length && predicted[i]! >= cuts[place]!) place++;
    const group = groups[place]!;
    group.rows++;
    group.predicted += predicted[i]!;
    group.observed += event[i]!;
  }
  return groups
    .filter(({ rows }) => rows > 0)
    .map((group) => ({
      rows: group.rows,
      predicted: group.predicted / group.rows,
      observed: group.observed / group.rows,
    }));
}
