import type { Lifecycle } from '../../domain/features.ts';
import type { Figure } from '../../domain/figures.ts';

/** A figure of some of the customers. */
export function figureOf({ values, grade, reason }: Figure, rows: Int32Array): Figure {
  const bytes = (column: Uint8Array) => Uint8Array.from(rows, (row) => column[row]!);
  return {
    values: valuesOf(values, rows),
    grade: typeof grade === 'string' ? grade : bytes(grade),
    reason: reason === null || typeof reason === 'string' ? reason : bytes(reason),
  };
}

export function valuesOf(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!);
}

/** The lives of some of the customers. */
export function lifecycleOf(lifecycle: Lifecycle, rows: Int32Array): Lifecycle {
  const { status, startDay, endDay, tenureMonths, contracts } = lifecycle;
  const own = (column: Float64Array) => valuesOf(column, rows);
  return {
    ...lifecycle,
    status: Uint8Array.from(rows, (row) => status[row]!),
    startDay: valuesOf(startDay, rows),
    endDay: valuesOf(endDay, rows),
    tenureMonths: valuesOf(tenureMonths, rows),
    ...(contracts !== undefined && {
      contracts: {
        ...contracts,
        ownMonths: own(contracts.ownMonths),
        paidUntilDay: own(contracts.paidUntilDay),
        goneDay: own(contracts.goneDay),
      },
    }),
  };
}
