import type { SurvivalSample } from '../../math/kaplanMeier.ts';

/** Fewer leavers may have left on such days by chance. */
const LEAST_EVENTS = 10;
/** So near a whole month of tenure, a day or so, is on it. */
const NEAR_MONTHS = 0.05;
const MOST = 0.8;

/**
 * Where customers leave as a month of tenure ends, nobody can leave within one: who is still here has been at risk for whole
 * months alone, and what has passed of the running month says nothing of leaving. The sample as it is where they leave on
 * any day.
 */
export function atBillingDays<T extends Pick<SurvivalSample, 'exit' | 'event'>>(sample: T): T {
  const { exit, event } = sample;
  let [left, onTheDay] = [0, 0];
  for (let i = 0; i < exit.length; i++) {
    if (event[i] !== 1) continue;
    left++;
    if (exit[i]! > NEAR_MONTHS && Math.abs(exit[i]! - Math.round(exit[i]!)) <= NEAR_MONTHS) onTheDay++;
  }
  if (left < LEAST_EVENTS || onTheDay < MOST * left) return sample;
  return { ...sample, exit: exit.map((months, i) => (event[i] === 1 ? months : Math.floor(months))) };
}
