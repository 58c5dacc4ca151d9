import type { Dataset } from '../../domain/dataset.ts';
import { NO_CODE } from '../../domain/interactions.ts';
import { EFFORT_STATUSES } from '../../domain/results.ts';
import type { Change, EffortLever, Levers } from '../../domain/scenario.ts';
import type { Analysis } from '../analyse.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import type { CaseTable } from '../effort/cases.ts';
import { type ContactLog, contactsOf } from '../effort/contactLog.ts';
import { CustomerScorer, type Moment, type ScoredCases, startOf } from '../effort/customerScore.ts';
import type { EffortOutcome } from '../effort/outcome.ts';
import { codesNamed } from './names.ts';

/** Customers' effort under a scenario: what their scores would be had the cases been as much easier. */
export interface EasedEffort {
  /** Today's score of a customer, changed; NaN where unknown. */
  ofCustomer(customer: number): number;
  /** Scores of customer-months. */
  ofMonths(byMonth: EffortByMonth): Float64Array;
  /** A finished case's effort, changed; null without a contact log. */
  readonly ofCase: ((caseNumber: number, score: number) => number) | null;
}

export function changesEffort({ effort, effortTo }: Levers): boolean {
  return effort.length > 0 || effortTo !== null;
}

type EffortGround = Pick<Analysis, 'dataset' | 'effort' | 'options'>;

export function easeEffort(ground: EffortGround, levers: Levers): EasedEffort {
  const { log } = ground.effort;
  return log === null ? easedScores(ground.effort, levers) : easedCases(ground, log, levers);
}

/** Effort moved by a change and kept within 0..100; NaN stays. */
function moved(effort: number, { by, amount }: Change): number {
  const to = by === 'share' ? effort * (1 + amount) : effort + amount;
  return Number.isNaN(to) ? to : Math.min(100, Math.max(0, to));
}

function capped(effort: number, effortTo: number | null): number {
  return effortTo !== null && effort > effortTo ? effortTo : effort;
}

function bandIs(lever: EffortLever, band: number): boolean {
  return lever.scope === 'band' && lever.name === EFFORT_STATUSES[band];
}

/** Without a log there is one score a customer, and it is what changes. */
function easedScores({ score, status }: EffortOutcome, { effort, effortTo }: Levers): EasedEffort {
  const ofCustomer = (customer: number) => {
    const own = effort.filter((lever) => lever.scope === 'all' || bandIs(lever, status[customer]!));
    return capped(
      own.reduce((sum, { change }) => moved(sum, change), score.values[customer]!),
      effortTo,
    );
  };
  return { ofCustomer, ofMonths: ({ score: months }) => months.slice(), ofCase: null };
}

/**
 * With a log every case changes first and customers are scored from them anew, so that making all cases of every topic
 * easier is making all cases easier. A band lever holds while the customer, as they were, is in that band.
 */
function easedCases({ dataset, effort, options }: EffortGround, log: ContactLog, levers: Levers): EasedEffort {
  const ofCase = caseChange(dataset, log, levers.effort);
  const scorerOf = (ease: CaseEase) =>
    new CustomerScorer(withEase(log.cases, ease), options.effortWindowDays, options.effortHalfLifeDays);
  const plain = scorerOf((_, score) => score);
  const base = scorerOf(ofCase);
  const byBand = EFFORT_STATUSES.map((_, band) => {
    const own = levers.effort.filter((lever) => bandIs(lever, band));
    const ease: CaseEase = (c, score) => own.reduce((sum, { change }) => moved(sum, change), ofCase(c, score));
    return own.length === 0 ? base : scorerOf(ease);
  });
  const anyBand = byBand.some((scorer) => scorer !== base);
  const at = (customer: number, moment: Moment) => {
    if (anyBand) plain.scoreAt(customer, moment);
    const scorer = anyBand ? (byBand[plain.status] ?? base) : base;
    scorer.scoreAt(customer, moment);
    return capped(scorer.score, levers.effortTo);
  };
  return {
    ofCustomer: (customer) => at(customer, log.momentOf(customer)),
    ofMonths: ({ months, score }) => score.map((_, row) => at(months.customer[row]!, startOf(months.startDay[row]!))),
    ofCase: (c, score) => {
      const customer = log.cases.index.customer[c]!;
      return ofCase(c, score) * belowCap(effort.score.values[customer]!, levers.effortTo);
    },
  };
}

/** A cap on the customer's score takes the same share of each of their cases. */
function belowCap(score: number, effortTo: number | null): number {
  return effortTo !== null && score > effortTo ? effortTo / score : 1;
}

type CaseEase = (caseNumber: number, score: number) => number;

function caseChange(dataset: Dataset, log: ContactLog, levers: readonly EffortLever[]): CaseEase {
  const parts = levers.flatMap((lever) => {
    const holds = casesOf(dataset, log, lever);
    return holds === null ? [] : [{ holds, change: lever.change }];
  });
  return (c, score) => parts.reduce((sum, { holds, change }) => (holds(c) ? moved(sum, change) : sum), score);
}

/** Which cases a lever moves, by their first contact; null for a lever on customers. */
function casesOf(
  dataset: Dataset,
  log: ContactLog,
  { scope, name }: EffortLever,
): ((caseNumber: number) => boolean) | null {
  if (scope === 'band') return null;
  if (scope === 'all' || name === null) return () => true;
  const codes = codesNamed(dataset, scope, name);
  const column = dataset.interactions.columns[scope];
  const holds = Uint8Array.from({ length: log.cases.index.cases }, (_, c) =>
    codes.has(column?.[contactsOf(log, c)[0]!] ?? NO_CODE) ? 1 : 0,
  );
  return (c) => holds[c] === 1;
}

function withEase(cases: CaseTable, ease: CaseEase): ScoredCases {
  return {
    index: cases.index,
    coverage: (c) => cases.coverage(c),
    contacts: (c) => cases.contacts(c),
    contactsBefore: (c, limitMs) => cases.contactsBefore(c, limitMs),
    contactMs: (c, place) => cases.contactMs(c, place),
    componentsBefore: (c, limitMs, contacts) => cases.componentsBefore(c, limitMs, contacts),
    answerBefore: (c, limitMs) => cases.answerBefore(c, limitMs),
    behaviourBefore: (c, limitMs, contacts) => cases.behaviourBefore(c, limitMs, contacts),
    scoreBefore: (c, limitMs, contacts) => ease(c, cases.scoreBefore(c, limitMs, contacts)),
  };
}
