import type { ArmReport, CampaignReport, ProfitReport, TargetingReport } from '../domain/campaignReport.ts';
import { PRIORS } from '../domain/options.ts';
import {
  type ContrastRow,
  type CustomerStay,
  type CustomerUplift,
  ESTIMATORS,
  type EstimatorsReport,
  type HazardRatio,
  type LogOdds,
  type PortfolioUplift,
  type UpliftEstimate,
  type UpliftFindings,
} from '../domain/upliftReport.ts';
import { contactSteps } from './effortSchema.ts';
import {
  COUNT_OR_NULL,
  closed,
  documentOf,
  EFFORT_STATUS,
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

/** JSON Schema of the `uplift` report. */
export function upliftReportSchema(): Schema {
  return documentOf('uplift', { ...groundsOf(), uplift: findings(), customers: customers() });
}

/** What the uplift stands on. */
export const BASIS = { enum: ['measured', 'association', 'assumed', 'none'] } as const;
const RATIO = objectOf<HazardRatio>({ ratio: NUMBER, low: NUMBER, high: NUMBER });
const LOG_ODDS = objectOf<LogOdds>({ logOdds: NUMBER, se: NUMBER, low: NUMBER, high: NUMBER });

function findings(): Schema {
  return objectOf<UpliftFindings>({
    basis: BASIS,
    verdict: TEXT,
    wouldChange: TEXT,
    campaign: orNull(campaign()),
    naive: orNull(RATIO),
    lagged: orNull(RATIO),
    contradict: YES_OR_NO,
    estimate: orNull(estimate()),
    portfolio: portfolio(),
    estimators: orNull(estimators()),
    survivalByBand: orNull(survivalByBand()),
    byContacts: contactSteps(),
    association: orNull(
      objectOf<NonNullable<UpliftFindings['association']>>({
        customers: SIZE,
        churned: SIZE,
        logOdds: orNull(LOG_ODDS),
        p: SHARE_OR_NULL,
        auc: SHARE_OR_NULL,
        aucLow: NUMBER_OR_NULL,
        aucHigh: NUMBER_OR_NULL,
      }),
    ),
    reasons: REASONS_BY_PATH,
  });
}

function estimate(): Schema {
  return objectOf<UpliftEstimate>({
    dataAlone: orNull(LOG_ODDS),
    prior: orNull(closed({ name: { enum: PRIORS }, mean: NUMBER, sd: NUMBER })),
    blended: orNull(LOG_ODDS),
    weightOnData: SHARE_OR_NULL,
    grade: GRADE,
    p: SHARE_OR_NULL,
    rows: SIZE,
    monthsPerRow: NUMBER,
    events: SIZE,
    adjustedFor: TEXTS,
    leftOut: TEXTS,
    heldByPrior: TEXTS,
    trouble: TEXT_OR_NULL,
    weightsFrom: { enum: ['published', 'surveys', 'churn'] },
  });
}

function portfolio(): Schema {
  return objectOf<PortfolioUplift>({
    target: { type: 'number', minimum: 0, maximum: 100 },
    horizonMonths: NUMBER,
    since: { enum: ['start', 'today'] },
    now: SHARE_OR_NULL,
    easy: SHARE_OR_NULL,
    points: NUMBER_OR_NULL,
    low: NUMBER_OR_NULL,
    high: NUMBER_OR_NULL,
    value: NUMBER_OR_NULL,
    valueGrade: GRADE,
    netOfService: YES_OR_NO,
    dataAlone: orNull(closed({ points: NUMBER, low: NUMBER, high: NUMBER })),
    avoidableEvents: NUMBER_OR_NULL,
    events: COUNT_OR_NULL,
    grade: GRADE,
    weightOnData: SHARE_OR_NULL,
  });
}

function estimators(): Schema {
  return objectOf<EstimatorsReport>({
    rows: SIZE,
    exposedRows: SIZE,
    contrasts: listOf<ContrastRow>({
      estimator: { enum: ESTIMATORS },
      exposed: NUMBER,
      unexposed: NUMBER,
      difference: NUMBER,
      se: NUMBER_OR_NULL,
      low: NUMBER_OR_NULL,
      high: NUMBER_OR_NULL,
    }),
    agree: YES_OR_NO,
    overlap: objectOf<EstimatorsReport['overlap']>({
      propensityLow: SHARE,
      propensityHigh: SHARE,
      clipped: SIZE,
      effectiveExposed: NUMBER,
      effectiveUnexposed: NUMBER,
      worstImbalance: NUMBER,
      worstCovariate: TEXT_OR_NULL,
    }),
    riskRatio: NUMBER_OR_NULL,
    eValue: NUMBER_OR_NULL,
    eValueOfBound: NUMBER_OR_NULL,
    withoutCovariates: { type: 'array', items: closed({ without: TEXT, difference: NUMBER }) },
  });
}

function survivalByBand(): Schema {
  const band = closed({
    status: EFFORT_STATUS,
    survival: SHARE_OR_NULL,
    meanMonths: NUMBER_OR_NULL,
    meanMonthsSe: NUMBER_OR_NULL,
  });
  return objectOf<NonNullable<UpliftFindings['survivalByBand']>>({
    fromMonth: NUMBER,
    bands: { type: 'array', items: band },
    logRank: orNull(closed({ chiSquare: NUMBER, degrees: SIZE, p: SHARE })),
  });
}

function campaign(): Schema {
  const curve = (what: 'gain' | 'profit') => ({ type: 'array', items: closed({ depth: SHARE, [what]: NUMBER }) });
  const targeting = orNull(
    objectOf<TargetingReport>({
      q: NUMBER,
      low: NUMBER,
      high: NUMBER,
      upliftInTopTenth: NUMBER_OR_NULL,
      curve: curve('gain'),
    }),
  );
  const arm = listOf<ArmReport>({
    arm: TEXT,
    treatedRows: SIZE,
    controlRows: SIZE,
    treatedMean: NUMBER,
    controlMean: NUMBER,
    difference: NUMBER,
    se: NUMBER,
    low: NUMBER,
    high: NUMBER,
    byUplift: targeting,
    byRisk: targeting,
    profit: orNull(
      objectOf<ProfitReport>({ bestDepth: SHARE, bestProfit: NUMBER, profitOfAll: NUMBER, curve: curve('profit') }),
    ),
  });
  return objectOf<CampaignReport>({
    control: TEXT_OR_NULL,
    outcome: TEXT_OR_NULL,
    arms: arm,
    covariates: TEXTS,
    reasons: REASONS_BY_PATH,
  });
}

/** A customer's chance of staying, as the save list tells it too. */
export const STAY = {
  customerId: TEXT,
  segment: TEXT_OR_NULL,
  status: STATUS_WORD,
  effort: SCORE_OR_NULL,
  now: SHARE_OR_NULL,
  easy: SHARE_OR_NULL,
  uplift: NUMBER_OR_NULL,
  low: NUMBER_OR_NULL,
  high: NUMBER_OR_NULL,
} as const satisfies { readonly [K in keyof CustomerStay]-?: Schema };

function customers(): Schema {
  return listOf<CustomerUplift>({
    ...STAY,
    upliftValue: NUMBER_OR_NULL,
    costIfWorse: NUMBER_OR_NULL,
    grade: GRADE,
    weightOnData: SHARE_OR_NULL,
    reason: REASON_OR_NULL,
  });
}
