import type {
  CaseWindow,
  ContactStep,
  CostPerCase,
  CustomerEffort,
  EffortFindings,
  FalseResolutionRow,
  LearntFrom,
  PainPointRow,
  ReceiptRow,
  SilentRiskRow,
  SurveyShareReport,
  ValidationReport,
  WeightsReport,
} from '../domain/effortReport.ts';
import {
  COUNT_OR_NULL,
  closed,
  DATE_OR_NULL,
  documentOf,
  EFFORT_STATUS,
  EFFORT_STATUS_OR_NULL,
  GRADE,
  groundsOf,
  listOf,
  NUMBER,
  NUMBER_OR_NULL,
  objectOf,
  orNull,
  REASON_OR_NULL,
  REASONS_BY_PATH,
  SCORE_OR_NULL,
  type Schema,
  SHARE,
  SHARE_OR_NULL,
  SIZE,
  STATUS_WORD,
  TEXT,
  TEXT_OR_NULL,
  TEXTS,
  YES_OR_NO,
} from './schemaParts.ts';
import { bandsSchema } from './scoreSchema.ts';

/** JSON Schema of the `effort` report. */
export function effortReportSchema(): Schema {
  return documentOf('effort', { ...groundsOf(), effort: findings(), customers: customers() });
}

const SCORE = { type: 'number', minimum: 0, maximum: 100 };

function findings(): Schema {
  return objectOf<EffortFindings>({
    verdict: TEXT,
    wouldChange: TEXT,
    mean: SCORE_OR_NULL,
    surveyMean: NUMBER_OR_NULL,
    contacts: COUNT_OR_NULL,
    casesGiven: COUNT_OR_NULL,
    casesInferred: COUNT_OR_NULL,
    contactsPerCustomerYear: NUMBER_OR_NULL,
    loadPerCustomerYear: NUMBER_OR_NULL,
    bands: bandsSchema(),
    monthsPerRow: NUMBER_OR_NULL,
    costPerCase: orNull(costPerCase()),
    caseWindows: listOf<CaseWindow>({
      windowDays: NUMBER,
      cases: SIZE,
      mean: SCORE_OR_NULL,
      falseResolutions: COUNT_OR_NULL,
    }),
    weights: weights(),
    validation: orNull(validation()),
    painPoints: painPoints(),
    painPointsBy: closed({ topic: painPoints(), channel: painPoints(), agent: painPoints() }),
    falseResolutions: falseResolutions(),
    falseResolutionShare: SHARE_OR_NULL,
    nextIssues: listOf<EffortFindings['nextIssues'][number]>({ first: TEXT, next: TEXT, cases: SIZE, lift: NUMBER }),
    silentRisks: silentRisks(),
    channelFlows: listOf<EffortFindings['channelFlows'][number]>({
      from: TEXT,
      to: TEXT,
      changes: SIZE,
      effort: SCORE_OR_NULL,
    }),
    reasons: REASONS_BY_PATH,
  });
}

function costPerCase(): Schema {
  return objectOf<CostPerCase>({
    mean: NUMBER,
    easy: NUMBER_OR_NULL,
    hard: NUMBER_OR_NULL,
    saving: NUMBER_OR_NULL,
    savingLow: NUMBER_OR_NULL,
    savingHigh: NUMBER_OR_NULL,
    easyCases: SIZE,
    hardCases: SIZE,
    grade: GRADE,
  });
}

function weights(): Schema {
  const component = { component: TEXT, prior: NUMBER };
  const learntComponent = closed({ ...component, learnt: NUMBER, shift: NUMBER, unconstrained: NUMBER_OR_NULL });
  return objectOf<WeightsReport>({
    from: { enum: ['published', 'surveys', 'churn'] },
    components: { type: 'array', items: closed({ ...component, used: NUMBER }) },
    learnt: listOf<LearntFrom>({
      ...trial(),
      from: { enum: ['surveys', 'churn'] },
      used: YES_OR_NO,
      components: { type: 'array', items: learntComponent },
    }),
    surveyShare: objectOf<SurveyShareReport>({
      used: SHARE,
      from: { enum: ['assumed', 'churn'] },
      assumed: SHARE,
      learnt: orNull(closed({ ...trial(), learnt: SHARE, unconstrained: NUMBER_OR_NULL })),
    }),
  });
}

