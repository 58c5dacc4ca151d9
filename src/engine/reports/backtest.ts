import type { Backtest, BacktestValue, TrackRecord } from '../../domain/backtest.ts';
import type { Warning } from '../../domain/results.ts';
import { isoDate } from '../../foundation/days.ts';
import { toUnits } from '../../foundation/money.ts';
import type { Analysis } from '../analyse.ts';
import { featuresAsOf } from '../features/carried.ts';
import { revenueInput } from '../prepare.ts';
import { backtestRevenue } from '../revenue/backtest.ts';
import type { TellApart } from '../revenue/backtestReplay.ts';
import type { RevenueBacktest } from '../revenue/backtestReport.ts';
import { toldApart } from '../toldApart.ts';
import { MIN_EVENTS, meetsValue, trustInWords } from './trust.ts';

type History = Parameters<typeof revenueInput>[0];

/** The forecast tried on the end of the history, or why the data do not allow it. A null split leaves a third after it. */
export function backtestOf(ground: History, splitDay: number | null, apart: TellApart | null = toldApart): TrackRecord {
  const why = whyNot(ground);
  if (why !== null) return { tried: false, why };
  const found = backtestRevenue(revenueInput(ground), splitDay, apart);
  return found === null ? { tried: false, why: tooShort(ground) } : { tried: true, ...told(found) };
}

/**
 * More customers than this, and trying costs more than a second beside the scoring itself: the history before the split
 * is fitted and scored as the whole is, which took half a second of processor time for 23,570 customers.
 */
const QUICK_CUSTOMERS = 50_000;
/** Fewer, and the trial says more about chance than about the forecast. */
const MIN_CUSTOMERS = 200;

/** The track record beside a score: tried unless told not to, or unless it would say little or take long. */
export function trackRecord(ground: History & Pick<Analysis, 'individual'>): TrackRecord {
  const { backtest } = ground.options;
  if (backtest === false) return { tried: false, why: 'not asked for (--no-backtest)' };
  const why = whyNot(ground);
  if (why !== null) return { tried: false, why };
  const customers = ground.dataset.customerIds.length;
  if (backtest === null && customers < MIN_CUSTOMERS) {
    return {
      tried: false,
      why: `fewer than ${MIN_CUSTOMERS} customers say little about a forecast; cx-roi backtest does it`,
    };
  }
  if (backtest === null && customers > QUICK_CUSTOMERS) {
    return { tried: false, why: 'it takes as long again as scoring; --backtest, or cx-roi backtest, does it' };
  }
  // A forecast by tenure alone is tried as such.
  return backtestOf(ground, null, ground.individual === null ? null : toldApart);
}

/** A total that its own past does not bear out is called uncalibrated, whatever its interval says. */
export function trackRecordWarnings(record: TrackRecord, expected: number | null, seasonal: boolean): Warning[] {
  return [...uncalibrated(record, expected), ...triedWithoutSeasons(record, seasonal)];
}

/** A forecast that has learnt of seasons since is not the one that was tried. */
function triedWithoutSeasons(record: TrackRecord, seasonal: boolean): Warning[] {
  if (!record.tried || record.seasonal || !seasonal) return [];
  const message = `the forecast takes seasons in, which did not show yet on ${record.splitAt}: how far it missed its past is how far a forecast without them did`;
  return [{ code: 'seasons_untried', message, count: 1 }];
}

function uncalibrated(record: TrackRecord, expected: number | null): Warning[] {
  if (
    !record.tried ||
    record.forecast.actual < MIN_EVENTS ||
    meetsValue(record) ||
    !(expected !== null && expected > 0)
  )
    return [];
  const message = `the interval of the expected value leaves out how far the forecast missed its own past, which value.trackRecordLow and value.trackRecordHigh take in where a range can: ${record.trust}`;
  return [{ code: 'total_uncalibrated', message, count: 1 }];
}

function whyNot({ dataset, asOfDay, lifecycle, purchases }: History): string | null {
  if (featuresAsOf(dataset) !== null) return 'features of customers do not say when each purchase was made';
  if (lifecycle.snapshot) return 'one row a customer without dates does not say when anything happened';
  if (asOfDay === null) return 'the data carry no dates, so there is no end of the history to hold back';
  if (lifecycle.behaviour === 'transactional' && purchases === null) return 'the data hold no dated purchase';
  return null;
}

function tooShort({ lifecycle, asOfDay }: History): string {
  const known = lifecycle.startDay.filter((day) => !Number.isNaN(day));
  const from = known.length === 0 ? null : isoDate(known.reduce((low, day) => Math.min(low, day)));
  return from === null
    ? 'nobody is known to have started'
    : `the history, ${from} to ${isoDate(asOfDay ?? Number.NaN)}, leaves less than two weeks on one side of the split, or nobody to predict`;
}

function told(found: RevenueBacktest): Backtest {
  const { behaviour, splitDay, endDay, model, seasonal, customers, forecast, baselines, calibration, coverage } = found;
  return {
    trust: trustInWords(found),
    behaviour,
    target: behaviour === 'subscription' ? 'leaving' : 'purchases',
    splitAt: isoDate(splitDay)!,
    endAt: isoDate(endDay)!,
    days: endDay - splitDay,
    ...{ model, seasonal, customers, forecast, baselines, calibration },
    value: found.value === null ? null : valueInUnits(found.value),
    coverage,
  };
}

function valueInUnits({ bias, ...sums }: NonNullable<RevenueBacktest['value']>): BacktestValue {
  return {
    actual: toUnits(sums.actual),
    predicted: toUnits(sums.predicted),
    low: toUnits(sums.low),
    high: toUnits(sums.high),
    bias,
  };
}
