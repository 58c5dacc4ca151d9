import { describe, expect, test } from 'vitest';
import type { TrackRecord } from '../../src/domain/backtest.ts';
import { trackRecordRange } from '../../src/engine/reports/trackRecordRange.ts';

const amount = (value: number) => ({ value, grade: 'modelled', reason: null }) as const;
/** 10% either way: a relative standard error of .1/1.645. */
const total = { expected: amount(1000), low: amount(900), high: amount(1100) };

function record(predicted: number, actual: number, events = 500): TrackRecord {
  const errors = { meanAbsoluteError: 0, rootMeanSquaredError: 0, spearman: null, topDecileCapture: null };
  return {
    tried: true,
    trust: '',
    behaviour: 'transactional',
    target: 'purchases',
    splitAt: '2024-01-01',
    endAt: '2024-07-01',
    days: 182,
    model: 'mbg-nbd',
    seasonal: false,
    customers: 400,
    forecast: { ...errors, actual: events, predicted: events, bias: 0, logScore: null },
    baselines: [],
    calibration: [],
    value: { actual, predicted, low: 0.9 * predicted, high: 1.1 * predicted, bias: predicted / actual - 1 },
    coverage: { counts: null, value: null },
  };
}

describe('the range of a total, judged by its past', () => {
  test('is its own interval where the past was met within what chance explains', () => {
    expect(trackRecordRange(total, record(500, 520))).toEqual({ low: total.low, high: total.high });
  });

  test('adds the variance that the miss shows beyond chance', () => {
    const { low, high } = trackRecordRange(total, record(500, 750));
    // ln(1.5)² − (.1/1.645)² of error, and (.1/1.645)² of its own: what is left is ln 1.5, times 1.645.
    expect(high.value!).toBeCloseTo(1000 * 1.5 ** 1.6448536269514722, 6);
    expect(low.value!).toBeCloseTo(1000 / 1.5 ** 1.6448536269514722, 6);
  });

  test('is as wide for a past that was overrated as for one that was underrated', () => {
    const [over, under] = [trackRecordRange(total, record(750, 500)), trackRecordRange(total, record(500, 750))];
    expect(over.low.value!).toBeCloseTo(under.low.value!, 9);
    expect(over.high.value!).toBeCloseTo(under.high.value!, 9);
  });

  test('is null with a reason where nothing was tried, or too little happened', () => {
    for (const past of [{ tried: false, why: '' } as const, record(500, 750, 29), record(500, 0)]) {
      const { low, high } = trackRecordRange(total, past);
      expect([low.value, low.reason, high.value]).toEqual([null, 'no_track_record', null]);
    }
  });

  test('is no range where it would reach from less than a tenth to more than ten times', () => {
    const { low, high } = trackRecordRange(total, record(500, 5000));
    expect([low.value, high.value, low.reason, high.reason]).toEqual([null, null, 'missed_too_far', 'missed_too_far']);
  });

  test('of an unknown total is unknown for its own reason', () => {
    const none = { value: null, grade: 'modelled', reason: 'no_revenue' } as const;
    expect(trackRecordRange({ expected: none, low: none, high: none }, record(1, 2)).low.reason).toBe('no_revenue');
  });
});
