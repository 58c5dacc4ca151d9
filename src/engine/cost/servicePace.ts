import type { Lifecycle } from '../../domain/features.ts';
import { type Figure, gradeAt } from '../../domain/figures.ts';
import type { Grade } from '../../domain/grades.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { sumPresent } from '../../foundation/sums.ts';
import { weaker } from '../amounts.ts';

/** What serving a customer takes off the margin they bring. */
export interface ServicePace {
  /** A month, minor units; 0 where nothing is known, or the margin carries it already. */
  readonly monthlyMinor: Float64Array;
  /** Of all customers together, a month, minor units; 0 where nothing is known or taken off. */
  readonly sharedMinor: number;
  /** The weakest grade of what was taken off; `observed` where nothing was. */
  readonly grade: Grade;
}

/** So many months at everybody's pace stand beside a customer's own: a newcomer with one contact will not call every month. */
const SHARED_MONTHS = 12;

/**
 * Service goes on at the pace so far, each customer's own drawn to that of all: (c + 12·C/T)/(t + 12) with c the cost and t
 * the months of one customer, C and T of all.
 */
export function servicePace(service: Figure, { tenureMonths }: Lifecycle, options: ScoreOptions): ServicePace {
  const { values } = service;
  const monthlyMinor = new Float64Array(values.length);
  const rows = Int32Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]!) && tenureMonths[i]! >= 0);
  const totalOf = (column: Float64Array) => sumPresent(Float64Array.from(rows, (i) => column[i]!));
  const months = totalOf(tenureMonths);
  if (options.marginIncludesService || !(months > 0)) return { monthlyMinor, sharedMinor: 0, grade: 'observed' };
  const shared = totalOf(values) / months;
  let grade: Grade = 'observed';
  for (const i of rows) {
    monthlyMinor[i] = (values[i]! + SHARED_MONTHS * shared) / (tenureMonths[i]! + SHARED_MONTHS);
    grade = weaker(grade, gradeAt(service, i));
  }
  return { monthlyMinor, sharedMinor: shared, grade };
}
