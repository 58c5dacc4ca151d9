import type { CustomerResult, ScoreResult } from '../../src/domain/results.ts';
import { economics } from './economics.ts';

/** A customer whose every figure is known; change what a test is about. */
export function customer(changes: Partial<CustomerResult> = {}): CustomerResult {
  return {
    customerId: 'C1001',
    segment: 'business',
    status: 'active',
    revenue: { gross: 1234.5, refunds: 34.5, net: 1200, orders: 7, firstAt: '2023-01-05', lastAt: '2024-11-30' },
    value: {
      observedMargin: 384,
      expected: 310.25,
      low: 0,
      high: 905.5,
      probabilityAlive: 0.91,
      expectedPurchases: 3.2,
      nextPurchaseDays: 41.5,
      nextPurchaseAt: '2025-02-11',
      silenceRank: 0.4,
      grade: 'modelled',
    },
    effort: { score: 71.5, status: 'high', cases: 3, contacts: 8, coverage: 0.9 },
    retention: {
      now: 0.62,
      easy: 0.74,
      uplift: 0.12,
      low: 0.02,
      high: 0.2,
      upliftValue: 41.75,
      grade: 'blended',
      weightOnData: 0.6,
    },
    cost: { acquisition: 35.75, service: 24.03, retention: 5, ltvToCac: 8.7, paybackMonths: 4.5 },
    roi: 2.4,
    atStake: 117.9,
    action: { code: 'resolve_case', text: 'Settle the open returns case first; 41.75 are at stake' },
    grades: { 'value.expected': 'modelled', atStake: 'blended' },
    reasons: {},
    ...changes,
  };
}

/** A customer of whom only the id is known: every figure null, with its reason. */
export function unknownCustomer(customerId: string): CustomerResult {
  return customer({
    customerId,
    segment: null,
    status: 'unknown',
    revenue: { gross: null, refunds: null, net: null, orders: null, firstAt: null, lastAt: null },
    value: {
      observedMargin: null,
      expected: null,
      low: null,
      high: null,
      probabilityAlive: null,
      expectedPurchases: null,
      nextPurchaseDays: null,
      nextPurchaseAt: null,
      silenceRank: null,
      grade: 'assumed',
    },
    effort: { score: null, status: null, cases: null, contacts: null, coverage: null },
    retention: {
      now: null,
      easy: null,
      uplift: null,
      low: null,
      high: null,
      upliftValue: null,
      grade: 'assumed',
      weightOnData: null,
    },
    cost: { acquisition: null, service: null, retention: null, ltvToCac: null, paybackMonths: null },
    roi: null,
    atStake: null,
    action: { code: 'none', text: 'Nothing to do' },
    grades: {},
    reasons: { 'revenue.net': 'no_purchases', atStake: 'no_value' },
  });
}

/** A whole result over these customers, most at stake first as the engine orders them. */
export function resultOf(customers: readonly CustomerResult[], changes: Partial<ScoreResult> = {}): ScoreResult {
  return {
    schemaVersion: '1',
    meta: {
      program: 'cx-roi',
      version: '0.1.0',
      command: 'score',
      asOf: '2024-12-31',
      currency: 'EUR',
      horizonMonths: 12,
      seed: 1,
      options: { fields: null, horizon: 12 },
      inputs: [
        {
          file: 'customers.csv',
          sha256: '0'.repeat(64),
          kind: 'customers',
          preset: null,
          engine: 'csv-parse',
          engineBecause: 'the file is small',
          rows: { read: 3, used: 3, skipped: 0 },
          cellsRejected: 0,
          customers: null,
        },
      ],
    },
    assumptions: [{ code: 'discount_rate', value: 0.1, source: 'default', replaceWith: '--discount-rate' }],
    warnings: [{ code: 'short_history', message: 'the horizon exceeds twice the observed history', count: 1 }],
    models: {
      behaviour: 'transactional',
      behaviourBecause: 'purchases',
      snapshot: false,
      lapseWindowDays: 90,
      revenue: { model: 'mbg' },
      retention: {},
      effort: {},
      backtest: { tried: false, why: 'the data hold no dated purchase' },
    },
    portfolio: {
      customers: customers.length,
      active: 1,
      churned: 0,
      lapsed: 1,
      unknown: 1,
      interactions: 21,
      purchases: 9,
      contacts: 12,
      cases: 5,
      revenue: { gross: 16056203.2, refunds: 34.5, unmatchedRefunds: 0, net: 16056168.7 },
      value: {
        observedMargin: 384,
        expected: 54210.4,
        low: 48100,
        high: 60300,
        trackRecordLow: 41000,
        trackRecordHigh: 71600,
        horizonMonths: 12,
        grade: 'modelled',
      },
      effort: {
        mean: 44.2,
        surveyMean: 5.66635557629491,
        bands: [
          {
            status: 'none',
            customers: 1,
            customerMonths: 3020,
            churned: 40,
            monthlyChurnRate: 0.0132,
            rateLow: 0.0097,
            rateHigh: 0.0178,
          },
          {
            status: 'high',
            customers: 1,
            customerMonths: 120.5,
            churned: 9,
            monthlyChurnRate: 0.0747,
            rateLow: 0.041,
            rateHigh: 0.13,
          },
        ],
        verdict: 'predicts',
        evidence: 'predicts',
      },
      retention: {
        rate: 0.712,
        low: 0.68,
        high: 0.741,
        upliftPoints: 5.27,
        upliftLow: 1.2,
        upliftHigh: 8.8,
        upliftValue: 6120,
        grade: 'blended',
        weightOnData: 0.62,
        plusFivePoints: { valueChange: 0.333, churnCut: 0.174 },
      },
      cost: {
        acquisitionPerCustomer: 35.75,
        retentionPerCustomer: 5,
        serviceToDate: 1240.5,
        acquisitionToRetention: 7.15,
        ltvToCac: null,
        paybackMonths: null,
        paybackMonthsChurnAdjusted: null,
      },
      economics: economics(),
      byPlan: [],
      bySegment: [
        { key: 'business', customers: 1, active: 1, expected: 310.25, low: 0, high: 905.5 },
        { key: null, customers: 2, active: 0, expected: null, low: null, high: null },
      ],
      byCohort: [{ key: '2023-Q1', customers: 3, active: 1, expected: 54210.4, low: 48100, high: 60300 }],
      spread: [
        { customersShare: 0.1, customers: 1, valueShare: 0.52 },
        { customersShare: 0.5, customers: 2, valueShare: 0.9 },
      ],
      roi: 2.4,
      valueAtRisk: 9800,
      atRiskShare: 0.181,
      grades: { 'revenue.net': 'observed', valueAtRisk: 'blended', 'cost.serviceToDate': 'assumed' },
      reasons: { 'cost.ltvToCac': 'no_margin', 'cost.paybackMonths': 'no_margin' },
    },
    customers: Object.assign([...customers], { at: (index: number) => customers[index]! }),
    ...changes,
  };
}

/** A name that tries everything: escape codes, a right-to-left override, a formula, quotes, line breaks, wide text. */
export const HOSTILE = '=cmd|" /C calc"!A0\u001b[31m\u202egpj.\r\n顧客👩‍👧🫠\ud800';

export function sampleResult(): ScoreResult {
  return resultOf([
    customer(),
    customer({ customerId: HOSTILE, segment: '顧客', status: 'lapsed', atStake: 12.5 }),
    unknownCustomer('-007'),
  ]);
}