/** What was learnt on earlier data and tried on later. */
function trial() {
  return {
    ...{ learntOn: SIZE, triedOn: SIZE, priorLoss: NUMBER, learntLoss: NUMBER, lossSe: NUMBER },
    ...{ kept: YES_OR_NO, why: TEXT },
  };
}

function validation(): Schema {
  return objectOf<ValidationReport>({
    verdict: TEXT,
    onPublishedWeights: YES_OR_NO,
    p: SHARE_OR_NULL,
    auc: SHARE_OR_NULL,
    aucLow: NUMBER_OR_NULL,
    aucHigh: NUMBER_OR_NULL,
    trendP: SHARE_OR_NULL,
    permutationP: SHARE_OR_NULL,
    surveyRho: NUMBER_OR_NULL,
    surveyCases: COUNT_OR_NULL,
    brier: NUMBER_OR_NULL,
    brierOfRate: NUMBER_OR_NULL,
    lift: { type: 'array', items: closed({ status: EFFORT_STATUS, lift: NUMBER_OR_NULL }) },
    calibration: { type: 'array', items: closed({ rows: SIZE, predicted: NUMBER, observed: NUMBER }) },
    byContacts: contactSteps(),
  });
}

/** Leaving by number of contacts, as the effort and the uplift report have it. */
export function contactSteps(): Schema {
  return listOf<ContactStep>({ fromContacts: SIZE, toContacts: SIZE, atRisk: NUMBER, left: NUMBER, rate: SHARE });
}

function painPoints(): Schema {
  return listOf<PainPointRow>({
    topic: TEXT_OR_NULL,
    channel: TEXT_OR_NULL,
    agent: TEXT_OR_NULL,
    cases: SIZE,
    contacts: SIZE,
    effort: NUMBER,
    effortLow: NUMBER,
    effortHigh: NUMBER,
    customersAtRisk: NUMBER,
    moneyAtRisk: NUMBER_OR_NULL,
  });
}

function falseResolutions(): Schema {
  return listOf<FalseResolutionRow>({
    customerId: TEXT,
    caseId: TEXT_OR_NULL,
    topic: TEXT_OR_NULL,
    agent: TEXT_OR_NULL,
    closedAt: DATE_OR_NULL,
    returnedAt: DATE_OR_NULL,
  });
}

function silentRisks(): Schema {
  return listOf<SilentRiskRow>({
    customerId: TEXT,
    caseId: TEXT_OR_NULL,
    caseScore: SCORE,
    lastAt: DATE_OR_NULL,
    silentDays: NUMBER,
    atStake: NUMBER_OR_NULL,
  });
}

function customers(): Schema {
  return listOf<CustomerEffort>({
    customerId: TEXT,
    segment: TEXT_OR_NULL,
    status: STATUS_WORD,
    score: SCORE_OR_NULL,
    effortStatus: EFFORT_STATUS_OR_NULL,
    cases: COUNT_OR_NULL,
    contacts: COUNT_OR_NULL,
    coverage: SHARE_OR_NULL,
    atStake: NUMBER_OR_NULL,
    receipts: listOf<ReceiptRow>({
      caseId: TEXT_OR_NULL,
      topic: TEXT_OR_NULL,
      channels: TEXTS,
      firstAt: DATE_OR_NULL,
      lastAt: DATE_OR_NULL,
      contacts: SIZE,
      caseScore: SCORE,
      points: NUMBER,
      components: { type: 'object', additionalProperties: SHARE_OR_NULL },
      text: TEXT,
    }),
    reason: REASON_OR_NULL,
  });
}
