import {
  type CostStep,
  EASING_CODES,
  type LeftOut,
  type SaveListCustomer,
  type SaveListFindings,
  type SaveTotals,
} from '../domain/saveListReport.ts';
import {
  COUNT_OR_NULL,
  closed,
  documentOf,
  GRADE,
  groundsOf,
  listOf,
  NUMBER,
  NUMBER_OR_NULL,
  objectOf,
  REASON,
  REASONS_BY_PATH,
  type Schema,
  SHARE_OR_NULL,
  SIZE,
  TEXT,
  TEXT_OR_NULL,
  YES_OR_NO,
} from './schemaParts.ts';
import { BASIS, STAY } from './upliftSchema.ts';

/** JSON Schema of the `save-list` report. */
export function saveListReportSchema(): Schema {
  return documentOf('save-list', { ...groundsOf(), saveList: findings(), customers: customers() });
}

function findings(): Schema {
  return objectOf<SaveListFindings>({
    basis: BASIS,
    verdict: TEXT,
    noEvidence: YES_OR_NO,
    weightOnData: SHARE_OR_NULL,
    onRevenue: YES_OR_NO,
    target: { type: 'number', minimum: 0, maximum: 100 },
    horizonMonths: NUMBER,
    rankedBy: { enum: ['net', 'netPerCost', 'value'] },
    actionCosts: closed(Object.fromEntries(EASING_CODES.map((code) => [code, NUMBER_OR_NULL]))),
    budget: NUMBER_OR_NULL,
    maxCustomers: COUNT_OR_NULL,
    chosen: totals(),
    paying: totals(),
    portfolioUpliftValue: NUMBER_OR_NULL,
    leftOut: listOf<LeftOut>({ reason: REASON, customers: SIZE, upliftValue: NUMBER_OR_NULL }),
    lapseWindowDays: NUMBER_OR_NULL,
    byCost: listOf<CostStep>({ cost: NUMBER, customers: SIZE, upliftValue: NUMBER, net: NUMBER }),
  });
}

function totals(): Schema {
  return objectOf<SaveTotals>({
    customers: SIZE,
    surelyPaying: COUNT_OR_NULL,
    cost: NUMBER_OR_NULL,
    upliftValue: NUMBER_OR_NULL,
    upliftValueLow: NUMBER_OR_NULL,
    upliftValueHigh: NUMBER_OR_NULL,
    net: NUMBER_OR_NULL,
    netLow: NUMBER_OR_NULL,
    netHigh: NUMBER_OR_NULL,
    saves: NUMBER_OR_NULL,
    savesLow: NUMBER_OR_NULL,
    savesHigh: NUMBER_OR_NULL,
    costPerSave: NUMBER_OR_NULL,
    valuePerSave: NUMBER_OR_NULL,
    grade: GRADE,
    savesGrade: GRADE,
    reasons: REASONS_BY_PATH,
  });
}

function customers(): Schema {
  return listOf<SaveListCustomer>({
    rank: SIZE,
    ...STAY,
    upliftValue: NUMBER,
    upliftValueLow: NUMBER_OR_NULL,
    upliftValueHigh: NUMBER_OR_NULL,
    breakEvenCost: NUMBER,
    actionCost: NUMBER_OR_NULL,
    net: NUMBER_OR_NULL,
    netLow: NUMBER_OR_NULL,
    netHigh: NUMBER_OR_NULL,
    costPerSave: NUMBER_OR_NULL,
    cumulativeCost: NUMBER_OR_NULL,
    action: closed({ code: TEXT, text: TEXT }),
    because: TEXT_OR_NULL,
    grade: GRADE,
    weightOnData: SHARE_OR_NULL,
  });
}
