import { GRADES, type Grade, REASON_CODES, type ReasonCode } from './grades.ts';

/**
 * One figure for every customer, as columns: a value (NaN where undefined), how it is graded, and why it is null.
 * Grade and reason are a single word where all customers share it.
 */
export interface Figure {
  readonly values: Float64Array;
  readonly grade: Grade | Uint8Array;
  readonly reason: ReasonCode | Uint8Array | null;
}

/** A single figure of the portfolio. */
export interface Amount {
  readonly value: number | null;
  readonly grade: Grade;
  readonly reason: ReasonCode | null;
}

export function valueAt(figure: Figure, row: number): number | null {
  const value = figure.values[row]!;
  return Number.isFinite(value) ? value : null;
}

export function gradeAt(figure: Figure, row: number): Grade {
  return typeof figure.grade === 'string' ? figure.grade : GRADES[figure.grade[row]!]!;
}

/** The reason a figure is null, or null where it has a value. Reason columns hold the code's place plus one. */
export function reasonAt(figure: Figure, row: number): ReasonCode | null {
  if (Number.isFinite(figure.values[row]!)) return null;
  if (typeof figure.reason === 'string') return figure.reason;
  const place = figure.reason?.[row] ?? 0;
  return place === 0 ? null : REASON_CODES[place - 1]!;
}

/** How many marks there are. */
export const MARKS = GRADES.length + REASON_CODES.length + 1;

/** Grade and reason in one small number: equal marks mean the same grade, or the same reason for being null. */
export function marksOf({ values, grade, reason }: Figure): (row: number) => number {
  const gradeMark = typeof grade === 'string' ? GRADES.indexOf(grade) : grade;
  const reasonMark = typeof reason === 'string' ? REASON_CODES.indexOf(reason) + 1 : (reason ?? 0);
  return (row) =>
    Number.isFinite(values[row]!)
      ? typeof gradeMark === 'number'
        ? gradeMark
        : gradeMark[row]!
      : GRADES.length + (typeof reasonMark === 'number' ? reasonMark : reasonMark[row]!);
}

/** Builds a figure customer by customer. */
export class FigureBuilder implements Figure {
  readonly values: Float64Array;
  readonly grade: Uint8Array;
  readonly reason: Uint8Array;

  constructor(customers: number) {
    this.values = new Float64Array(customers).fill(Number.NaN);
    this.grade = new Uint8Array(customers);
    this.reason = new Uint8Array(customers);
  }

  set(row: number, value: number, grade: Grade): void {
    this.values[row] = value;
    this.grade[row] = GRADES.indexOf(grade);
  }

  /** Leaves the value undefined and says why. */
  leave(row: number, reason: ReasonCode): void {
    this.values[row] = Number.NaN;
    this.reason[row] = REASON_CODES.indexOf(reason) + 1;
  }
}
