import { type Figure, gradeAt, MARKS, marksOf, reasonAt, valueAt } from '../domain/figures.ts';
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

interface Pattern {
  readonly grades: Grades;
  readonly reasons: Reasons;
}

/**
 * Grades and reasons of a customer, path by path. Customers share few patterns, so each pattern is one object: a
 * million customers do not make a million maps. Patterns are the leaves of a tree with a level a figure.
 */
export class GradeBook {
  readonly #figures: readonly PlacedFigure[];
  readonly #marks: readonly ((row: number) => number)[];
  /** Place of the next node for each mark, 0 where there is none yet; on the last level places in `#patterns`. */
  readonly #tree: number[] = new Array(MARKS).fill(0);
  readonly #patterns: Pattern[] = [];

  constructor(figures: readonly PlacedFigure[]) {
    this.#figures = figures;
    this.#marks = figures.map(({ figure }) => marksOf(figure));
  }

  of(row: number): Pattern {
    const tree = this.#tree;
    const last = this.#marks.length - 1;
    let node = 0;
    for (let level = 0; level < last; level++) {
      const branch = node + this.#marks[level]!(row);
      node = tree[branch]! || this.#grow(branch);
    }
    const leaf = node + this.#marks[last]!(row);
    if (tree[leaf] === 0) tree[leaf] = this.#patterns.push(this.#patternOf(row));
    return this.#patterns[tree[leaf]! - 1]!;
  }

  #grow(branch: number): number {
    const node = this.#tree.length;
    for (let mark = 0; mark < MARKS; mark++) this.#tree.push(0);
    this.#tree[branch] = node;
    return node;
  }

  #patternOf(row: number): Pattern {
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
