import type { TermTable } from '../../domain/explainReport.ts';
import { DAYS_PER_MONTH, DAYS_PER_YEAR } from '../../foundation/days.ts';
import { toUnits } from '../../foundation/money.ts';
import { columnsOf, from, inWords, overTerms, type Written } from './formula.ts';
import { discountTerm, type Explained } from './known.ts';
import type { TiltTerms } from './tiltFormulas.ts';

/** Month by month: who is still here as things are and with easier experience, and the margin that leaving takes. */
export interface LossTable {
  readonly monthlyMargin: number;
  readonly rows: readonly {
    readonly month: number;
    readonly now: number;
    readonly easy: number;
    readonly discount: number;
    readonly lostNow: number;
    readonly lostEasy: number;
  }[];
}

/** Null where no margin is known. */
export function lossTable({ analysis, customer }: Explained, tilt: TiltTerms | null): LossTable | null {
  const { horizonMonths, annualDiscountRate } = analysis.options;
  const monthlyMargin = toUnits(analysis.revenue.monthlyMargin.values[customer]!);
  if (Number.isNaN(monthlyMargin)) return null;
  const survival = (months: number) => analysis.revenue.survivalAt(customer, months);
  const months = Math.floor(horizonMonths);
  const [now, easy] = (['now', 'easy'] as const).map((which) => survivalPath(survival, months, tilt, which));
  const here = survival(0);
  const monthly = (1 + annualDiscountRate) ** (-DAYS_PER_MONTH / DAYS_PER_YEAR);
  const rows = Array.from({ length: months }, (_, i) => {
    const [month, discount] = [i + 1, monthly ** (i + 1)];
    const lost = (path: readonly number[]) => monthlyMargin * (here - path[i]!) * discount;
    return { month, now: now![i]!, easy: easy![i]!, discount, lostNow: lost(now!), lostEasy: lost(easy!) };
  });
  return { monthlyMargin, rows };
}

/** P(still here after each month) under a shift, in the way that the tilt goes. */
function survivalPath(
  survival: (months: number) => number,
  months: number,
  tilt: TiltTerms | null,
  which: 'now' | 'easy',
): number[] {
  const here = survival(0);
  if (tilt === null) return Array.from({ length: months }, (_, i) => survival(i + 1));
  if (tilt.byMonth !== null) {
    let still = here;
    return tilt.byMonth[which].rows.map((row) => {
      still *= row[2] as number;
      return still;
    });
  }
  const [kept, shift] = [tilt.kept.value, tilt.shift[which].value];
  const shifted = kept / (kept + (1 - kept) * Math.exp(shift));
  const power = kept > 0 && kept < 1 ? Math.log(shifted) / Math.log(kept) : 1;
  return Array.from({ length: months }, (_, i) => (here > 0 ? here * (survival(i + 1) / here) ** power : 0));
}

/** What is at stake, or what easier experience keeps of it, as a sum over the months. */
export function lossWords(explained: Explained, { monthlyMargin, rows }: LossTable, what: 'stake' | 'uplift'): Written {
  const m = from('formula')('m', monthlyMargin, 'money', 'margin a month while a customer');
  const d = discountTerm(explained);
  if (what === 'stake') {
    const table: TermTable = {
      columns: columnsOf(['month', 'count'], ['still here', 'share'], ['discounted by', 'share'], ['lost', 'money']),
      rows: rows.map(({ month, now, discount, lostNow }) => [month, now, discount, lostNow]),
    };
    return overTerms(inWords('Σ m × (S_0 − S(t)) × (1 + d)^(−t / 12) over the months t', m, d), table);
  }
  const table: TermTable = {
    columns: columnsOf(
      ['month', 'count'],
      ['still here', 'share'],
      ['if easy', 'share'],
      ['discounted by', 'share'],
      ['kept', 'money'],
    ),
    rows: rows.map(({ month, now, easy, discount, lostNow, lostEasy }) => [
      month,
      now,
      easy,
      discount,
      lostNow - lostEasy,
    ]),
  };
  return overTerms(inWords('Σ m × (S_easy(t) − S(t)) × (1 + d)^(−t / 12) over the months t', m, d), table);
}
