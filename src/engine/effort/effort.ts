import type { Dataset } from '../../domain/dataset.ts';
import type { Lifecycle } from '../../domain/features.ts';
import { type Amount, type Figure, FigureBuilder } from '../../domain/figures.ts';
import { dayOf } from '../../foundation/days.ts';
import { CompensatedSum, sumPresent } from '../../foundation/sums.ts';
import { carriedCounts } from '../features/carried.ts';
import { effortAssumptions } from './assumptions.ts';
import { bandsByMonth, bandsOfSnapshot, type EffortByMonth, effortByMonth } from './bands.ts';
import { type CaseFacts, caseFacts } from './caseFacts.ts';
import { inferredCasesByWindow, isContact } from './caseIndex.ts';
import { CaseTable } from './cases.ts';
import { CustomerScorer, EFFORT, endOf, type Moment, UNSCORED } from './customerScore.ts';
import { customerMonths } from './months.ts';
import type { EffortCounts, EffortInput, EffortOutcome } from './outcome.ts';
import { purchasePeriods } from './purchasePeriods.ts';
import { tellReceipts } from './receipts.ts';
import { hasContactCounts, snapshotEffort } from './snapshotEffort.ts';
import { surveyAgreement } from './surveyAgreement.ts';
import { reportSurveys } from './surveyReport.ts';
import { effortNotCarried, effortUnknown } from './unknown.ts';
import { describeWeighing, publishedWeighing } from './weights.ts';

/**
 * Effort of every customer from the contact log, or from a snapshot's own counts, or null with its reason (METHODS 2).
 * Scores 0..100; a churned customer's score is taken on the last day at risk. `facts`: the cases of this very input, where
 * they were found before.
 */
export function scoreEffort(input: EffortInput, facts?: CaseFacts): EffortOutcome {
  const span = contactSpan(input);
  if (span !== null) return effortFromLog(input, span, facts);
  if (hasContactCounts(input.dataset)) return effortFromCounts(input);
  const contacts = carriedCounts(input.dataset, 'inbound_contacts_to_date');
  return contacts?.some((count) => count > 0)
    ? effortNotCarried(input, contacts)
    : effortUnknown(input, 'no_contact_log');
}

interface ContactSpan {
  readonly firstDay: number;
  readonly asOfDay: number;
}

/** First day of the contact log, and the as-of day; null without a single contact by then. */
function contactSpan({ dataset: { interactions }, lifecycle }: EffortInput): ContactSpan | null {
  const limit = lifecycle.asOfDay ?? Number.POSITIVE_INFINITY;
  let [firstDay, lastDay] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < interactions.rows; row++) {
    if (!isContact(interactions, row, limit)) continue;
    const day = dayOf(interactions.timeMs[row]!);
    if (day < firstDay) firstDay = day;
    if (day > lastDay) lastDay = day;
  }
  return firstDay > lastDay ? null : { firstDay, asOfDay: lifecycle.asOfDay ?? lastDay };
}

function effortFromLog(input: EffortInput, { firstDay, asOfDay }: ContactSpan, facts?: CaseFacts): EffortOutcome {
  const { dataset, grouping, lifecycle, options } = input;
  const scale = options.cesScale ?? dataset.facts.cesScale;
  const { caseWindowDays } = options;
  const weighing = input.weighing ?? publishedWeighing();
  const table = new CaseTable(facts ?? caseFacts(dataset, grouping, { asOfDay, caseWindowDays, scale }), weighing);
  const scorer = new CustomerScorer(table, options.effortWindowDays, options.effortHalfLifeDays);
  const momentOf = (customer: number) => lastMoment(lifecycle.endDay[customer]!, asOfDay);
  const scores = scoreCustomers(dataset, table, scorer, momentOf);
  const byMonth = followMonths(input, { firstDay, asOfDay }, scorer);
  const counts = countCases(input, table, asOfDay);
  const surveys = reportSurveys(input, asOfDay);
  return {
    ...scores,
    surveyMean: surveys.surveyMean,
    mean: meanOfContacting(scores.score, scores.status),
    ...{ counts, byMonth, verdictMonths: byMonth, weighing },
    bands: byMonth === null ? bandsOfSnapshot(scores.status, lifecycle) : bandsByMonth(scores.status, byMonth),
    log: { dataset, cases: table, scorer, asOfDay, momentOf },
    endsUnresolved: (customer) => scorer.endsUnresolved(customer, momentOf(customer)),
    receipts: (customer) => {
      const moment = momentOf(customer);
      return tellReceipts(dataset, table, moment, scorer.receipts(customer, moment));
    },
    model: {
      source: 'contact log',
      ...counts,
      weighing: describeWeighing(weighing),
      ...surveys.model,
      surveyAgreement: surveyAgreement(table),
      ...loadModel(table, byMonth, lifecycle),
    },
    assumptions: [...effortAssumptions(options, counts, weighing), ...surveys.assumptions],
    warnings: surveys.warnings,
  };
}

