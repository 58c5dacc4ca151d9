import type { Amount } from '../domain/figures.ts';
import type { Grade, ReasonCode } from '../domain/grades.ts';
import { toUnits } from '../foundation/money.ts';

/** Writes amounts into a result while noting the grade of each, or why it is null. */
export class AmountBook {
  readonly grades: Record<string, Grade> = {};
  readonly reasons: Record<string, ReasonCode> = {};

  plain(path: string, { value, grade, reason }: Amount): number | null {
    if (value === null) this.reasons[path] = reason ?? 'no_value';
    else this.grades[path] = grade;
    return value;
  }

  money(path: string, amount: Amount): number | null {
    const value = this.plain(path, amount);
    return value === null ? null : toUnits(value);
  }
}
