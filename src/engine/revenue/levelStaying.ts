import { CurveSensitivity } from './curveSensitivity.ts';
import { LevelSensitivity } from './levelSensitivity.ts';
import { conditionalSurvival, type StayingCurve, tailFrom } from './retentionCurve.ts';
import type { LevelStaying } from './staying.ts';
import { type Levels, type Lives, type TimeAtRisk, timeAtRisk, weighted } from './timeAtRisk.ts';

/** Rates settle long before. */
const MOST_STEPS = 200;
const SETTLED = 1e-12;
/** What is believed of each rate beforehand: half a customer left where half a customer was to leave. */
const BELIEF = 0.5;
/** More months than anybody stays. */
const MOST_MONTHS = 1e6;

/**
 * Levels leave at proportional rates at every tenure, S_l(t) = S_0(t)^r_l, with a constant rate of all within each month
 * of tenure: the piecewise exponential model (Holford 1980) by maximum likelihood, each r_l with a Gamma(½, ½) prior, the
 * differences between their logarithms counting by a share. Of a cohort those who leave sooner are gone sooner, so that
 * together they stay longer than at the mean of their rates.
 */
export function levelStaying(
  lives: Lives,
  levels: Levels & { readonly share: number },
  tenureMonths: Float64Array,
): LevelStaying {
  const time = timeAtRisk(lives, levels);
  const rates = relativeRates(time).map((rate) => rate ** levels.share);
  const curve = baseline(time, rates);
  const rateOf = (row: number) => rates[levels.code[row]!]!;
  return {
    rates: besideAll(time, rates),
    survival: (row, months) => conditionalSurvival(curve, tenureMonths[row]!, months) ** rateOf(row),
    place: (row) => levels.code[row]! * MOST_MONTHS + tenureMonths[row]!,
    sensitivity: () =>
      new LevelSensitivity({ time, rates, levels, ofCurve: () => new CurveSensitivity(curve, tenureMonths) }),
  };
}

/** r_l = (D_l + ½) / (Σ_m λ_m·E_lm + ½) and λ_m = D_m / Σ_l r_l·E_lm, one after the other until neither moves. */
function relativeRates(time: TimeAtRisk): Float64Array {
  let rates: Float64Array = new Float64Array(time.leftOfLevel.length).fill(1);
  for (let step = 0; step < MOST_STEPS; step++) {
    const all = weighted(time, rates);
    const next = rates.map((_, level) => {
      let toLeave = BELIEF;
      for (let month = 0; month < time.months; month++) {
        if (all[month]! > 0) toLeave += (time.left[month]! / all[month]!) * time.exposure[level * time.months + month]!;
      }
      return (time.leftOfLevel[level]! + BELIEF) / toLeave;
    });
    const moved = next.reduce((most, rate, level) => Math.max(most, Math.abs(rate / rates[level]! - 1)), 0);
    rates = next;
    if (moved < SETTLED) break;
  }
  return rates;
}

/** Rates so that those of all, weighed by their time at risk, are 1. */
function besideAll(time: TimeAtRisk, rates: Float64Array): Float64Array {
  const sum = (of: Float64Array) => of.reduce((total, value) => total + value, 0);
  const mean = sum(weighted(time, rates)) / sum(time.exposure);
  return rates.map((rate) => rate / mean);
}

/** The curve at r = 1, with the rate of the last months beyond, as `retentionCurve` has it of all. */
function baseline(time: TimeAtRisk, rates: Float64Array): StayingCurve {
  const [all, last] = [weighted(time, rates), time.months - 1];
  const [survival, logVariance] = [new Float64Array(last + 1).fill(1), new Float64Array(last + 1)];
  for (let month = 0; month < last; month++) {
    const rate = all[month]! > 0 ? time.left[month]! / all[month]! : 0;
    survival[month + 1] = survival[month]! * Math.exp(-rate);
    logVariance[month + 1] = logVariance[month]! + (rate > 0 ? rate / all[month]! : 0);
  }
  const from = tailFrom(last);
  const total = (of: Float64Array) => of.reduce((sum, value, month) => (month < from ? sum : sum + value), 0);
  const [exposure, events] = [total(all), total(time.left)];
  const tailShare = Float64Array.from({ length: last }, (_, month) =>
    month >= from && exposure > 0 ? all[month]! / exposure : 0,
  );
  const tailHazard = exposure > 0 ? (events + 0.5) / exposure : 0;
  return { survival, logVariance, tailHazard, tailEvents: events, tailShare };
}