/** Effort over months of a contract, or over periods in which a purchase was to be expected; null where nobody was at risk. */
function followMonths(
  { dataset, grouping, lifecycle }: EffortInput,
  { firstDay, asOfDay }: ContactSpan,
  scorer: CustomerScorer,
): EffortByMonth | null {
  const rules = { lifecycle, asOfDay, observedFromDay: firstDay };
  const { lapseWindowDays } = lifecycle;
  const { months, activity } =
    lapseWindowDays === null
      ? { months: customerMonths(rules), activity: null }
      : purchasePeriods({ ...rules, dataset, grouping, lapseWindowDays });
  return months.rows > 0 ? effortByMonth(months, scorer, activity) : null;
}

/** The last day at risk: the day before a churn, else the as-of day. */
function lastMoment(endDay: number, asOfDay: number): Moment {
  return endOf(endDay <= asOfDay ? endDay - 1 : asOfDay);
}

interface CustomerScores {
  readonly score: Figure;
  readonly cases: Figure;
  readonly contacts: Figure;
  readonly coverage: Figure;
  readonly status: Uint8Array;
}

function scoreCustomers(
  dataset: Dataset,
  table: CaseTable,
  scorer: CustomerScorer,
  momentOf: (customer: number) => Moment,
): CustomerScores {
  const n = dataset.customerIds.length;
  const figure = () => new FigureBuilder(n);
  const [score, cases, contacts, coverage] = [figure(), figure(), figure(), figure()];
  const status = new Uint8Array(n);
  const { start, contactStart, given } = table.index;
  for (let i = 0; i < n; i++) {
    scorer.scoreAt(i, momentOf(i));
    status[i] = scorer.status;
    if (scorer.status === UNSCORED) score.leave(i, 'no_scorable_case');
    // The components are counted, their weights published: the weight on data is the coverage beside it.
    else score.set(i, scorer.score, scorer.status === EFFORT.none ? 'observed' : 'blended');
    if (Number.isNaN(scorer.coverage)) coverage.leave(i, 'no_scorable_case');
    else coverage.set(i, scorer.coverage, 'observed');
    const allGiven = given.subarray(start[i]!, start[i + 1]!).every((flag) => flag === 1);
    cases.set(i, start[i + 1]! - start[i]!, allGiven ? 'observed' : 'assumed');
    contacts.set(i, contactStart[start[i + 1]!]! - contactStart[start[i]!]!, 'observed');
  }
  return { score, cases, contacts, coverage, status };
}

function countCases({ dataset, grouping }: EffortInput, { index }: CaseTable, asOfDay: number): EffortCounts {
  let casesGiven = 0;
  for (const flag of index.given) casesGiven += flag;
  const casesInferred = index.cases - casesGiven;
  const inferredByWindow = casesInferred > 0 ? inferredCasesByWindow(dataset, grouping, asOfDay) : [];
  return { contacts: index.contactRows.length, casesGiven, casesInferred, inferredByWindow };
}

/** Effort load Σ E/100 and contacts per customer-year at risk. */
function loadModel(
  table: CaseTable,
  byMonth: EffortByMonth | null,
  { tenureMonths }: Lifecycle,
): Readonly<Record<string, unknown>> {
  if (byMonth === null) return { loadPerCustomerYear: null, contactsPerCustomerYear: null };
  // Where leaving means having stopped to buy, months at risk begin after the first purchases: then all of tenure counts.
  const months = byMonth.activity === null ? byMonth.months.rows : sumPresent(tenureMonths);
  const years = months / 12;
  const load = new CompensatedSum();
  for (let c = 0; c < table.index.cases; c++) {
    const score = table.scoreBefore(c, Number.POSITIVE_INFINITY, table.contacts(c));
    if (!Number.isNaN(score)) load.add(score / 100);
  }
  return {
    loadPerCustomerYear: load.value / years,
    contactsPerCustomerYear: table.index.contactRows.length / years,
  };
}

function meanOfContacting(score: Figure, status: Uint8Array): Amount {
  const sum = new CompensatedSum();
  let customers = 0;
  for (let i = 0; i < status.length; i++) {
    if (status[i] === EFFORT.none || !Number.isFinite(score.values[i]!)) continue;
    sum.add(score.values[i]!);
    customers++;
  }
  if (customers === 0) return { value: null, grade: 'assumed', reason: 'no_scorable_case' };
  return { value: sum.value / customers, grade: 'blended', reason: null };
}

function effortFromCounts(input: EffortInput): EffortOutcome {
  const { dataset, lifecycle, options } = input;
  const asOfDay = lifecycle.asOfDay ?? Number.POSITIVE_INFINITY;
  const figures = snapshotEffort(dataset, options.cesScale ?? dataset.facts.cesScale);
  const mean = meanOfContacting(figures.score, figures.status);
  const surveys = reportSurveys(input, asOfDay);
  return {
    ...figures,
    surveyMean: surveys.surveyMean,
    mean: { ...mean, grade: 'assumed' },
    counts: null,
    byMonth: null,
    verdictMonths: null,
    weighing: publishedWeighing(),
    log: null,
    bands: bandsOfSnapshot(figures.status, lifecycle),
    endsUnresolved: () => false,
    receipts: () => [],
    model: { source: 'contact counts of the customers file', ...surveys.model },
    assumptions: [...effortAssumptions(options, null, publishedWeighing()), ...surveys.assumptions],
    warnings: [
      ...surveys.warnings,
      {
        code: 'effort_from_counts',
        message: 'effort stands on undated contact counts, one pseudo-case a customer: an association at best',
        count: dataset.customerIds.length,
      },
    ],
  };
}
