import type { TermTable } from '../../domain/explainReport.ts';
import { DAYS_PER_MONTH, DAYS_PER_YEAR } from '../../foundation/days.ts';
import { toUnits } from '../../foundation/money.ts';
import {
  columnsOf,
  data,
  type FormulaBook,
  fitted,
  from,
  inWords,
  overTerms,
  type Term,
  type Written,
  written,
} from './formula.ts';
import { discountTerm, type Explained } from './known.ts';
import type { TiltTerms } from './tiltFormulas.ts';

/** Margin a month net of service, and month by month: who is still here as things are and with easier experience, and the margin that leaving takes. */
export interface LossTable {
  readonly margin: Term;
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
export function lossTable(book: FormulaBook, explained: Explained, tilt: TiltTerms | null): LossTable | null {
  const { analysis, customer } = explained;
  const { horizonMonths, annualDiscountRate } = analysis.options;
  const margin = netMargin(book, explained);
  if (margin === null) return null;
  const survival = (months: number) => analysis.revenue.survivalAt(customer, months);
  const months = Math.floor(horizonMonths);
  const [now, easy] = (['now', 'easy'] as const).map((which) => survivalPath(survival, months, tilt, which));
  const here = survival(0);
  const monthly = (1 + annualDiscountRate) ** (-DAYS_PER_MONTH / DAYS_PER_YEAR);
  const rows = Array.from({ length: months }, (_, i) => {
    const [month, discount] = [i + 1, monthly ** (i + 1)];
    const lost = (path: readonly number[]) => margin.value * (here - path[i]!) * discount;
    return { month, now: now![i]!, easy: easy![i]!, discount, lostNow: lost(now!), lostEasy: lost(easy!) };
  });
  return { margin, rows };
}

/** Margin a month less what serving them takes; null where no margin is known. */
function netMargin(book: FormulaBook, { analysis, customer, row }: Explained): Term | null {
  const { revenue, servicePace: pace, lifecycle } = analysis;
  const gross = toUnits(revenue.monthlyMargin.values[customer]!);
  if (Number.isNaN(gross)) return null;
  const m = from('formula')('m', gross, 'money', 'margin a month while a customer');
  const monthly = toUnits(pace.monthlyMinor[customer]!);
  if (monthly === 0 || row.cost.service === null) return m;
  const service = from('formula')('service', row.cost.service, 'money', 'cost of serving so far');
  const all = fitted('c', toUnits(pace.sharedMinor), 'money', 'cost of serving a customer a month, of all');
  const tenure = data('t', lifecycle.tenureMonths[customer]!, 'months', 'months as a customer so far');
  const own = book.step(
    ['s', 'cost of serving a month, drawn to that of all'],
    { value: monthly, unit: 'money' },
    written`(${service} + 12 × ${all}) / (${tenure} + 12)`,
  );
  const net = { value: gross - monthly, unit: 'money' } as const;
  return book.step(['m_net', 'margin a month less the service it takes'], net, written`${m} − ${own}`);
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
export function lossWords(explained: Explained, { margin, rows }: LossTable, what: 'stake' | 'uplift'): Written {
  const d = discountTerm(explained);
  if (what === 'stake') {
    const table: TermTable = {
      columns: columnsOf(['month', 'count'], ['still here', 'share'], ['discounted by', 'share'], ['lost', 'money']),
      rows: rows.map(({ month, now, discount, lostNow }) => [month, now, discount, lostNow]),
    };
    return overTerms(
      inWords(`Σ ${margin.symbol} × (S_0 − S(k)) × (1 + d)^(−k / 12) over the months k`, margin, d),
      table,
    );
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
  return overTerms(
    inWords(`Σ ${margin.symbol} × (S_easy(k) − S(k)) × (1 + d)^(−k / 12) over the months k`, margin, d),
    table,
  );
}
