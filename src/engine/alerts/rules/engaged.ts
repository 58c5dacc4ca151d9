import { isoDate } from '../../../foundation/days.ts';
import { counted, plainNumber } from '../../../foundation/words.ts';
import { negativeBinomialTail } from '../../../math/negativeBinomial.ts';
import { RECENT_DAYS } from '../activityDays.ts';
import type { CustomerStates } from '../customerStates.ts';
import type { AlertRule } from './rule.ts';

/** So improbable must the recent activity be under the customer's own past. */
const LEVEL = 0.001;
/** A shorter past is no baseline. */
const LEAST_BASELINE_DAYS = 60;

interface Baseline {
  /** Active days after the first, up to the window, and how many days that was. */
  readonly activeDays: number;
  readonly days: number;
}

/**
 * More active days in the last 30 than the customer's own past makes credible. With n active days in the T before, and a
 * steady rate, the days of the window are negative binomial: NB(n + 1, 30/(30 + T)).
 */
export const ENGAGED: AlertRule = {
  code: 'engaged',
  group: 'engaged',
  applies: (states, row, day) => baselineOf(states, row, day).days >= LEAST_BASELINE_DAYS,
  find: (states, row, day) => {
    const recent = states.activity.recentRepeats(row, day);
    if (recent === 0) return null;
    const baseline = baselineOf(states, row, day);
    const probability = tailOf(baseline, recent);
    if (!(probability <= LEVEL)) return null;
    const usual = (baseline.activeDays / baseline.days) * RECENT_DAYS;
    return () => ({
      text: `Active on ${counted(recent, 'day')} of the last ${RECENT_DAYS}; their past makes that ${plainNumber(usual)} (${counted(baseline.activeDays, 'day')} in ${baseline.days} before). Probability of as much by chance: ${probability < 1e-6 ? 'below 0.000001' : plainNumber(probability)}.`,
      evidence: {
        ...{ activeDays: recent, windowDays: RECENT_DAYS, usualActiveDays: usual },
        ...{ baselineActiveDays: baseline.activeDays, baselineDays: baseline.days, probability },
        lastActiveAt: isoDate(states.activity.last(row)),
      },
    });
  },
  // At most the level, and mostly less, for counts are discrete.
  byChance: (states, row, day) => {
    const baseline = baselineOf(states, row, day);
    for (let days = 1; days <= RECENT_DAYS; days++) {
      const probability = tailOf(baseline, days);
      if (probability <= LEVEL) return probability;
    }
    return 0;
  },
};

function baselineOf({ activity }: CustomerStates, row: number, day: number): Baseline {
  const days = day - RECENT_DAYS - activity.first(row);
  return { activeDays: activity.repeats(row) - activity.recentRepeats(row, day), days };
}

function tailOf({ activeDays, days }: Baseline, recent: number): number {
  return negativeBinomialTail(activeDays + 1, RECENT_DAYS / (RECENT_DAYS + days), recent);
}
