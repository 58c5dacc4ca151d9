import { ColumnBuilder } from '../../domain/columns.ts';

/** Levels are taken on days whose number is a multiple of this. */
const STEP_DAYS = 30;
/** A year of levels, and the newest, which is no past yet. */
const LEVELS = 13;
const NEVER = Number.NaN;

/**
 * A customer's effort at the end of each stretch of 30 days of the last year: the past that a spike is held against. The
 * newest level does not count as past: what began before it may still go on.
 */
export class EffortLevels {
  /** Day of the next level to take; NaN before the first is due. */
  readonly #nextDay = new ColumnBuilder(Float64Array, NEVER);
  readonly #taken = new ColumnBuilder(Uint8Array, 0);
  readonly #levels = new ColumnBuilder(Float32Array, 0);

  /** Levels of a customer are taken from a day on, but for those that would be pushed out again by a later day. */
  begin(row: number, fromDay: number, laterDay = Number.NEGATIVE_INFINITY): void {
    const firstDay = Math.max(fromDay, laterDay - LEVELS * STEP_DAYS);
    this.#nextDay.set(row, STEP_DAYS * Math.ceil(firstDay / STEP_DAYS));
  }

  /** Takes the levels that are due by a day; `effortOn` is asked for effort at the start of a day, nothing of it known. */
  advance(row: number, day: number, effortOn: (day: number) => number): void {
    let due = this.#nextDay.get(row);
    if (!(due <= day)) return;
    // Levels older than a year would be pushed out again at once.
    const skipped = Math.floor((day - due) / STEP_DAYS) - LEVELS;
    if (skipped > 0) due += skipped * STEP_DAYS;
    for (; due <= day; due += STEP_DAYS) {
      this.#levels.set(placeOf(row, due), effortOn(due));
      this.#taken.set(row, Math.min(LEVELS, this.#taken.get(row) + 1));
    }
    this.#nextDay.set(row, due);
  }

  /** How many past levels there are, at most twelve. */
  pastCount(row: number): number {
    return Math.max(0, this.#taken.get(row) - 1);
  }

  /** The highest of them; unscorable ones aside. */
  highestPast(row: number): number {
    const newest = this.#nextDay.get(row) - STEP_DAYS;
    let highest = 0;
    for (let back = 1; back < this.#taken.get(row); back++) {
      const level = this.#levels.get(placeOf(row, newest - back * STEP_DAYS));
      if (level > highest) highest = level;
    }
    return highest;
  }

  /** Forgets a customer. */
  clear(row: number): void {
    this.#nextDay.clear(row);
    this.#taken.clear(row);
  }
}

/** A level's place: that of the one it pushes out. */
function placeOf(row: number, dueDay: number): number {
  const step = (dueDay / STEP_DAYS) % LEVELS;
  return row * LEVELS + (step < 0 ? step + LEVELS : step);
}
