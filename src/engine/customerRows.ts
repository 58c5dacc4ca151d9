import { type Figure, gradeAt, markAt, reasonAt, valueAt } from '../domain/figures.ts';
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
    let key = '';
    for (const { figure } of this.#figures) key += String.fromCharCode(markAt(figure, row));
    let pattern = this.#patterns.get(key);
    if (pattern === undefined) {
      pattern = this.#patternOf(row);
      this.#patterns.set(key, pattern);
    }
    return pattern;
  }

  #patternOf(row: number): { grades: Grades; reasons: Reasons } {
    const grades: [string, Grade][] = [];
    const reasons: [string, ReasonCode][] = [];
    for (const { path, figure } of this.#figures) {
      const reason = reasonAt(figure, row);
      if (reason === null) grades.push([path, gradeAt(figure, row)]);
      else reasons.push([path, reason]);
    }
    return { grades: Object.fromEntries(grades), reasons: Object.fromEntries(reasons) };
  }
}

/**
 * Rows by what is at stake, most first; unknown stakes stand before those of customers with nothing left to lose.
 * Ties by customer id in code-unit order, which is the order of rows.
 */
export function byStake(atStake: Figure): Int32Array {
  const stake = atStake.values.map((value) => (Number.isNaN(value) ? Number.MIN_VALUE : value));
  return Int32Array.from(stake.keys()).sort((a, b) => stake[b]! - stake[a]! || a - b);
}
