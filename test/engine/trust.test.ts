import { describe, expect, test } from 'vitest';
import type { BacktestErrors } from '../../src/domain/backtest.ts';
import { trustInWords } from '../../src/engine/reports/trust.ts';
import type { RevenueBacktest } from '../../src/engine/revenue/backtestReport.ts';

const errors = (changes: Partial<BacktestErrors>): BacktestErrors => ({
  actual: 1000,
  predicted: 1000,
  meanAbsoluteError: 0.5,
  rootMeanSquaredError: 1,
  bias: 0,
  spearman: 0.5,
  topDecileCapture: 0.4,
  logScore: -900,
  ...changes,
});

const worse = { rootMeanSquaredError: 2, logScore: -1000 };

function words(forecast: Partial<BacktestErrors>, changes: Partial<RevenueBacktest> = {}): string {
  return trustInWords({
    behaviour: 'transactional',
    splitDay: 19_600,
    endDay: 19_700,
    model: 'mbg-nbd',
    seasonal: false,
    customers: 500,
    forecast: errors(forecast),
    baselines: [
      { name: 'x/T', ...errors({ ...worse, logScore: null }) },
      { name: 'nbd', ...errors(worse) },
    ],
    calibration: [],
    value: null,
    coverage: { counts: null, value: null },
    ...changes,
  });
}

describe('how far a forecast can be trusted', () => {
  test('says what was foreseen and what happened', () => {
    expect(words({})).toBe(
      'The forecast can be trusted for the total and for telling customers apart: 1,000 purchases foreseen in the 100 days after 2023-08-31, 1,000 were made.',
    );
  });

  test('a count that was met is no total to trust where the money went another way', () => {
    const value = { predicted: 100, low: 80, high: 120, actual: 5000, bias: -0.98 };
    expect(words({}, { value })).toContain(
      'can be trusted for how many purchases are made and for telling customers apart, not for what they are worth: 1,000',
    );
    expect(words({}, { value: { ...value, actual: 118, bias: -0.15 } })).toContain('can be trusted for the total and');
  });

  test('a total that is off is no total to trust, and the sentence says by how much', () => {
    expect(words({ predicted: 1200, bias: 0.2 })).toContain('not for the total (it was 20% off)');
    expect(words({ predicted: 1200, bias: 0.2, spearman: 0.1 })).toContain('neither for the total (it was 20% off)');
  });

  test('a total that chance explains counts as met', () => {
    expect(words({ actual: 50, predicted: 61, bias: 0.22 })).toContain('trusted for the total');
    expect(words({ actual: 50, predicted: 63, bias: 0.26 })).toContain('not for the total');
  });

  test('does not say of one rate for everybody that it told customers apart as well', () => {
    const baselines = [{ name: 'constant rate', ...errors({ logScore: -800, topDecileCapture: 0.1 }) }];
    const told = words({}, { behaviour: 'subscription', baselines });
    expect(told).toContain('telling customers apart');
    expect(told).toContain('; how likely each of them was to leave, one rate for everybody would have told as well.');
    expect(words({ topDecileCapture: 0.1 }, { behaviour: 'subscription', baselines })).toContain(
      '; one rate of leaving for everybody would have done as well.',
    );
  });

  test('does not call leavers told apart where chance alone may have put them there', () => {
    const of = (actual: number) =>
      words({ actual, predicted: actual, topDecileCapture: 0.17 }, { behaviour: 'subscription' });
    expect(of(35)).toContain('hardly for telling customers apart');
    expect(of(70)).toContain('and for telling customers apart');
  });

  test('says so where a simpler way would have done as well', () => {
    const baselines = [{ name: 'nbd', ...errors({ logScore: -900.4 }) }];
    expect(words({}, { baselines })).toContain('; a model in which nobody leaves would have done as well.');
  });

  test('does not judge by a handful of purchases', () => {
    expect(words({ actual: 29, predicted: 29 })).toMatch(/^Too little happened after the split/);
  });

  test('subscribers: how many leave, and whether those at risk were found', () => {
    const subscription = { behaviour: 'subscription', baselines: [] } as const;
    expect(words({ spearman: 0.02, topDecileCapture: 0.11 }, subscription)).toBe(
      'The forecast can be trusted for how many leave, hardly for telling customers apart: 1,000 customers leaving foreseen in the 100 days after 2023-08-31, 1,000 left.',
    );
    expect(words({ spearman: 0.02, topDecileCapture: 0.3 }, subscription)).toContain('and for telling customers apart');
  });
});
