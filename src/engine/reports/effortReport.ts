import type { CustomerEffort, EffortArising, EffortFindings } from '../../domain/effortReport.ts';
import { STATUS, STATUSES } from '../../domain/features.ts';
import { reasonAt, valueAt } from '../../domain/figures.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import { EFFORT_STATUSES } from '../../domain/results.ts';
import { type Rows, rowsOf } from '../../domain/rows.ts';
import { toUnits } from '../../foundation/money.ts';
import type { Analysis } from '../analyse.ts';
import { costPerCase } from '../economics/caseCosts.ts';
import { channelFlows as channelFlowsOf } from '../effort/channelFlows.ts';
import type { ContactLog } from '../effort/contactLog.ts';
import { nextIssuePairs } from '../effort/followUps.ts';
import { upliftByCase } from '../effort/painPoints.ts';
import { whatWouldChange } from '../retention/wouldChange.ts';
import { caseWindows, falseResolutionRows, painPointRows, resolvedCases, silentRiskRows } from './effortLists.ts';
import { receiptRows } from './receiptRows.ts';
import { validationReport } from './validationReport.ts';
import { weightsReport } from './weightsReport.ts';

const NEXT_ISSUE_DAYS = 30;

/** Everything the contact log says about effort, and what it says about leaving. */
export function effortFindings(analysis: Analysis): EffortFindings {
  const { effort, retention } = analysis;
  const { counts, log, model } = effort;
  const number = (name: string) => (typeof model[name] === 'number' ? (model[name] as number) : null);
  const { costPerCase, painPoints, painPointsBy, falseResolutions, ...rest } = effortArising(analysis);
  const { falseResolutionShare, nextIssues, channelFlows, reasons } = rest;
  return {
    verdict: retention.verdict,
    wouldChange: whatWouldChange(retention.measured, retention.association),
    mean: effort.mean.value,
    surveyMean: effort.surveyMean.value,
    contacts: counts?.contacts ?? null,
    casesGiven: counts?.casesGiven ?? null,
    casesInferred: counts?.casesInferred ?? null,
    contactsPerCustomerYear: number('contactsPerCustomerYear'),
    loadPerCustomerYear: number('loadPerCustomerYear'),
    bands: effort.bands,
    monthsPerRow: effort.byMonth?.months.monthsPerRow ?? null,
    weights: weightsReport(analysis),
    validation: validationReport(analysis),
    costPerCase,
    caseWindows: log === null ? [] : caseWindows(analysis, log),
    ...{ painPoints, painPointsBy },
    falseResolutions: [...falseResolutions],
    ...{ falseResolutionShare, nextIssues },
    silentRisks: log === null ? [] : silentRiskRows(analysis, log),
    ...{ channelFlows, reasons },
  };
}

/** Where effort arises, and what it costs. */
export function effortArising(analysis: Analysis): EffortArising {
  const { log } = analysis.effort;
  return { ...(log === null ? NO_LOG : arisingIn(analysis, log)), reasons: reasonsOf(analysis) };
}

const NO_LOG: Omit<EffortArising, 'reasons'> = {
  costPerCase: null,
  painPoints: [],
  painPointsBy: { topic: [], channel: [], agent: [] },
  falseResolutions: rowsOf(0, () => {
    throw new RangeError('there are none');
  }),
  falseResolutionShare: null,
  nextIssues: [],
  channelFlows: [],
};

function arisingIn(analysis: Analysis, log: ContactLog): Omit<EffortArising, 'reasons'> {
  const returned = falseResolutionRows(analysis, log);
  const resolved = resolvedCases(log);
  const seen = log.cases.index.given.includes(1) && resolved > 0;
  const uplift = upliftByCase(log, analysis.retention);
  return {
    costPerCase: costPerCase(log, analysis.cost.sources.service.priceOf),
    painPoints: painPointRows(log, ['topic', 'channel', 'agent'], uplift),
    painPointsBy: {
      topic: painPointRows(log, ['topic'], uplift),
      channel: painPointRows(log, ['channel'], uplift),
      agent: painPointRows(log, ['agent'], uplift),
    },
    falseResolutions: returned,
    falseResolutionShare: seen ? returned.length / resolved : null,
    nextIssues: nextIssuePairs(log, NEXT_ISSUE_DAYS),
    channelFlows: channelFlowsOf(log),
  };
}

/** Why a part is missing, so that an empty list is never taken for good news. */
function reasonsOf({ dataset, effort, retention }: Analysis): EffortFindings['reasons'] {
  const { log } = effort;
  const reasons: Record<string, ReasonCode> = {};
  const note = (missing: boolean, reason: ReasonCode, ...parts: readonly (keyof EffortFindings)[]) => {
    if (missing) for (const part of parts) reasons[part] ??= reason;
  };
  const { topic, channel, resolved } = dataset.interactions.columns;
  note(effort.mean.value === null, effort.mean.reason ?? 'no_contact_log', 'mean');
  note(effort.surveyMean.value === null, effort.surveyMean.reason ?? 'no_survey', 'surveyMean');
  note(retention.measured === null, 'no_history', 'validation', 'contactsPerCustomerYear', 'loadPerCustomerYear');
  note(log === null, 'no_contact_log', 'costPerCase', 'caseWindows', 'painPoints', 'painPointsBy');
  note(log === null, 'no_contact_log', 'falseResolutions', 'nextIssues', 'silentRisks', 'channelFlows');
  note(resolved === undefined, 'no_resolutions', 'falseResolutions');
  note(log?.cases.index.given.includes(1) === false, 'no_case_ids', 'falseResolutions');
  note(topic === undefined, 'no_topics', 'falseResolutions', 'nextIssues');
  note(channel === undefined, 'no_channels', 'channelFlows');
  return reasons;
}

/** Customers still here before those who left, each by score, hardest first, ties by id; or the ones named. */
export function customerEfforts(analysis: Analysis, named: readonly number[] | null): Rows<CustomerEffort> {
  const { lifecycle } = analysis;
  const { values } = analysis.effort.score;
  const gone = (row: number) =>
    Number(lifecycle.status[row] === STATUS.churned || lifecycle.status[row] === STATUS.lapsed);
  const hardness = (row: number) => (Number.isNaN(values[row]!) ? -1 : values[row]!);
  const order =
    named ?? Int32Array.from(values.keys()).sort((a, b) => gone(a) - gone(b) || hardness(b) - hardness(a) || a - b);
  return rowsOf(order.length, (index) => customerEffort(analysis, order[index]!));
}

function customerEffort({ dataset, lifecycle, effort, retention }: Analysis, row: number): CustomerEffort {
  const segment = dataset.customers.texts.get('segment');
  const code = segment?.codes[row] ?? -1;
  const stake = valueAt(retention.atStake, row);
  return {
    customerId: dataset.customerIds[row]!,
    segment: code < 0 ? null : segment!.dictionary.text(code),
    status: STATUSES[lifecycle.status[row]!]!,
    score: valueAt(effort.score, row),
    effortStatus: EFFORT_STATUSES[effort.status[row]!] ?? null,
    cases: valueAt(effort.cases, row),
    contacts: valueAt(effort.contacts, row),
    coverage: valueAt(effort.coverage, row),
    atStake: stake === null ? null : toUnits(stake),
    receipts: effort.log === null ? [] : receiptRows(effort.log, row),
    reason: reasonAt(effort.score, row),
  };
}
