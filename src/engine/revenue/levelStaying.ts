import { atBillingDays } from './billingDays.ts';
import { levelNewcomers } from './levelNewcomers.ts';
import { levelRates } from './levelRates.ts';
import { LevelSensitivity } from './levelSensitivity.ts';
import { type DatedLives, laterLoss } from './levelTrial.ts';
import { conditionalSurvival, lastReliableMonth } from './retentionCurve.ts';
import type { LevelStaying } from './staying.ts';
import { byLevel, byMonth, type Levels, type TimeAtRisk, timeAtRisk } from './timeAtRisk.ts';

/** More months than anybody stays. */
const MOST_MONTHS = 1e6;
const SIGNIFICANT = 0.05;

/**
 * Levels leave at proportional rates at every tenure, S_l(t) = S_0(t)^r_l. Of a cohort those who leave sooner are gone
 * sooner, so that together they stay longer than at the mean of their rates. Null unless Wald's test finds the levels
 * different at 5% and months held back are told better by them than by tenure alone.
 */
export function levelStaying(lives: DatedLives, levels: Levels, tenureMonths: Float64Array): LevelStaying | null {
  if (levels.count < 2 || !lives.event.includes(1)) return null;
  const time = timeAtRisk(atBillingDays(lives), levels, lastReliableMonth(lives));
  const found = levelRates(time);
  const { rates, baseline, share, pValue } = found;
  if (!(pValue < SIGNIFICANT && share > 0)) return null;
  const loss = laterLoss(lives, levels);
  if (loss === null || !(loss.asUsed < loss.byTenure)) return null;
  const rateOf = (row: number) => rates[levels.code[row]!]!;
  return {
    ...{ rates: besideAll(time, rates), share, laterLoss: loss },
    survival: (row, months) => conditionalSurvival(baseline, tenureMonths[row]!, months) ** rateOf(row),
    place: (row) => levels.code[row]! * MOST_MONTHS + tenureMonths[row]!,
    newcomers: (monthlyMargin, annualDiscountRate) => levelNewcomers(found, time, monthlyMargin, annualDiscountRate),
    sensitivity: () => new LevelSensitivity({ ...found, time, code: levels.code, tenureMonths }),
  };
}

/** Rates so that those of all, weighed by their time at risk, are 1. */
function besideAll(time: TimeAtRisk, rates: Float64Array): Float64Array {
  const sum = (of: Float64Array) => of.reduce((total, value) => total + value, 0);
  const mean = sum(byMonth(time, time.exposure, rates)) / sum(byLevel(time, time.exposure));
  return rates.map((rate) => rate / mean);
}
