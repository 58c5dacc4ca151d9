import type { TermTable } from '../../domain/explainReport.ts';
import { DEFAULT_OPTIONS } from '../../domain/options.ts';
import { paymentsOver } from '../horizon.ts';
import { Z } from '../retention/level.ts';
import { tiltedPath } from '../retention/tilt.ts';
import { assumed, columnsOf, data, type FormulaBook, fitted, from, option, type Term, written } from './formula.ts';
import type { Explained } from './known.ts';

/** What a customer's chance to stay is moved by. */
export interface TiltTerms {
  /** P(still a customer today) by the forecast. */
  readonly here: Term;
  /** Of these the share still here at the horizon, and after its whole months. */
  readonly kept: Term;
  readonly keptInWholeMonths: Term;
  readonly months: Term;
  readonly horizon: number;
  readonly slope: Term;
  /** Effort is at or below the target already. */
  readonly isEasy: boolean;
  readonly shift: { readonly now: Term; readonly easy: Term };
  /** Shares that stay month by month, where the shift is by the month; null where it is over the horizon. */
  readonly byMonth: { readonly now: TermTable; readonly easy: TermTable } | null;
}

/** Null where effort is unknown, or nothing says what it does to leaving. */
export function tiltTerms(book: FormulaBook, explained: Explained): TiltTerms | null {
  const { analysis, customer, row } = explained;
  const { tilt } = analysis.retention;
  const { score } = row.effort;
  if (tilt.estimate === null || score === null) return null;
  const { horizonMonths, targetEffort } = analysis.options;
  const survival = (months: number) => analysis.revenue.survivalAt(customer, months);
  const slope = slopeFormula(book, explained);
  const mean = fitted('mean', tilt.meanEffort, 'points', 'effort at which the forecast’s own survival holds');
  const effort = from('formula')('effort', score, 'points', 'effort score');
  const make = targetEffort === DEFAULT_OPTIONS.targetEffort ? assumed : option;
  const target = make('target', targetEffort, 'points', 'effort that easier experience reaches (--target)');
  const at = (name: string, level: number, how: ReturnType<typeof written>) =>
    book.step(
      [name, name === 'shift' ? 'how effort moves the log odds of leaving' : 'the same with effort at the target'],
      { value: (slope.value * (level - tilt.meanEffort)) / 100, unit: 'number' },
      how,
    );
  const now = at('shift', score, written`${slope} × (${effort} − ${mean}) / 100`);
  const easy = at(
    'shift_easy',
    Math.min(score, targetEffort),
    written`${slope} × (min(${effort}, ${target}) − ${mean}) / 100`,
  );
  const whole = Math.floor(horizonMonths);
  const share = (months: number) => (survival(0) > 0 ? survival(months) / survival(0) : 0);
  return {
    here: fitted('S_0', survival(0), 'share', 'chance that they are still a customer today'),
    kept: fitted('S_H', share(horizonMonths), 'share', 'of these the share still here at the horizon, by the forecast'),
    keptInWholeMonths: fitted('S_w', share(whole), 'share', 'of these the share still here after whole months'),
    months: data('w', whole, 'months', 'whole months of the horizon'),
    ...{ horizon: horizonMonths, slope, isEasy: score <= targetEffort, shift: { now, easy } },
    byMonth: tilt.over === 'month' ? monthlyShares(survival, whole, [now.value, easy.value]) : null,
  };
}

function monthlyShares(survival: (months: number) => number, months: number, [now, easy]: readonly [number, number]) {
  const table = (shift: number): TermTable => ({
    columns: columnsOf(['month', 'count'], ['stays, k', 'share'], ['with effort', 'share']),
    rows: Array.from({ length: months }, (_, i) => {
      const [before, after] = [survival(i), survival(i + 1)];
      const kept = before > 0 ? after / before : 0;
      return [i + 1, kept, kept <= 0 ? 0 : kept / (kept + (1 - kept) * Math.exp(shift))];
    }),
  });
  return { now: table(now), easy: table(easy) };
}

/** Log odds of leaving from no effort to full effort: the user's own data drawn towards the prior by precision. */
export function slopeFormula(book: FormulaBook, { analysis }: Explained): Term {
  const { estimate, own, prior } = analysis.retention.tilt;
  const named = ['b', 'log odds of leaving from no effort to full effort'] as const;
  const result = { value: estimate!.value, unit: 'number' } as const;
  const ownTerms = own === null ? null : ownTermsOf(own);
  const priorTerms = prior === null ? null : priorTermsOf(prior, analysis.options.prior);
  if (ownTerms === null || priorTerms === null) {
    const only = (ownTerms ?? priorTerms)![0];
    return book.step(named, result, written`${only}`);
  }
  const [[b, se], [mean, sd]] = [ownTerms, priorTerms];
  const how = written`(${b} / ${se}^2 + ${mean} / ${sd}^2) / (1 / ${se}^2 + 1 / ${sd}^2)`;
  const slope = book.step(named, result, how);
  const weight = written`(1 / ${se}^2) / (1 / ${se}^2 + 1 / ${sd}^2)`;
  book.step(['weight', 'weight on your data'], { value: estimate!.weightOnData, unit: 'share' }, weight);
  return slope;
}

function ownTermsOf({ value, se }: { value: number; se: number }): readonly [Term, Term] {
  return [
    fitted('b_own', value, 'number', 'the same on your data alone'),
    fitted('se', se, 'number', 'its standard error'),
  ];
}

function priorTermsOf({ mean, sd }: { mean: number; sd: number }, name: string): readonly [Term, Term] {
  const study = name === 'sceptical' ? 'half of a published study’s' : 'a published study’s';
  return [
    assumed('b_prior', mean, 'number', `${study} (--prior)`),
    assumed('sd', sd, 'number', 'how far that is believed'),
  ];
}

/** The interval of the uplift: the same with a slope 1.645 standard errors lower and higher. */
export function slopeFormulas(book: FormulaBook, { analysis, customer, row }: Explained, { slope }: TiltTerms): void {
  const { tilt } = analysis.retention;
  const { targetEffort, horizonMonths } = analysis.options;
  const horizon = { horizonMonths, payments: paymentsOver(analysis.lifecycle, analysis.options) };
  const se = fitted('se_b', tilt.estimate!.se, 'number', 'standard error of b');
  const score = row.effort.score!;
  const path = {
    chance: (months: number) => analysis.revenue.survivalAt(customer, months),
    monthlyMarginMinor: analysis.revenue.monthlyMargin.values[customer]!,
  };
  const gain = (b: number) => {
    const at = (level: number) => tiltedPath(path, tilt.over, (b * (level - tilt.meanEffort)) / 100, horizon).survival;
    return score > targetEffort ? at(targetEffort) - at(score) : 0;
  };
  const ends = [-Z, Z].map((z) => gain(slope.value + z * tilt.estimate!.se));
  const [a, b] = ends.map((value, i) =>
    fitted(`gain_${i === 0 ? 'a' : 'b'}`, value, 'share', `uplift with b ${i === 0 ? '−' : '+'} 1.645 × se_b`),
  ) as [Term, Term];
  for (const [name, pick] of [
    ['low', 'min'],
    ['high', 'max'],
  ] as const) {
    const how = pick === 'min' ? written`min(${a}, ${b})` : written`max(${a}, ${b})`;
    const inputs = [...how.inputs, slope, se];
    book.figure(`retention.${name}`, [name, 'end of the 90% interval of the uplift'], 'share', { ...how, inputs });
  }
}
