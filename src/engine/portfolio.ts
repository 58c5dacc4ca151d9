import type { TrackRecord } from '../domain/backtest.ts';
import { STATUS } from '../domain/features.ts';
import { KIND } from '../domain/fields.ts';
import type { Amount } from '../domain/figures.ts';
import type { Portfolio } from '../domain/results.ts';
import { dayOf } from '../foundation/days.ts';
import { AmountBook } from './amountBook.ts';
import { totalOfPresent, unknown, weaker } from './amounts.ts';
import type { Analysis } from './analyse.ts';
import { economicsOf } from './economics/economics.ts';
import { carriedTotal } from './features/carried.ts';
import { fiveMorePoints } from './fivePoints.ts';
import { trackRecordRange } from './reports/trackRecordRange.ts';
import { spreadOf, valueByCohort, valueByText } from './valueGroups.ts';
import type { Wings } from './wings.ts';

/**
 * The headline: customers, money, effort, retention and cost of the whole base, each graded or null with a reason; the
 * expected value also as its track record lets it be read.
 */
export function summarisePortfolio(wings: Analysis, record: TrackRecord): Portfolio {
  const { effort, retention, revenue } = wings;
  const book = new AmountBook();
  const value = revenue.portfolio;
  const judged = trackRecordRange(value, record);
  const atRisk = totalOfPresent(retention.atStake, wings.lifecycle.status, 'no_value');
  return {
    ...countCustomers(wings),
    ...countInteractions(wings),
    revenue: {
      gross: book.money('revenue.gross', value.gross),
      refunds: book.money('revenue.refunds', value.refunds),
      unmatchedRefunds: book.money('revenue.unmatchedRefunds', value.unmatchedRefunds),
      net: book.money('revenue.net', value.net),
    },
    value: {
      observedMargin: book.money('value.observedMargin', value.observedMargin),
      expected: book.money('value.expected', value.expected),
      low: book.money('value.low', value.low),
      high: book.money('value.high', value.high),
      trackRecordLow: book.money('value.trackRecordLow', judged.low),
      trackRecordHigh: book.money('value.trackRecordHigh', judged.high),
      horizonMonths: book.plain('value.horizonMonths', monthsOf(value.expected, revenue.horizonMonths)),
      grade: value.expected.grade,
    },
    effort: {
      mean: book.plain('effort.mean', effort.mean),
      surveyMean: book.plain('effort.surveyMean', effort.surveyMean),
      bands: effort.bands,
      verdict: retention.verdict,
      evidence: retention.measured?.validation.verdict ?? null,
    },
    retention: retentionPart(wings, book),
    cost: costPart(wings, book),
    economics: economicsOf(wings, book, 'economics.'),
    bySegment: valueByText(wings, 'segment'),
    byPlan: valueByText(wings, 'plan'),
    byCohort: valueByCohort(wings),
    spread: spreadOf(wings),
    roi: book.plain('roi', wings.cost.portfolio.roi),
    valueAtRisk: book.money('valueAtRisk', atRisk),
    atRiskShare: book.plain('atRiskShare', shareAtRisk(atRisk, value.expected, wings.expectedServiceMinor)),
    grades: book.grades,
    reasons: book.reasons,
  };
}

/** A horizon that nothing is expected over is none. */
function monthsOf(expected: Amount, horizonMonths: number): Amount {
  return expected.value === null ? expected : { ...expected, value: horizonMonths };
}

/** Of what the base would be worth over the horizon if nobody left, net of serving it, the share that leaving takes away. */
function shareAtRisk(atRisk: Amount, expected: Amount, expectedServiceMinor: number): Amount {
  if (atRisk.value === null) return atRisk;
  if (expected.value === null) return expected;
  const whole = atRisk.value + expected.value - expectedServiceMinor;
  if (!(whole > 0)) return unknown('not_positive');
  return { value: atRisk.value / whole, grade: weaker(atRisk.grade, expected.grade), reason: null };
}

function retentionPart(wings: Wings, book: AmountBook): Portfolio['retention'] {
  const { portfolio } = wings.retention;
  const five = fiveMorePoints(wings);
  return {
    rate: book.plain('retention.rate', portfolio.rate),
    low: book.plain('retention.low', portfolio.low),
    high: book.plain('retention.high', portfolio.high),
    upliftPoints: book.plain('retention.upliftPoints', portfolio.upliftPoints),
    upliftLow: book.plain('retention.upliftLow', portfolio.upliftLow),
    upliftHigh: book.plain('retention.upliftHigh', portfolio.upliftHigh),
    upliftValue: book.money('retention.upliftValue', portfolio.upliftValue),
    grade: portfolio.grade,
    weightOnData: portfolio.weightOnData,
    plusFivePoints: {
      valueChange: book.plain('retention.plusFivePoints.valueChange', five.valueChange),
      churnCut: book.plain('retention.plusFivePoints.churnCut', five.churnCut),
    },
  };
}

function costPart({ cost: { portfolio } }: Wings, book: AmountBook): Portfolio['cost'] {
  return {
    acquisitionPerCustomer: book.money('cost.acquisitionPerCustomer', portfolio.acquisitionPerCustomer),
    retentionPerCustomer: book.money('cost.retentionPerCustomer', portfolio.retentionPerCustomer),
    serviceToDate: book.money('cost.serviceToDate', portfolio.serviceToDate),
    acquisitionToRetention: book.plain('cost.acquisitionToRetention', portfolio.acquisitionToRetention),
    ltvToCac: book.plain('cost.ltvToCac', portfolio.ltvToCac),
    paybackMonths: book.plain('cost.paybackMonths', portfolio.paybackMonths),
    paybackMonthsChurnAdjusted: book.plain('cost.paybackMonthsChurnAdjusted', portfolio.paybackMonthsChurnAdjusted),
  };
}

function countCustomers({ lifecycle: { status } }: Wings) {
  const count = (code: number) => status.reduce((sum, each) => sum + (each === code ? 1 : 0), 0);
  return {
    customers: status.length,
    active: count(STATUS.active),
    churned: count(STATUS.churned),
    lapsed: count(STATUS.lapsed),
    unknown: count(STATUS.unknown),
  };
}

function countInteractions({ dataset, lifecycle, effort }: Wings) {
  const { interactions } = dataset;
  let [seen, purchases] = [0, 0];
  for (let row = 0; row < interactions.rows; row++) {
    if (lifecycle.asOfDay !== null && dayOf(interactions.timeMs[row]!) > lifecycle.asOfDay) continue;
    seen++;
    if (interactions.kind[row] === KIND.purchase) purchases++;
  }
  const counts = effort.counts;
  return {
    interactions: carriedTotal(dataset, 'interactions_to_date') ?? seen,
    purchases: carriedTotal(dataset, 'purchases_to_date') ?? purchases,
    contacts: counts?.contacts ?? carriedContacts(dataset),
    cases: counts === null ? null : counts.casesGiven + counts.casesInferred,
  };
}

/** Null where nobody ever called: then there is no log of contacts either. */
function carriedContacts(dataset: Wings['dataset']): number | null {
  return carriedTotal(dataset, 'inbound_contacts_to_date') || null;
}
