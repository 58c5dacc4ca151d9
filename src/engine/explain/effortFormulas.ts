import type { Formula, TermTable } from '../../domain/explainReport.ts';
import { dayOf, isoDate, MS_PER_DAY } from '../../foundation/days.ts';
import { weigh } from '../effort/cases.ts';
import { type ContactLog, caseIdOf, contactsOf, contactText } from '../effort/contactLog.ts';
import type { Moment, Receipt } from '../effort/customerScore.ts';
import { snapshotComponents } from '../effort/snapshotEffort.ts';
import {
  COMPONENTS,
  CORE_COMPONENTS,
  type Component,
  LEAST_CORE_COMPONENTS,
  type Weighing,
} from '../effort/weights.ts';
import {
  assumed,
  columnsOf,
  data,
  FormulaBook,
  fitted,
  inWords,
  option,
  overTerms,
  sumOf,
  type Term,
  type Written,
  written,
} from './formula.ts';
import type { Explained } from './known.ts';

const SCORE = ['effort', '0 effortless to 100 exhausting'] as const;

/** How hard the customer had it: each case from its components, and the cases together (METHODS 2). */
export function effortFormulas(explained: Explained): readonly Formula[] {
  const book = new FormulaBook(explained.row, 'effort');
  const { log } = explained.analysis.effort;
  if (log !== null) fromLog(book, explained, log);
  else fromCounts(book, explained);
  return book.formulas;
}

function fromLog(book: FormulaBook, explained: Explained, log: ContactLog): void {
  const { customer, row } = explained;
  const moment = log.momentOf(customer);
  const receipts = log.scorer.receipts(customer, moment);
  const cases = receipts.map((receipt) => caseFormulas(book, explained, { log, moment, receipt }));
  book.figure('effort.score', SCORE, 'points', row.effort.status === 'none' ? noContact(explained) : scoreHow(cases));
  const counted = inWords('counted up to the as-of day; the score looks at those in the window');
  book.figure('effort.cases', ['cases', 'cases so far'], 'count', counted);
  book.figure('effort.contacts', ['contacts', 'contacts so far'], 'count', counted);
  const known = inWords('mean over the scored cases of the known share of the core weights');
  const differ = cases.some((each) => each.coverage !== cases[0]!.coverage);
  const coverage = differ ? overTerms(known, coverageTable(cases)) : known;
  book.figure('effort.coverage', ['coverage', 'share of the core components that the data show'], 'share', coverage);
}

function coverageTable(cases: readonly CaseTerms[]): TermTable {
  return {
    columns: columnsOf(['case', 'text'], ['share known', 'share']),
    rows: cases.map(({ name, coverage }) => [name, coverage]),
  };
}

function noContact({ analysis: { options } }: Explained): Written {
  const window = option('window', options.effortWindowDays, 'days', 'how far back effort counts (--effort-window)');
  return inWords('0: no contact in the window; that is no low effort but none', window);
}

interface ScoredCase {
  readonly log: ContactLog;
  readonly moment: Moment;
  readonly receipt: Receipt;
}

interface CaseTerms {
  readonly name: string;
  readonly coverage: number;
  readonly x: number;
  readonly points: number;
  readonly terms: Term;
}

/** A case's own score and what of it is left after its age. */
function caseFormulas(book: FormulaBook, { analysis: { options, effort } }: Explained, scored: ScoredCase): CaseTerms {
  const { log, receipt } = scored;
  const { caseNumber, ageDays, points } = receipt;
  const name = caseName(scored);
  const own = behaviour(book, effort.weighing, scored, name);
  const surveyed = withSurvey(book, effort.weighing, scored, { own, name });
  const halfLife = options.effortHalfLifeDays;
  const age = data('age', ageDays, 'days', 'days since the last contact of the case');
  const make = halfLife === 90 ? assumed : option;
  const kept =
    halfLife === null
      ? written`min(${surveyed} / 100, 1 − 10^(−9))`
      : written`min(2^(−${age} / ${make('h', halfLife, 'days', 'days to half weight (--effort-half-life)')}) × ${surveyed} / 100, 1 − 10^(−9))`;
  const decay = halfLife === null ? 1 : 2 ** (-ageDays / halfLife);
  const x = Math.min((decay * receipt.caseScore) / 100, 1 - 1e-9);
  const terms = book.step(['x', `weight of ${name}, by its age`], { value: x, unit: 'share' }, kept);
  return { name, coverage: log.cases.coverage(caseNumber), x, points, terms };
}

function caseName({ log, receipt }: ScoredCase): string {
  const id = caseIdOf(log, receipt.caseNumber);
  const [first] = contactsOf(log, receipt.caseNumber);
  const topic = contactText(log.dataset, 'topic', first!);
  const day = isoDate(dayOf(log.cases.contactMs(receipt.caseNumber, 0)));
  return id === null ? `the ${topic === null ? '' : `${topic} `}case of ${day}` : `case ${id}`;
}

