import type { Formula } from '../../domain/explainReport.ts';
import { FormulaBook, inWords, type Term, written } from './formula.ts';
import type { Explained } from './known.ts';
import { lossTable, lossWords, type StayPath, tiltedStay } from './lossTable.ts';
import { ownStay } from './ownFormulas.ts';
import { slopeFormulas, type TiltTerms, tiltTerms } from './tiltFormulas.ts';

const IS_EASY = 'as now: effort is at or below the target already';
const STAYS = 'chance to stay over the horizon';

/** The chance to stay, now and with easier experience, and what leaving takes (METHODS 3). */
export function retentionFormulas(explained: Explained): readonly Formula[] {
  const book = new FormulaBook(explained.row, 'retention');
  const { row } = explained;
  if (row.retention.now === null) return unknownOrGone(book);
  const own = explained.analysis.individual;
  if (own?.byEffort && own.paths.has(explained.customer)) {
    const { path, isEasy } = ownStay(book, explained, own.paths, STAYS);
    money(book, explained, { path: (which) => path[which], isEasy });
    return book.formulas;
  }
  const tilt = tiltTerms(book, explained);
  if (tilt === null) return untilted(book, explained);
  const now = staying(book, tilt, 'now');
  const easy = staying(book, tilt, 'easy');
  const gain = 'what easier experience would add to it';
  book.figure('retention.uplift', ['uplift', gain], 'share', written`${easy} − ${now}`);
  slopeFormulas(book, explained, tilt);
  money(book, explained, { path: tiltedStay(explained, tilt), isEasy: tilt.isEasy });
  return book.formulas;
}

function unknownOrGone(book: FormulaBook): readonly Formula[] {
  for (const name of ['now', 'easy', 'uplift', 'low', 'high'] as const) {
    book.figure(`retention.${name}`, [name, STAYS], 'share', null);
  }
  book.figure('retention.upliftValue', ['uplift_value', 'what that is worth'], 'money', null);
  book.figure('atStake', STAKE, 'money', inWords(GONE[book.row.status === 'lapsed' ? 'lapsed' : 'left']));
  return book.formulas;
}

const GONE = {
  left: '0: whoever has left has nothing left to lose',
  lapsed: '0: whoever has lapsed counts as gone; what is still expected of them goes by the chance that they are not',
} as const;

const STAKE = ['stake', 'margin that leaving takes over the horizon, by its chance'] as const;

/** Without a score of effort, or anything to say what it does, the forecast's own survival stands. */
function untilted(book: FormulaBook, explained: Explained): readonly Formula[] {
  const asForecast = inWords('the forecast’s own chance to be still here at the horizon');
  book.figure('retention.now', ['now', STAYS], 'share', asForecast);
  for (const name of ['easy', 'uplift', 'low', 'high'] as const) {
    book.figure(`retention.${name}`, [name, STAYS], 'share', null);
  }
  book.figure('retention.upliftValue', ['uplift_value', 'what that is worth'], 'money', null);
  const table = lossTable(book, explained, tiltedStay(explained, null));
  book.figure('atStake', STAKE, 'money', table === null ? null : lossWords(explained, table, 'stake'));
  return book.formulas;
}

/** Odds of leaving times e^shift: over the whole horizon, or month by month. */
function staying(book: FormulaBook, tilt: TiltTerms, which: 'now' | 'easy'): Term {
  const { here, kept, months, byMonth } = tilt;
  const shift = tilt.shift[which];
  const meaning = which === 'now' ? STAYS : `${STAYS}, if effort fell to the target`;
  const path = `retention.${which}`;
  if (which === 'easy' && tilt.isEasy) return book.figure(path, [which, meaning], 'share', inWords(IS_EASY));
  if (byMonth !== null) {
    const words = 'S_0 × Π k / (k + (1 − k) × exp(shift)) over the months, k being the share that stays in each';
    return book.figure(path, [which, meaning], 'share', {
      ...inWords(words, here, shift),
      terms: byMonth[which],
    });
  }
  if (!(kept.value > 0 && kept.value < 1))
    return book.figure(path, [which, meaning], 'share', written`${here} × ${kept}`);
  if (months.value === tilt.horizon) {
    const odds = written`${here} × ${kept} / (${kept} + (1 − ${kept}) × exp(${shift}))`;
    return book.figure(path, [which, meaning], 'share', odds);
  }
  const part = tilt.keptInWholeMonths;
  const power = written`${here} × ${part}^(ln(${kept} / (${kept} + (1 − ${kept}) × exp(${shift}))) / ln(${kept}))`;
  return book.figure(path, [which, meaning], 'share', power);
}

interface Stays {
  readonly path: StayPath;
  readonly isEasy: boolean;
}

function money(book: FormulaBook, explained: Explained, { path, isEasy }: Stays): void {
  const table = lossTable(book, explained, path);
  const worth = 'what easier experience would keep of the margin';
  const told = (what: 'uplift' | 'stake') => (table === null ? null : lossWords(explained, table, what));
  const uplift = isEasy && table !== null ? inWords(`0: ${IS_EASY}`) : told('uplift');
  book.figure('retention.upliftValue', ['uplift_value', worth], 'money', uplift);
  book.figure('atStake', STAKE, 'money', told('stake'));
}
