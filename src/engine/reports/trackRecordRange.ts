import type { TrackRecord } from '../../domain/backtest.ts';
import type { Amount } from '../../domain/figures.ts';
import { normalQuantile } from '../../math/normal.ts';
import { unknown } from '../amounts.ts';
import { INTERVAL_TAIL } from '../revenue/outcome.ts';
import { MIN_EVENTS } from './trust.ts';

interface Total {
  readonly expected: Amount;
  readonly low: Amount;
  readonly high: Amount;
}

const Z = normalQuantile(1 - INTERVAL_TAIL);
/** From a tenth to ten times is no range any more; typing errors in amounts would make it billions. */
const WIDEST = 10;

/**
 * The 90% interval of a total, widened by how far the forecast missed its own past. That miss is one draw from the
 * model's error: its square, less what chance and parameters explain of it, estimates the error's variance (moments, as
 * DerSimonian & Laird 1986 do between studies), and adds to the total's own. One draw tells little of a variance: the
 * range holds nine in ten where the model goes on missing as it did, two in three where each period misses anew.
 */
export function trackRecordRange({ expected, low, high }: Total, record: TrackRecord): Pick<Total, 'low' | 'high'> {
  if (expected.value === null || low.value === null || high.value === null) return { low, high };
  const error = record.tried ? errorVariance(record) : null;
  if (error === null || !(expected.value > 0)) {
    return { low: unknown('no_track_record'), high: unknown('no_track_record') };
  }
  if (error === 0) return { low, high };
  const factor = Math.exp(Z * Math.sqrt(relativeVariance(expected.value, high.value) + error));
  if (factor > WIDEST) return { low: unknown('missed_too_far'), high: unknown('missed_too_far') };
  return {
    low: { ...low, value: Math.min(low.value, expected.value / factor) },
    high: { ...high, value: Math.max(high.value, expected.value * factor) },
  };
}

/** Variance of ln(total) that the miss shows beyond chance and parameters; null where too little happened. */
function errorVariance({ value, forecast }: Extract<TrackRecord, { tried: true }>): number | null {
  if (value === null || forecast.actual < MIN_EVENTS || !(value.actual > 0 && value.predicted > 0)) return null;
  const miss = Math.log(value.predicted / value.actual);
  return Math.max(0, miss * miss - relativeVariance(value.predicted, value.high));
}

function relativeVariance(expected: number, high: number): number {
  return ((high / expected - 1) / Z) ** 2;
}