/** E = 100 × Σ w c / Σ w over the components that are known; NaN, and no step, where too few are. */
function behaviour(book: FormulaBook, weighing: Weighing, { log, moment, receipt }: ScoredCase, name: string): Term {
  const { caseNumber, contacts } = receipt;
  const values = log.cases.componentsBefore(caseNumber, moment.beforeDay * MS_PER_DAY, contacts).slice();
  return weighed(book, values, { weighing, name, least: LEAST_CORE_COMPONENTS });
}

interface Weighed {
  readonly weighing: Weighing;
  readonly name: string;
  /** Core components without which there is no score. */
  readonly least: number;
}

function weighed(book: FormulaBook, values: Float64Array, { weighing, name, least }: Weighed): Term {
  const known = [...COMPONENTS.keys()].filter((k) => !Number.isNaN(values[k]!));
  const named = ['E', `effort of ${name} by what happened`] as const;
  if (known.filter((k) => k < CORE_COMPONENTS).length < least) return data('E', Number.NaN, 'points', named[1]);
  const parts = known.map((k) => {
    const component = COMPONENTS[k]!;
    const weight = weightTerm(component, weighing.weights[k]!, weighing.from);
    const value = data(component, values[k]!, 'share', `${COMPONENT_WORDS[component]}, 0 to 1`);
    return { weight: written`${weight}`, weighted: written`${weight} × ${value}` };
  });
  const sum = sumOf(parts.map(({ weighted }) => weighted));
  const total = sumOf(parts.map(({ weight }) => weight));
  const { sum: numerator, weight } = weigh(values, weighing.weights);
  return book.step(named, { value: (100 * numerator) / weight, unit: 'points' }, written`100 × (${sum}) / (${total})`);
}

function weightTerm(component: Component, weight: number, from: Weighing['from']): Term {
  const symbol = `w_${component}`;
  if (from === 'published') return assumed(symbol, weight, 'number', `published weight of ${component}`);
  return fitted(symbol, weight, 'number', `weight of ${component}, learnt from ${from}`);
}

/** How much of a surveyed case's score the answer is. */
function shareTerm({ surveyShare, surveyShareFrom }: Weighing): Term {
  const meaning = 'share of the answer in the score';
  if (surveyShareFrom === 'assumed') return assumed('ρ', surveyShare, 'share', meaning);
  return fitted('ρ', surveyShare, 'share', `${meaning}, learnt from churn`);
}

const COMPONENT_WORDS = {
  repeat: 'further contacts after the first',
  unresolved: 'left unresolved, or come back',
  switch: 'changes of channel',
  transfer: 'passed on',
  time: 'handling longer than usual',
  generic: 'generic service',
  repeatedInformation: 'had to repeat information',
} as const satisfies Record<Component, string>;

/** An answer that was known by then counts for its share. */
function withSurvey(
  book: FormulaBook,
  weighing: Weighing,
  { log, moment, receipt }: ScoredCase,
  { own, name }: { own: Term; name: string },
): Term {
  const { surveys } = log.cases;
  const { caseNumber, caseScore } = receipt;
  if (!(surveys.timeMs[caseNumber]! < moment.beforeDay * MS_PER_DAY)) return own;
  const answer = data('survey', surveys.effort[caseNumber]!, 'points', 'effort that the answer tells');
  const share = shareTerm(weighing);
  const how = Number.isNaN(own.value) ? written`${answer}` : written`${share} × ${answer} + (1 − ${share}) × ${own}`;
  return book.step(['E_s', `effort of ${name} with its survey`], { value: caseScore, unit: 'points' }, how);
}

/** Each case's share of the score is ln(1 − x) over the sum of these. */
function scoreHow(cases: readonly CaseTerms[]): Written {
  const rows = cases.map(({ name, x, points }) => [name, x, points, 1 - x] as const);
  return overTerms(
    inWords('100 × (1 − Π (1 − x)) over the cases in the window; each has ln(1 − x) / Σ ln(1 − x) of it'),
    {
      columns: columnsOf(['case', 'text'], ['x', 'share'], ['points', 'points'], ['1 − x', 'share']),
      rows,
    },
  );
}

/** A snapshot's own counts make one pseudo-case. */
function fromCounts(book: FormulaBook, { analysis, customer, row }: Explained): void {
  if (row.effort.score === null || row.effort.status === 'none') {
    const none = row.effort.score === null ? null : inWords('0: no contact is counted');
    book.figure('effort.score', SCORE, 'points', none);
  } else {
    const { values, answer } = snapshotComponents(analysis.dataset, analysis.options, customer);
    const { weighing } = analysis.effort;
    const own = weighed(book, values, { weighing, name: 'the contacts counted', least: 1 });
    const survey = data('survey', answer, 'points', 'effort that the answer tells');
    const share = shareTerm(weighing);
    const how = Number.isNaN(answer) ? written`${own}` : written`${share} × ${survey} + (1 − ${share}) × ${own}`;
    book.figure('effort.score', SCORE, 'points', how);
  }
  const stated = inWords('as the files say; all contacts together are one case');
  book.figure('effort.cases', ['cases', 'cases so far'], 'count', stated);
  book.figure('effort.contacts', ['contacts', 'contacts so far'], 'count', stated);
  const coverage = inWords('known core weight / core weight');
  book.figure('effort.coverage', ['coverage', 'share of the core components that the data show'], 'share', coverage);
}
