import { STATUS } from '../domain/features.ts';
import { type Amount, type Figure, FigureBuilder, gradeAt, reasonAt } from '../domain/figures.ts';
import { type Grade, REASON_CODES, type ReasonCode } from '../domain/grades.ts';
import { sumPresent } from '../foundation/sums.ts';

/** Small words for the arithmetic of graded figures. */

export function known(value: number, grade: Grade): Amount {
  return { value, grade, reason: null };
}

export function unknown(reason: ReasonCode): Amount {
  return { value: null, grade: 'observed', reason };
}

/** a / b with the weaker of both grades; the first unknown's reason where one is unknown. */
export function quotient(a: Amount, b: Amount): Amount {
  if (a.value === null) return a;
  if (b.value === null) return b;
  if (b.value === 0) return unknown('zero_denominator');
  return known(a.value / b.value, weaker(a.grade, b.grade));
}

const STRENGTH: Record<Grade, number> = { observed: 0, modelled: 1, blended: 2, assumed: 3 };

/** The grade that promises less. */
export function weaker(a: Grade, b: Grade): Grade {
  return STRENGTH[a] >= STRENGTH[b] ? a : b;
}

/** Total over customers with a value, graded by the weakest of them; unknown with the reason of most when none has. */
export function total(figure: Figure, otherwise: ReasonCode): Amount {
  const rows = presentRows(figure);
  if (rows.length === 0) return unknown(commonestReason(figure) ?? otherwise);
  return known(sumPresent(figure.values), weakest(figure, rows));
}

/** The same, but unknown where only customers who left have a value: their nothing says nothing of the others. */
export function totalOfPresent(figure: Figure, status: Uint8Array, otherwise: ReasonCode): Amount {
  const here = (row: number) => status[row] !== STATUS.churned && status[row] !== STATUS.lapsed;
  const someoneKnown = figure.values.some((value, row) => here(row) && !Number.isNaN(value));
  if (someoneKnown || !status.some((_, row) => here(row))) return total(figure, otherwise);
  return unknown(reasonOfPresent(figure, status) ?? otherwise);
}

/** Why most of those who are here have no value; of customers nobody knows to be here only where nobody is. */
export function reasonOfPresent(figure: Figure, status: Uint8Array): ReasonCode | null {
  return (
    commonestReason(figure, (row) => status[row] === STATUS.active) ??
    commonestReason(figure, (row) => status[row] === STATUS.unknown) ??
    commonestReason(figure)
  );
}

/** Why most customers without a value have none; of equally many the first of the catalogue, null where all have one. */
export function commonestReason(figure: Figure, counts: (row: number) => boolean = () => true): ReasonCode | null {
  const customers = new Map<ReasonCode, number>();
  for (let row = 0; row < figure.values.length; row++) {
    const reason = counts(row) ? reasonAt(figure, row) : null;
    if (reason !== null) customers.set(reason, (customers.get(reason) ?? 0) + 1);
  }
  const most = Math.max(...customers.values());
  return REASON_CODES.find((reason) => customers.get(reason) === most) ?? null;
}

/** Mean over customers with a value. */
export function mean(figure: Figure, otherwise: ReasonCode): Amount {
  const sum = total(figure, otherwise);
  return sum.value === null ? sum : known(sum.value / presentRows(figure).length, sum.grade);
}

function presentRows(figure: Figure): number[] {
  const rows: number[] = [];
  for (let i = 0; i < figure.values.length; i++) if (!Number.isNaN(figure.values[i]!)) rows.push(i);
  return rows;
}

function weakest(figure: Figure, rows: readonly number[]): Grade {
  return rows.reduce<Grade>((grade, row) => weaker(grade, gradeAt(figure, row)), 'observed');
}

/** The figure with each grade the weaker of its own and the other's. */
export function weakenedBy(other: Figure, figure: Figure): Figure {
  return forEachCustomer(figure.values.length, (row, weakened) => {
    const reason = reasonAt(figure, row);
    if (reason !== null) weakened.leave(row, reason);
    else if (Number.isNaN(other.values[row]!)) weakened.set(row, figure.values[row]!, gradeAt(figure, row));
    else weakened.set(row, figure.values[row]!, weaker(gradeAt(figure, row), gradeAt(other, row)));
  });
}

/** A figure worked out customer by customer. */
export function forEachCustomer(customers: number, work: (row: number, figure: FigureBuilder) => void): Figure {
  const figure = new FigureBuilder(customers);
  for (let row = 0; row < customers; row++) work(row, figure);
  return figure;
}
