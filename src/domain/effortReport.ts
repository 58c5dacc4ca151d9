import type { Status } from './features.ts';
import type { Grade, ReasonCode } from './grades.ts';
import type { Assumption, EffortBand, EffortStatus, Meta, Reasons, SCHEMA_VERSION, Warning } from './results.ts';
import type { Rows } from './rows.ts';

/** What `cx-roi effort` tells; names are a contract (docs/output.md). Money in currency units, dates ISO. */
export interface EffortReport {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly meta: Meta;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
  readonly effort: EffortFindings;
  readonly customers: Rows<CustomerEffort>;
}

export interface EffortFindings {
  readonly verdict: string;
  /** What the verdict rests on, and what would change it. */
  readonly wouldChange: string;
  /** Mean score of customers with contacts in the window. */
  readonly mean: number | null;
  readonly surveyMean: number | null;
  readonly contacts: number | null;
  readonly casesGiven: number | null;
  readonly casesInferred: number | null;
  /** Contacts, and effort load Σ E/100, per customer-year at risk. */
  readonly contactsPerCustomerYear: number | null;
  readonly loadPerCustomerYear: number | null;
  readonly bands: readonly EffortBand[];
  /** Months that a time at risk stands for: 1, or a shop’s period of purchase; null where nothing can be followed. */
  readonly monthsPerRow: number | null;
  readonly costPerCase: CostPerCase | null;
  readonly caseWindows: readonly CaseWindow[];
  readonly weights: WeightsReport;
  readonly validation: ValidationReport | null;
  /** Where effort arises: topic × channel × agent of a case's first contact, the dearest first. */
  readonly painPoints: readonly PainPointRow[];
  /** The same by one of them at a time. */
  readonly painPointsBy: Readonly<Record<'topic' | 'channel' | 'agent', readonly PainPointRow[]>>;
  readonly falseResolutions: readonly FalseResolutionRow[];
  /** Of the cases closed as resolved, the share that came back under another id. */
  readonly falseResolutionShare: number | null;
  readonly nextIssues: readonly NextIssueRow[];
  readonly silentRisks: readonly SilentRiskRow[];
  readonly channelFlows: readonly ChannelFlowRow[];
  /** Why a part above is null or empty, by its name. */
  readonly reasons: Reasons;
}

/** What of it tells where effort arises and what it costs; cases that came back one at a time. */
export type EffortArising = Pick<
  EffortFindings,
  'costPerCase' | 'painPoints' | 'painPointsBy' | 'falseResolutionShare' | 'nextIssues' | 'channelFlows' | 'reasons'
> & { readonly falseResolutions: Rows<FalseResolutionRow> };

export interface CostPerCase {
  readonly mean: number;
  readonly easy: number | null;
  readonly hard: number | null;
  /** Share that an easy case costs less than a hard one. */
  readonly saving: number | null;
  readonly savingLow: number | null;
  readonly savingHigh: number | null;
  readonly easyCases: number;
  readonly hardCases: number;
  readonly grade: Grade;
}

/** What another `--case-window` would make of the same log. */
export interface CaseWindow {
  readonly windowDays: number;
  readonly cases: number;
  readonly mean: number | null;
  readonly falseResolutions: number | null;
}

export interface WeightsReport {
  /** Where the weights come from that the scores were made with. */
  readonly from: 'published' | 'surveys' | 'churn';
  readonly components: readonly ComponentWeight[];
  readonly learnt: readonly LearntFrom[];
  readonly surveyShare: SurveyShareReport;
}

/** How much an answer counts beside the behaviour in the same case: 0 the behaviour alone, 1 the answer alone. */
export interface SurveyShareReport {
  readonly used: number;
  readonly from: 'assumed' | 'churn';
  readonly assumed: number;
  /** Null with too few answers or leavers. */
  readonly learnt: (Trial & { readonly learnt: number; readonly unconstrained: number | null }) | null;
}

