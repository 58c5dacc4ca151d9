import { type Lifecycle, STATUS } from '../../domain/features.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { Assumption } from '../../domain/results.ts';
import { plainNumber } from '../../foundation/words.ts';
import type { SurvivalSample } from '../../math/kaplanMeier.ts';
import { describeRenewals } from './renewalTable.ts';
import { conditionalSurvival, type RetentionCurve, retentionCurve } from './retentionCurve.ts';

export interface SubscriptionCurve {
  readonly curve: RetentionCurve | null;
  readonly model: Readonly<Record<string, unknown>>;
  readonly assumptions: readonly Assumption[];
}

/** Windows shown beside the chosen one, months; null is since sign-up. */
const SENSITIVITY_WINDOWS = [null, 12, 6, 3, 1] as const;

/**
 * The retention curve of subscribers by tenure: Kaplan-Meier on a monthly grid. Dates say who was at risk when. A
 * snapshot says only tenure and a flag: with a churn window w, a customer was at risk of showing up as churned
 * from tenure − w on (left truncation); since sign-up otherwise, which is an assumption that decides everything.
 */
export function subscriptionCurve(lifecycle: Lifecycle, options: ScoreOptions): SubscriptionCurve {
  const { curve, sample, assumed } = bareCurve(lifecycle, options);
  if (curve === null) {
    return {
      curve,
      model: noCurve('no customer has both a tenure and a known status'),
      assumptions: [],
    };
  }
  const known = lifecycle.snapshot ? knownCustomers(lifecycle) : [];
  const sensitivity = lifecycle.snapshot ? { twelveMonthRetentionByChurnWindow: sensitivityOf(lifecycle, known) } : {};
  return {
    curve,
    model: { ...describe(curve), renewals: describeRenewals(sample), ...sensitivity },
    assumptions: assumed ? [SINCE_SIGN_UP] : [],
  };
}

/** The curve itself, without a description of it. */
export function bareCurve(lifecycle: Lifecycle, options: ScoreOptions) {
  const known = knownCustomers(lifecycle);
  const window = lifecycle.snapshot ? options.churnWindowMonths : null;
  const sample = sampleOf(lifecycle, known, window);
  const curve = known.length === 0 ? null : retentionCurve(sample);
  return { curve, sample, assumed: lifecycle.snapshot && window === null };
}

const SINCE_SIGN_UP: Assumption = {
  code: 'churn_window',
  value: 'since sign-up',
  source: 'a snapshot does not say in which window its churn flag could be set',
  replaceWith: '--churn-window MONTHS',
};

function knownCustomers({ status, tenureMonths }: Lifecycle): number[] {
  const known: number[] = [];
  for (let row = 0; row < status.length; row++) {
    if (status[row] !== STATUS.unknown && tenureMonths[row]! >= 0) known.push(row);
  }
  return known;
}

function sampleOf(lifecycle: Lifecycle, rows: readonly number[], windowMonths: number | null): SurvivalSample {
  const exit = Float64Array.from(rows, (row) => lifecycle.tenureMonths[row]!);
  const left = (row: number) => lifecycle.status[row] === STATUS.churned || lifecycle.status[row] === STATUS.lapsed;
  const event = Uint8Array.from(rows, (row) => (left(row) ? 1 : 0));
  if (windowMonths === null) return { exit, event };
  return { exit, event, entry: exit.map((tenure) => Math.max(0, tenure - windowMonths)) };
}

function noCurve(why: string) {
  return { chosen: 'none', why, inWords: [`No forecast: ${why}.`] };
}

function describe(curve: RetentionCurve) {
  return {
    chosen: 'kaplan-meier',
    why: 'subscribers: the share still here by tenure, as observed, with a constant rate of leaving beyond it',
    inWords: [
      `The share of ${plainNumber(curve.customers)} subscribers still here by tenure, as counted (Kaplan-Meier), ${plainNumber(curve.events)} of whom left; beyond ${curve.survival.length - 1} months, the rate of leaving of the last year goes on.`,
    ],
    customers: curve.customers,
    left: curve.events,
    observedMonths: curve.survival.length - 1,
    monthlyRateBeyond: curve.tailHazard,
    twelveMonthRetention: conditionalSurvival(curve, 0, 12),
    survivalByMonth: Array.from(curve.survival),
  };
}

function sensitivityOf(lifecycle: Lifecycle, known: readonly number[]) {
  return SENSITIVITY_WINDOWS.flatMap((windowMonths) => {
    const curve = retentionCurve(sampleOf(lifecycle, known, windowMonths));
    return curve === null ? [] : [{ windowMonths, retention: conditionalSurvival(curve, 0, 12) }];
  });
}
