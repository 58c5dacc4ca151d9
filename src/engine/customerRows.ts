import { type Figure, gradeAt, reasonAt, valueAt } from '../domain/figures.ts';
import type { Grade, ReasonCode } from '../domain/grades.ts';
import type { Grades, Reasons } from '../domain/results.ts';

/** A figure's place in a customer's result and how its column is turned into the output's number. */
export interface PlacedFigure {
  readonly path: string;
  readonly figure: Figure;
  /** 100 for money in minor units, 1 for everything else. */
  readonly divisor: 1 | 100;
}

/** The value of one figure of one customer in the output's unit; null where undefined. */
export function outputAt({ figure, divisor }: PlacedFigure, row: number): number | null {
  const value = valueAt(figure, row);
  return value === null ? null : value / divisor;
}

/**
 * Grades and reasons of a customer, path by path. Customers share few patterns, so each pattern is one object:
 * a million customers do not make a million maps.
 */
export class GradeBook {
  readonly #figures: readonly PlacedFigure[];
  readonly #patterns = new Map<string, { readonly grades: Grades; readonly reasons: Reasons }>();

  constructor(figures: readonly PlacedFigure[]) {
    this.#figures = figures;
  }

  of(row: number): { readonly grades: Grades; readonly reasons: Reasons } {
    const marks = this.#figures.map(({ figure }) => reasonAt(figure, row) ?? `=${gradeAt(figure, row)}`);
    const key = marks.join();
    let pattern = this.#patterns.get(key);
    if (pattern === undefined) {
      pattern = this.#pattern(marks);
      this.#patterns.set(key, pattern);
    }
    return pattern;
  }

  #pattern(marks: readonly string[]): { grades: Grades; reasons: Reasons } {
    const grades: [string, Grade][] = [];
    const reasons: [string, ReasonCode][] = [];
    marks.forEach((mark, k) => {
      const { path } = this.#figures[k]!;
      if (mark.startsWith('=')) grades.push([path, mark.slice(1) as Grade]);
      else reasons.push([path, mark as ReasonCode]);
    });
    return { grades: Object.fromEntries(grades), reasons: Object.fromEntries(reasons) };
  }
}

/** Rows by what is at stake, most first, unknown last; ties by customer id in code-unit order. */
export function byStake(customerIds: readonly string[], atStake: Figure): Int32Array {
  const stake = atStake.values.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value));
  return Int32Array.from(customerIds.keys()).sort((a, b) => {
    const difference = stake[b]! - stake[a]!;
    // Two unknown stakes differ by NaN; the ids are sorted already, so rows compare like ids.
    return difference === 0 || Number.isNaN(difference) ? a - b : difference;
  });
}
