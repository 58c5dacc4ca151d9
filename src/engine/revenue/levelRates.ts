import { quadraticForm } from '../../math/symmetric.ts';
import { type WaldTest, waldTest } from '../../math/wald.ts';
import { type StayingCurve, tailFrom } from './retentionCurve.ts';
import { byLevel, byMonth, type TimeAtRisk } from './timeAtRisk.ts';

/** At which rates levels leave, beside one another and at r = 1. */
export interface LevelRates extends WaldTest {
  readonly rates: Float64Array;
  readonly baseline: StayingCurve;
}

/** Rates settle long before. */
const MOST_STEPS = 200;
const SETTLED = 1e-12;
/** What is believed of each rate beforehand: half a customer left where half a customer was to leave. */
const BELIEF = 0.5;

/**
 * The piecewise exponential model (Holford 1980): λ_m·r_l, λ_m constant within each month of tenure, by maximum
 * likelihood, each r_l with a Gamma(½, ½) prior; the differences of ln r count by the share that Wald's
 * test leaves of them.
 */
export function levelRates(time: TimeAtRisk): LevelRates {
  const found = relativeRates(time);
  const beside = found.slice(1).map((rate) => Math.log(rate / found[0]!));
  const test = waldTest(quadraticForm(informationOf(time, found), beside), beside.length);
  const rates = found.map((rate) => rate ** test.share);
  return { ...test, rates, baseline: baselineOf(time, rates) };
}

/** Everybody at one rate. */
export function commonRate(time: TimeAtRisk): StayingCurve {
  return baselineOf(time, new Float64Array(time.levels).fill(1));
}

/** r_l = (D_l + ½) / (Σ_m λ_m·E_lm + ½) and λ_m = D_m / Σ_l r_l·E_lm, one after the other until neither moves. */
function relativeRates(time: TimeAtRisk): Float64Array {
  const [leftInMonth, leftOfLevel] = [byMonth(time, time.left), byLevel(time, time.left)];
  let rates: Float64Array = new Float64Array(time.levels).fill(1);
  for (let step = 0; step < MOST_STEPS; step++) {
    const all = byMonth(time, time.exposure, rates);
    const toLeave = byLevel(
      time,
      time.exposure,
      leftInMonth.map((left, month) => (left > 0 ? left / all[month]! : 0)),
    );
    const next = rates.map((_, level) => (leftOfLevel[level]! + BELIEF) / (toLeave[level]! + BELIEF));
    const moved = next.reduce((most, rate, level) => Math.max(most, Math.abs(rate / rates[level]! - 1)), 0);
    rates = next;
    if (moved < SETTLED) break;
  }
  return rates;
}

/** p_lm = r_l·E_lm / Σ r·E: each level's share of those who are to leave in a month. */
export function sharesOf(time: TimeAtRisk, rates: Float64Array): Float64Array {
  const all = byMonth(time, time.exposure, rates);
  return time.exposure.map((exposure, place) => {
    const month = place % time.months;
    return all[month]! > 0 ? (rates[(place - month) / time.months]! * exposure) / all[month]! : 0;
  });
}

/** Information on ln r beside the first level's: Σ_m D_m (diag p_m − p_m·p_mᵀ), that of the partial likelihood (Cox 1972). */
export function informationOf(time: TimeAtRisk, rates: Float64Array): Float64Array {
  const [size, shares, left] = [time.levels - 1, sharesOf(time, rates), byMonth(time, time.left)];
  const information = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let month = 0; month < time.months; month++) {
        const [a, b] = [shares[(i + 1) * time.months + month]!, shares[(j + 1) * time.months + month]!];
        information[i * size + j]! += left[month]! * ((i === j ? a : 0) - a * b);
      }
    }
  }
  return information;
}

/** The curve at r = 1, with the rate of the last months beyond, as `retentionCurve` has it of all. */
function baselineOf(time: TimeAtRisk, rates: Float64Array): StayingCurve {
  const [all, left, last] = [byMonth(time, time.exposure, rates), byMonth(time, time.left), time.months - 1];
  const [survival, logVariance] = [new Float64Array(last + 1).fill(1), new Float64Array(last + 1)];
  for (let month = 0; month < last; month++) {
    const rate = all[month]! > 0 ? left[month]! / all[month]! : 0;
    survival[month + 1] = survival[month]! * Math.exp(-rate);
    logVariance[month + 1] = logVariance[month]! + (rate > 0 ? rate / all[month]! : 0);
  }
  const from = tailFrom(last);
  const ofTail = (of: Float64Array) => of.reduce((sum, value, month) => (month < from ? sum : sum + value), 0);
  const [exposure, events] = [ofTail(all), ofTail(left)];
  const inTail = (month: number) => month >= from && exposure > 0;
  const tailShare = Float64Array.from({ length: last }, (_, month) => (inTail(month) ? all[month]! / exposure : 0));
  return {
    survival,
    logVariance,
    tailHazard: exposure > 0 ? (events + 0.5) / exposure : 0,
    tailEvents: events,
    tailShare,
  };
}
