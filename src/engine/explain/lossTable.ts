import type { TermTable } from '../../domain/explainReport.ts';
import { toUnits } from '../../foundation/money.ts';
import { paymentsOver, shareEarned, type Timing } from '../horizon.ts';
import { tiltedSurvival } from '../retention/tilt.ts';
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

/**
 * Margin a month net of service, and payment by payment: who is still here as things are and with easier experience, and
 * the margin that leaving takes.
 */
export interface LossTable {
  readonly margin: Term;
  readonly timing: Timing;
  readonly rows: readonly {
    readonly month: number;
    readonly now: number;
    readonly easy: number;
    readonly discount: number;
    readonly lostNow: number;
    readonly lostEasy: number;
  }[];
}

/** P(still here) today and after each month, as things are and with easier experience. */
export type StayPath = (which: 'now' | 'easy') => ArrayLike<number>;

/** Null where no margin is known. */
export function lossTable(book: FormulaBook, explained: Explained, pathOf: StayPath): LossTable | null {
  const { analysis, customer } = explained;
  const margin = netMargin(book, explained);
  if (margin === null) return null;
  const { timing, discounts } = paymentsOver(analysis.lifecycle, analysis.options);
  const here = analysis.revenue.survivalAt(customer, 0);
  const paid = (which: 'now' | 'easy') => {
    const path = pathOf(which);
    return Array.from(discounts, (_, k) => shareEarned(timing, path[k]!, path[k + 1]!));
  };
  const [now, easy] = [paid('now'), paid('easy')];
  const lost = (share: number, k: number) => margin.value * (here - share) * discounts[k]!;
  const rows = Array.from(discounts, (discount, k) => ({
    ...{ month: k, now: now[k]!, easy: easy[k]!, discount },
    ...{ lostNow: lost(now[k]!, k), lostEasy: lost(easy[k]!, k) },
  }));
  return { margin, timing, rows };
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

/** The forecast's own survival under the shifts, in the way that the tilt goes. */
export function tiltedStay({ analysis, customer }: Explained, tilt: TiltTerms | null): StayPath {
  const survival = (months: number) => analysis.revenue.survivalAt(customer, months);
  const months = paymentsOver(analysis.lifecycle, analysis.options).discounts.length;
  const over = tilt?.byMonth == null ? 'horizon' : 'month';
  return (which) => {
    const after = tilt === null ? survival : tiltedSurvival(survival, over, tilt.shift[which].value, tilt.horizon);
    return [survival(0), ...Array.from({ length: months }, (_, k) => after(k + 1))];
  };
}

/** What is at stake, or what easier experience keeps of it, as a sum over the payments. */
export function lossWords(
  explained: Explained,
  { margin, timing, rows }: LossTable,
  what: 'stake' | 'uplift',
): Written {
  const d = discountTerm(explained);
  const [months, when] =
    timing === 'advance'
      ? ['k', 'over the payments k months from now']
      : ['(k + ½)', 'over the months k, S in the middle'];
  const discounted = `× (1 + d)^(−${months} / 12) ${when}`;
  if (what === 'stake') {
    const table: TermTable = {
      columns: columnsOf(['month', 'count'], ['still here', 'share'], ['discounted by', 'share'], ['lost', 'money']),
      rows: rows.map(({ month, now, discount, lostNow }) => [month, now, discount, lostNow]),
    };
    return overTerms(inWords(`Σ ${margin.symbol} × (S_0 − S(k)) ${discounted}`, margin, d), table);
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
  return overTerms(inWords(`Σ ${margin.symbol} × (S_easy(k) − S(k)) ${discounted}`, margin, d), table);
}
