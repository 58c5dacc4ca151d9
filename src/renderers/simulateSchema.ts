import { NEXT_STEPS } from '../domain/economics.ts';
import { GRADES } from '../domain/grades.ts';
import {
  closed,
  documentOf,
  GRADE,
  groundsOf,
  NUMBER,
  NUMBER_OR_NULL,
  orNull,
  REASON_OR_NULL,
  REASONS_BY_PATH,
  SCORE_OR_NULL,
  type Schema,
  SHARE,
  SHARE_OR_NULL,
  SIZE,
} from './schemaParts.ts';

const TEXT = { type: 'string', minLength: 1 };
const NOT_NEGATIVE = { type: ['number', 'null'], minimum: 0 };

/** JSON Schema of the `simulate` report. */
export function simulateReportSchema(): Schema {
  return documentOf('simulate', { ...groundsOf(), simulate: simulateSchema() });
}

/** JSON Schema of the `simulate` member of a simulation. */
export function simulateSchema(): Schema {
  const interval = closed({ method: { const: 'parametric simulation' }, draws: SIZE, level: SHARE });
  const evidence = closed({
    restsOn: { enum: ['data', 'assumption', 'nothing'] },
    weightOnData: SHARE_OR_NULL,
    grade: { enum: [...GRADES, null] },
    words: TEXT,
  });
  const fivePoints = closed({
    retention: SHARE_OR_NULL,
    valueChange: NUMBER_OR_NULL,
    churnCut: SHARE_OR_NULL,
    horizonMargin: NUMBER_OR_NULL,
    grade: GRADE,
    reason: REASON_OR_NULL,
  });
  return closed({
    onRevenue: { type: 'boolean' },
    ...{ interval, evidence: orNull(evidence), fivePoints: orNull(fivePoints), oneMoreWon: orNull(estimateSchema()) },
    scenarios: list(scenarioSchema()),
  });
}

function estimateSchema(): Schema {
  return closed({
    ...{ value: NUMBER_OR_NULL, low: NUMBER_OR_NULL, high: NUMBER_OR_NULL },
    ...{ grade: GRADE, reason: REASON_OR_NULL },
  });
}

function scenarioSchema(): Schema {
  return closed({
    name: TEXT,
    given: list({ type: 'string' }),
    horizonMonths: { type: 'number', exclusiveMinimum: 0 },
    annualDiscountRate: SHARE,
    changes: orNull(changesSchema()),
    programme: orNull(programmeSchema()),
    reason: REASON_OR_NULL,
    receipts: list(closed({ line: TEXT, words: TEXT })),
  });
}

function changesSchema(): Schema {
  const estimate = estimateSchema();
  return closed({
    ...{ customers: SIZE, customersHere: { type: 'number', minimum: 0 } },
    ...{ valueToday: estimate, revaluedBy: NUMBER, serviceToday: NUMBER_OR_NULL },
    ...{ effortNow: SCORE_OR_NULL, effortThen: SCORE_OR_NULL, hazardRatio: estimate },
    ...{ retentionNow: SHARE, retentionThen: SHARE, points: estimate, churnCut: NUMBER_OR_NULL },
    ...{ customersKept: estimate, marginChange: estimate, fromStaying: NUMBER, fromPrice: NUMBER },
    ...{ serviceChange: estimate, netChange: estimate, newCustomer: newCustomerSchema() },
    bySegment: list(closed({ key: { type: ['string', 'null'] }, customers: SIZE, netChange: NUMBER })),
  });
}

function newCustomerSchema(): Schema {
  return closed({
    ...{ lifetimeValue: NUMBER_OR_NULL, valueChange: NUMBER_OR_NULL },
    ...{ acquisitionCost: NOT_NEGATIVE, acquisitionCostThen: NOT_NEGATIVE },
    ...{ ltvToCac: NUMBER_OR_NULL, ltvToCacThen: NUMBER_OR_NULL },
    ...{ paybackMonths: NOT_NEGATIVE, paybackMonthsThen: NOT_NEGATIVE },
    ...{ grade: GRADE, reasons: REASONS_BY_PATH },
  });
}

function programmeSchema(): Schema {
  const year = closed({
    year: SIZE,
    costs: NUMBER_OR_NULL,
    ...{ fromStaying: NUMBER_OR_NULL, fromPrice: NUMBER_OR_NULL, serviceSaved: NUMBER_OR_NULL, benefits: NUMBER },
    ...{ net: NUMBER_OR_NULL, discountedNet: NUMBER_OR_NULL, cumulative: NUMBER_OR_NULL },
  });
  const bar = closed({ input: TEXT, low: TEXT, high: TEXT, npvLow: NUMBER, npvHigh: NUMBER });
  return closed({
    costSource: { enum: ['given', 'ledger', null] },
    ...{ years: { type: 'integer', minimum: 1 }, annualDiscountRate: SHARE },
    ...{ benefitFactor: { type: 'number', minimum: 0 }, costFactor: { type: 'number', minimum: 0 } },
    cash: list(year),
    ...{ costs: NUMBER_OR_NULL, benefits: NUMBER_OR_NULL, npv: NUMBER_OR_NULL },
    ...{ npvP10: NUMBER_OR_NULL, npvP50: NUMBER_OR_NULL, npvP90: NUMBER_OR_NULL, paysShare: SHARE_OR_NULL },
    ...{ roi: NUMBER_OR_NULL, paybackMonths: NOT_NEGATIVE, valueOfBase: NUMBER_OR_NULL },
    ...{ breakEvenPoints: NUMBER_OR_NULL, breakEvenOnCurves: NOT_NEGATIVE, costPerCustomerKept: NOT_NEGATIVE },
    ...{ costPerCustomerKeptLow: NOT_NEGATIVE, costPerCustomerKeptHigh: NOT_NEGATIVE, next: { enum: NEXT_STEPS } },
    tornado: list(bar),
    ...{ grade: GRADE, reasons: REASONS_BY_PATH },
  });
}

function list(items: Schema): Schema {
  return { type: 'array', items };
}
