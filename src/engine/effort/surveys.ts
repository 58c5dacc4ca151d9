import { CES_SCALES, type CesScale, type Dataset } from '../../domain/dataset.ts';
import type { Grouping } from '../../domain/features.ts';
import { KIND } from '../../domain/fields.ts';
import { type InteractionTable, NO_CODE } from '../../domain/interactions.ts';
import { dayOf, MS_PER_DAY } from '../../foundation/days.ts';
import type { CaseIndex } from './caseIndex.ts';

/** Top answer of each scale, and whether a high answer means that it was easy (CES 2.0) or hard (CES 1.0). */
const SCALES = {
  easy7: { top: 7, easy: true },
  easy5: { top: 5, easy: true },
  effort5: { top: 5, easy: false },
  effort7: { top: 7, easy: false },
} as const satisfies Record<CesScale, { top: number; easy: boolean }>;

/** Effort 0..100 of an answer; NaN outside the scale. `easy7` 6 is 100/6; `effort5` 4 is 75. */
export function effortOfAnswer(answer: number, scale: CesScale): number {
  const { top, easy } = SCALES[scale];
  if (!(answer >= 1 && answer <= top)) return Number.NaN;
  return (100 * (easy ? top - answer : answer - 1)) / (top - 1);
}

export interface SurveySummary {
  readonly answers: number;
  /** Answers outside the scale, left out of everything. */
  readonly outsideScale: number;
  /** Mean of the answers as given; NaN without any. */
  readonly mean: number;
  /** Share of answers of 5 and above, and share of 6 and 7 less share of 1 to 3; NaN unless the scale is easy7. */
  readonly shareFiveUp: number;
  readonly netEasy: number;
}

/** Answers on interactions up to the as-of day in canonical order; without any, those of the customers file. */
export function summariseSurveys(
  { interactions: table, customers }: Dataset,
  scale: CesScale,
  asOfDay: number,
): SurveySummary {
  const tally = new AnswerTally(scale);
  const { ces } = table.columns;
  for (let row = 0; ces !== undefined && row < table.rows; row++) {
    if (dayOf(table.timeMs[row]!) <= asOfDay) tally.add(ces[row]!);
  }
  if (tally.answers === 0) for (const answer of customers.numbers.get('ces') ?? []) tally.add(answer);
  return tally.summary();
}

/** Answers of any scale: how many, from where to where, and how many no scale has. */
export interface AnswerSpan {
  readonly answers: number;
  readonly least: number;
  readonly most: number;
  readonly onNoScale: number;
}

export function spanOfAnswers({ interactions, customers }: Dataset): AnswerSpan {
  let [answers, onNoScale, least, most] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const column of [interactions.columns.ces, customers.numbers.get('ces')]) {
    for (const answer of column ?? []) {
      if (Number.isNaN(answer)) continue;
      answers++;
      if (CES_SCALES.every((scale) => Number.isNaN(effortOfAnswer(answer, scale)))) onNoScale++;
      [least, most] = [Math.min(least, answer), Math.max(most, answer)];
    }
  }
  return { answers, least, most, onNoScale };
}

class AnswerTally {
  answers = 0;
  #outsideScale = 0;
  #sum = 0;
  #fiveUp = 0;
  #net = 0;
  readonly #scale: CesScale;

  constructor(scale: CesScale) {
    this.#scale = scale;
  }

  add(answer: number): void {
    if (Number.isNaN(answer)) return;
    if (Number.isNaN(effortOfAnswer(answer, this.#scale))) {
      this.#outsideScale++;
      return;
    }
    this.answers++;
    this.#sum += answer;
    if (answer >= 5) this.#fiveUp++;
    this.#net += answer >= 6 ? 1 : answer <= 3 ? -1 : 0;
  }

  summary(): SurveySummary {
    const { answers } = this;
    const share = (count: number) => (this.#scale === 'easy7' && answers > 0 ? count / answers : Number.NaN);
    return {
      answers,
      outsideScale: this.#outsideScale,
      mean: answers > 0 ? this.#sum / answers : Number.NaN,
      shareFiveUp: share(this.#fiveUp),
      netEasy: share(this.#net),
    };
  }
}

/** The last answer about each case: when it came, and the effort it tells, NaN without one; no places where nobody was asked. */
export interface CaseSurveys {
  readonly timeMs: Float64Array;
  readonly effort: Float64Array;
}

interface SurveyRules {
  readonly scale: CesScale | null;
  readonly asOfDay: number;
  readonly caseWindowDays: number;
}

/**
 * Answers on a contact belong to its case; an answer on its own (a survey row) belongs to the case whose id it names,
 * else to the customer's case with the latest contact before it, if that is within the case window.
 */
export function attachSurveys(dataset: Dataset, grouping: Grouping, index: CaseIndex, rules: SurveyRules): CaseSurveys {
  const table = dataset.interactions;
  const { ces } = table.columns;
  const { scale } = rules;
  const asked = ces !== undefined && scale !== null;
  const column = () => new Float64Array(asked ? index.cases : 0).fill(Number.NaN);
  const surveys = { timeMs: column(), effort: column() };
  if (!asked) return surveys;
  const note = (caseNumber: number, row: number) => {
    const effort = effortOfAnswer(ces[row]!, scale);
    if (Number.isNaN(effort) || table.timeMs[row]! < surveys.timeMs[caseNumber]!) return;
    surveys.timeMs[caseNumber] = table.timeMs[row]!;
    surveys.effort[caseNumber] = effort;
  };
  for (let c = 0; c < index.cases; c++) {
    for (let i = index.contactStart[c]!; i < index.contactStart[c + 1]!; i++) note(c, index.contactRows[i]!);
  }
  for (let customer = 0; customer < grouping.start.length; customer++) {
    for (let row = grouping.start[customer]!; row < grouping.end[customer]!; row++) {
      if (table.kind[row] !== KIND.survey || dayOf(table.timeMs[row]!) > rules.asOfDay) continue;
      const caseNumber = caseOfSurvey(table, row, { index, customer, ...rules });
      if (caseNumber >= 0) note(caseNumber, row);
    }
  }
  return surveys;
}

function caseOfSurvey(
  table: InteractionTable,
  row: number,
  { index, customer, caseWindowDays }: Pick<SurveyRules, 'caseWindowDays'> & { index: CaseIndex; customer: number },
): number {
  const timeMs = table.timeMs[row]!;
  const id = table.columns.caseId?.[row] ?? NO_CODE;
  let best = -1;
  for (let c = index.start[customer]!; c < index.start[customer + 1]!; c++) {
    const contact = index.contactRows[index.contactStart[c]!]!;
    if (id !== NO_CODE && table.columns.caseId![contact] === id) return c;
    const lastMs = index.lastMs(c);
    const within = lastMs <= timeMs && timeMs - lastMs <= caseWindowDays * MS_PER_DAY;
    if (within && (best < 0 || lastMs >= index.lastMs(best))) best = c;
  }
  return id === NO_CODE ? best : -1;
}