/** Learnt on the earlier part of the calendar, tried on the later beside what is published or assumed. */
interface Trial {
  readonly learntOn: number;
  readonly triedOn: number;
  readonly priorLoss: number;
  readonly learntLoss: number;
  /** Standard error of the difference. */
  readonly lossSe: number;
  /** Loses less on later data, by more than one standard error. */
  readonly kept: boolean;
  readonly why: string;
}

interface ComponentWeight {
  readonly component: string;
  readonly prior: number;
  /** What the scores were made with. */
  readonly used: number;
}

/** Weights learnt from surveys or churn, tried on later data, and whether they earned their place. */
export interface LearntFrom extends Trial {
  readonly from: 'surveys' | 'churn';
  /** Whether the scores were made with them. */
  readonly used: boolean;
  readonly components: readonly {
    readonly component: string;
    readonly prior: number;
    readonly learnt: number;
    readonly shift: number;
    /** Without prior and bound; null where the data do not tell it apart. */
    readonly unconstrained: number | null;
  }[];
}

export interface ValidationReport {
  readonly verdict: string;
  /** Whether it was passed on the published weights, for those in use have seen who left. */
  readonly onPublishedWeights: boolean;
  readonly p: number | null;
  readonly auc: number | null;
  readonly aucLow: number | null;
  readonly aucHigh: number | null;
  readonly trendP: number | null;
  readonly permutationP: number | null;
  readonly surveyRho: number | null;
  readonly surveyCases: number | null;
  readonly brier: number | null;
  readonly brierOfRate: number | null;
  readonly lift: readonly { readonly status: EffortStatus; readonly lift: number | null }[];
  readonly calibration: readonly { readonly rows: number; readonly predicted: number; readonly observed: number }[];
  readonly byContacts: readonly ContactStep[];
}

/** Leaving by number of contacts, pooled until it rises. */
export interface ContactStep {
  readonly fromContacts: number;
  readonly toContacts: number;
  readonly atRisk: number;
  readonly left: number;
  readonly rate: number;
}

export interface PainPointRow {
  readonly topic: string | null;
  readonly channel: string | null;
  readonly agent: string | null;
  readonly cases: number;
  readonly contacts: number;
  /** Drawn towards the mean of all, with its 90% interval. */
  readonly effort: number;
  readonly effortLow: number;
  readonly effortHigh: number;
  readonly customersAtRisk: number;
  readonly moneyAtRisk: number | null;
}

export interface FalseResolutionRow {
  readonly customerId: string;
  readonly caseId: string | null;
  readonly topic: string | null;
  readonly agent: string | null;
  readonly closedAt: string | null;
  readonly returnedAt: string | null;
}

interface NextIssueRow {
  readonly first: string;
  readonly next: string;
  readonly cases: number;
  readonly lift: number;
}

export interface SilentRiskRow {
  readonly customerId: string;
  readonly caseId: string | null;
  readonly caseScore: number;
  readonly lastAt: string | null;
  readonly silentDays: number;
  readonly atStake: number | null;
}

interface ChannelFlowRow {
  readonly from: string;
  readonly to: string;
  readonly changes: number;
  readonly effort: number | null;
}

export interface CustomerEffort {
  readonly customerId: string;
  readonly segment: string | null;
  readonly status: Status;
  readonly score: number | null;
  readonly effortStatus: EffortStatus | null;
  readonly cases: number | null;
  readonly contacts: number | null;
  readonly coverage: number | null;
  readonly atStake: number | null;
  /** Add up to the score. */
  readonly receipts: readonly ReceiptRow[];
  readonly reason: ReasonCode | null;
}

export interface ReceiptRow {
  readonly caseId: string | null;
  readonly topic: string | null;
  readonly channels: readonly string[];
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  readonly contacts: number;
  readonly caseScore: number;
  readonly points: number;
  readonly components: Readonly<Record<string, number | null>>;
  /** The receipt in words: `54 of 78 points: unresolved after 3 contacts, phone → chat → phone`. */
  readonly text: string;
}
