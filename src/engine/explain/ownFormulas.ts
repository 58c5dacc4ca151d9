import type { TermTable } from '../../domain/explainReport.ts';
import { DEFAULT_OPTIONS } from '../../domain/options.ts';
import type { End, OwnPaths } from '../ownPaths.ts';
import {
  assumed,
  columnsOf,
  data,
  type FormulaBook,
  fitted,
  from,
  option,
  type Term,
  type Written,
  written,
} from './formula.ts';
import type { Explained } from './known.ts';
import { slopeFormula } from './tiltFormulas.ts';

/** P(still here in k months) of a subscriber on a path of their own. */
export interface OwnStay {
  /** Effort is at or below the target already. */
  readonly isEasy: boolean;
  /** At today's effort, and at the target. */
  readonly path: { readonly now: Float64Array; readonly easy: Float64Array };
}

interface Ground {
  readonly paths: OwnPaths;
  readonly score: number;
  readonly easyEffort: number;
  /** Whole months of the horizon. */
  readonly months: number;
  readonly pathAt: (effort: number, end?: End) => Float64Array;
}

/** Odds of having left as on the curve of all of equal tenure, times e^shift. `stays`: what the chance is, in words. */
export function ownStay(book: FormulaBook, explained: Explained, paths: OwnPaths, stays: string): OwnStay {
  const { analysis, customer, row } = explained;
  const { horizonMonths, targetEffort } = analysis.options;
  const score = row.effort.score!;
  const ground: Ground = {
    ...{ paths, score, easyEffort: Math.min(score, targetEffort), months: Math.max(1, Math.floor(horizonMonths)) },
    pathAt: (effort, end = 0) => paths.path(customer, Math.ceil(horizonMonths), end, effort),
  };
  const path = { now: ground.pathAt(score), easy: ground.pathAt(ground.easyEffort) };
  const shifts = shiftFormulas(book, explained, ground);
  const ofAll = `share of all of their tenure still here after ${ground.months} months`;
  const curve = fitted('C', analysis.forecast.survivalAt(customer, ground.months), 'share', ofAll);
  const figure = (symbol: 'now' | 'easy', meaning: string) => {
    const before = fitted('S_b', path[symbol][ground.months - 1]!, 'share', 'a month before, for nobody comes back');
    const how = written`min(${before}, 1 / (1 + (1 − ${curve}) / ${curve} × exp(${shifts[symbol]})))`;
    return book.figure(`retention.${symbol}`, [symbol, meaning], 'share', how);
  };
  const now = figure('now', stays);
  const easy = figure('easy', `${stays}, if effort fell to the target`);
  const gain = 'what easier experience would add to it';
  book.figure('retention.uplift', ['uplift', gain], 'share', written`${easy} − ${now}`);
  gainEnds(book, ground);
  return { isEasy: score <= targetEffort, path };
}

/** Log odds of leaving beside all of equal tenure, at today's effort and at the target. */
function shiftFormulas(book: FormulaBook, explained: Explained, { paths, score, easyEffort, months }: Ground) {
  const { customer, analysis } = explained;
  const { targetEffort } = analysis.options;
  const slope = slopeAt(book, explained, months);
  const others =
    'log odds without any effort: what else is known of them, and so that the mean is that of their tenure';
  const rest = fitted('g', paths.logFactor(customer, months, 0), 'number', others);
  const effort = from('formula')('effort', score, 'points', 'effort score');
  const make = targetEffort === DEFAULT_OPTIONS.targetEffort ? assumed : option;
  const target = make('target', targetEffort, 'points', 'effort that easier experience reaches (--target)');
  const step = (named: readonly [string, string], level: number, how: Written) =>
    book.step(named, { value: paths.logFactor(customer, months, level), unit: 'number' }, how);
  const ofNow = written`${slope} × ${effort} / 100 + ${rest}`;
  const ofEasy = written`${slope} × min(${effort}, ${target}) / 100 + ${rest}`;
  return {
    now: step(['shift', 'log odds of leaving beside all of their tenure'], score, ofNow),
    easy: step(['shift_easy', 'the same with effort at the target'], easyEffort, ofEasy),
  };
}

function gainEnds(book: FormulaBook, { score, easyEffort, months, pathAt }: Ground): void {
  const gain = (end: End) => (score > easyEffort ? pathAt(easyEffort, end)[months]! - pathAt(score, end)[months]! : 0);
  const a = fitted('gain_a', gain(-1), 'share', 'uplift with b − 1.645 of its errors');
  const b = fitted('gain_b', gain(1), 'share', 'uplift with b + 1.645 of its errors');
  const meaning = 'end of the 90% interval of the uplift';
  book.figure('retention.low', ['low', meaning], 'share', written`min(${a}, ${b})`);
  book.figure('retention.high', ['high', meaning], 'share', written`max(${a}, ${b})`);
}

/** Log odds of leaving within so many months from no effort to full effort. */
function slopeAt(book: FormulaBook, explained: Explained, months: number): Term {
  const { retention, individual } = explained.analysis;
  const { leads, paths } = individual!;
  const { customer } = explained;
  const value = paths.logFactor(customer, months, 100) - paths.logFactor(customer, months, 0);
  const { over, estimate } = retention.tilt;
  if (over === 'horizon' && leads.at(-1)!.months === months && estimate!.value > 0)
    return slopeFormula(book, explained);
  const told = leads.map((lead) => `${lead.months}`).join(', ');
  return fitted(
    'b',
    value,
    'number',
    `log odds of leaving in ${months} months from no effort to full, by those at ${told}`,
  );
}

/** The path of the value, month by month, beside the curve of all of equal tenure. */
export function ownPayments({ analysis, customer }: Explained, discounts: Float64Array): TermTable {
  const { paths, byEffort } = analysis.individual!;
  const effort = byEffort ? analysis.effort.score.values[customer]! : 0;
  const path = paths.path(customer, discounts.length);
  return {
    columns: columnsOf(
      ['month', 'count'],
      ['of their tenure', 'share'],
      ['log odds beside', 'number'],
      ['still here', 'share'],
      ['discounted by', 'share'],
      ['worth', 'share'],
    ),
    rows: Array.from(discounts, (factor, k) => {
      const beside = k === 0 ? 0 : paths.logFactor(customer, k, effort);
      return [k, analysis.forecast.survivalAt(customer, k), beside, path[k]!, factor, path[k]! * factor];
    }),
  };
}

/** What else the value of a subscriber on a path of their own stands on. */
export function ownTerms({ analysis, row }: Explained): readonly Term[] {
  if (!analysis.individual!.byEffort) return [];
  return [data('effort', row.effort.score!, 'points', 'effort score, which goes with leaving in these data')];
}
