import type { CustomerResult, Portfolio } from '../domain/results.ts';
import { ECONOMICS_KINDS } from './economicsKinds.ts';
import type { KindsOf } from './kinds.ts';

/** Every figure of a customer, in the order of the output contract; the compiler keeps the list complete. */
export const CUSTOMER_KINDS = {
  customerId: 'id',
  segment: 'text',
  status: 'status',
  'revenue.gross': 'money',
  'revenue.refunds': 'money',
  'revenue.net': 'money',
  'revenue.orders': 'count',
  'revenue.firstAt': 'date',
  'revenue.lastAt': 'date',
  'value.observedMargin': 'money',
  'value.expected': 'money',
  'value.low': 'money',
  'value.high': 'money',
  'value.probabilityAlive': 'probability',
  'value.expectedPurchases': 'quantity',
  'value.nextPurchaseDays': 'quantity',
  'value.nextPurchaseAt': 'date',
  'value.silenceRank': 'probability',
  'value.grade': 'grade',
  'effort.score': 'score',
  'effort.status': 'effortStatus',
  'effort.cases': 'count',
  'effort.contacts': 'count',
  'effort.coverage': 'probability',
  'retention.now': 'probability',
  'retention.easy': 'probability',
  'retention.uplift': 'difference',
  'retention.low': 'difference',
  'retention.high': 'difference',
  'retention.upliftValue': 'money',
  'retention.grade': 'grade',
  'retention.weightOnData': 'probability',
  'cost.acquisition': 'money',
  'cost.service': 'money',
  'cost.retention': 'money',
  'cost.ltvToCac': 'ratio',
  'cost.paybackMonths': 'months',
  roi: 'ratio',
  atStake: 'money',
  'action.code': 'words',
  'action.text': 'words',
} as const satisfies KindsOf<CustomerResult>;

export type CustomerPath = keyof typeof CUSTOMER_KINDS;
export const CUSTOMER_PATHS = Object.keys(CUSTOMER_KINDS) as readonly CustomerPath[];

/** Every single figure of the portfolio, in the order of the output contract. */
export const PORTFOLIO_KINDS = {
  customers: 'size',
  active: 'size',
  churned: 'size',
  lapsed: 'size',
  unknown: 'size',
  interactions: 'size',
  purchases: 'size',
  contacts: 'count',
  cases: 'count',
  'revenue.gross': 'money',
  'revenue.refunds': 'money',
  'revenue.unmatchedRefunds': 'money',
  'revenue.net': 'money',
  'value.observedMargin': 'money',
  'value.expected': 'money',
  'value.low': 'money',
  'value.high': 'money',
  'value.trackRecordLow': 'money',
  'value.trackRecordHigh': 'money',
  'value.horizonMonths': 'months',
  'value.grade': 'grade',
  'effort.mean': 'score',
  'effort.surveyMean': 'quantity',
  'effort.verdict': 'text',
  'effort.evidence': 'text',
  'retention.rate': 'probability',
  'retention.low': 'probability',
  'retention.high': 'probability',
  'retention.upliftPoints': 'quantity',
  'retention.upliftLow': 'quantity',
  'retention.upliftHigh': 'quantity',
  'retention.upliftValue': 'money',
  'retention.grade': 'grade',
  'retention.weightOnData': 'probability',
  'retention.plusFivePoints.valueChange': 'ratio',
  'retention.plusFivePoints.churnCut': 'probability',
  'cost.acquisitionPerCustomer': 'money',
  'cost.retentionPerCustomer': 'money',
  'cost.serviceToDate': 'money',
  'cost.acquisitionToRetention': 'ratio',
  'cost.ltvToCac': 'ratio',
  'cost.paybackMonths': 'months',
  'cost.paybackMonthsChurnAdjusted': 'months',
  ...ECONOMICS_KINDS,
  roi: 'ratio',
  valueAtRisk: 'money',
  atRiskShare: 'ratio',
} as const satisfies KindsOf<Portfolio>;

export type PortfolioPath = keyof typeof PORTFOLIO_KINDS;

/** A reader of one dotted path, split once; undefined where the path leads nowhere. */
export function readerOf(path: string): (value: object) => unknown {
  const keys = path.split('.');
  return (value) => {
    let current: unknown = value;
    for (const key of keys) {
      if (typeof current !== 'object' || current === null) return undefined;
      current = (current as Readonly<Record<string, unknown>>)[key];
    }
    return current;
  };
}
