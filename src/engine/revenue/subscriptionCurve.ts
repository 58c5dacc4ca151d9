import { type Lifecycle, STATUS } from '../../domain/features.ts';
import type { Grade, ReasonCode } from '../../domain/grades.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { Assumption } from '../../domain/results.ts';
import type { SurvivalSample } from '../../math/kaplanMeier.ts';
import { unknownStaying } from '../unknownStaying.ts';
import { contractTerms } from './contractTerms.ts';
import { INTERVAL_TAIL } from './outcome.ts';
import { describeRenewals, fitRenewalModels } from './renewalModels.ts';
import { renewalStaying } from './renewalStaying.ts';
import { renewalTable } from './renewalTable.ts';
import { conditionalSurvival, type RetentionCurve, retentionCurve, survivalBand } from './retentionCurve.ts';
import type { Staying } from './staying.ts';
import {
  byCurveInWords,
  byRenewalsInWords,
  byWindowInWords,
  periodsInWords,
  type WindowRetention,
} from './stayingInWords.ts';
import { tenureStaying } from './tenureStaying.ts';

export interface SubscriptionCurve {
  readonly staying: Staying | null;
  /** Why nothing is known, where nothing is. */
  readonly reason: ReasonCode | null;
  readonly grade: Grade;
  readonly model: Readonly<Record<string, unknown>>;
  readonly assumptions: readonly Assumption[];
}

/** Windows shown beside the chosen one, months; null is since sign-up. */
const SENSITIVITY_WINDOWS = [null, 12, 6, 3, 1] as const;

/** Monthly renewal models beside the curve need as many leavers. */
const MIN_LOST = 30;

/**
 * How long subscribers stay: by tenure, Kaplan-Meier on a monthly grid; where contracts run for longer than a month and
 * customers leave when they end, by renewals. Dates say who was at risk when. A snapshot says only tenure and a flag:
 * with a churn window w, a customer was at risk of showing up as churned from tenure − w on (left truncation); since
 * sign-up otherwise, which is an assumption that decides everything.
 */
export function subscriptionCurve(lifecycle: Lifecycle, options: ScoreOptions): SubscriptionCurve {
  const known = knownCustomers(lifecycle);
  const window = lifecycle.snapshot ? options.churnWindowMonths : null;
  const sample = sampleOf(lifecycle, known, window);
  const curve = known.length === 0 ? null : retentionCurve(sample);
  if (curve === null) {
    return known.length === 0
      ? noCurve(unknownStaying(lifecycle), 'no customer has both a tenure and a known status')
      : noCurve('too_few', 'all customers together were seen for less than half a year, which says nothing of leaving');
  }
  return lifecycle.snapshot
    ? ofSnapshot(lifecycle, { curve, sample, known, window })
    : byTerms(lifecycle, { curve, sample, rows: known });
}

/** The same without a description of it, for groups of customers. */
export function bareStaying(lifecycle: Lifecycle, options: ScoreOptions): Pick<SubscriptionCurve, 'staying' | 'grade'> {
  const known = knownCustomers(lifecycle);
  const window = lifecycle.snapshot ? options.churnWindowMonths : null;
  const curve = known.length === 0 ? null : retentionCurve(sampleOf(lifecycle, known, window));
  if (curve === null) return { staying: null, grade: 'modelled' };
  const terms = lifecycle.snapshot ? null : contractTerms(lifecycle);
  const renewals = terms === null || typeof terms === 'string' ? null : fitRenewalModels(terms.table);
  if (renewals === null || terms === null || typeof terms === 'string') {
    const grade = lifecycle.snapshot && window === null ? 'assumed' : 'modelled';
    return { staying: tenureStaying(curve, lifecycle.tenureMonths, null), grade };
  }
  return { staying: renewalStaying(renewals.chosen, terms), grade: renewals.chosen.penalised ? 'blended' : 'modelled' };
}

interface Snapshot {
  readonly curve: RetentionCurve;
  readonly sample: SurvivalSample;
  readonly known: readonly number[];
  readonly window: number | null;
}

function ofSnapshot(lifecycle: Lifecycle, { curve, sample, known, window }: Snapshot): SubscriptionCurve {
  const found = byCurve({ curve, sample, rows: null }, lifecycle, 'a snapshot does not say when contracts end');
  const windows = sensitivityOf(lifecycle, known, window);
  return {
    ...found,
    grade: window === null ? 'assumed' : 'modelled',
    model: {
      ...found.model,
      inWords: [byCurveInWords(curve), byWindowInWords(window, windows)],
      twelveMonthRetentionByChurnWindow: windows,
    },
    assumptions: window === null ? [SINCE_SIGN_UP] : [],
  };
}

const SINCE_SIGN_UP: Assumption = {
  code: 'churn_window',
  value: 'since sign-up',
  source: 'a snapshot does not say in which window its churn flag could be set',
  replaceWith: '--churn-window MONTHS',
};

/** By renewals where contracts decide who can leave when, else by tenure. */
function byTerms(lifecycle: Lifecycle, followed: Followed): SubscriptionCurve {
  const terms = contractTerms(lifecycle);
  if (typeof terms === 'string') return byCurve(followed, lifecycle, terms);
  const found = fitRenewalModels(terms.table);
  if (found === null) return byCurve(followed, lifecycle, 'no renewal model can be fitted');
  const { chosen } = found;
  return {
    staying: renewalStaying(chosen, terms),
    reason: null,
    grade: chosen.penalised ? 'blended' : 'modelled',
    model: {
      ...describe(followed.curve),
      chosen: chosen.name,
      why: 'customers leave when a contract ends, so that staying is decided at renewals',
      inWords: [byRenewalsInWords(chosen, terms, found.lost), ...toldPeriods(lifecycle)],
      contracts: describeContracts(lifecycle, { leftAtEnd: terms.leftAtEnd, used: true, why: null }),
      renewals: describeRenewals(found, terms.months, 'values stand on the chosen one'),
    },
    assumptions: [],
  };
}

interface Followed {
  readonly curve: RetentionCurve;
  readonly sample: SurvivalSample;
  /** Customers of the sample, where all were followed from the start. */
  readonly rows: readonly number[] | null;
}

function byCurve({ curve, sample, rows }: Followed, lifecycle: Lifecycle, whyNotByRenewals: string): SubscriptionCurve {
  return {
    staying: tenureStaying(
      curve,
      lifecycle.tenureMonths,
      rows === null ? null : { ...sample, rows, lastDay: lastDays(lifecycle, rows) },
    ),
    reason: null,
    grade: 'modelled',
    model: {
      ...describe(curve),
      inWords: [byCurveInWords(curve), ...unusedContracts(lifecycle, whyNotByRenewals), ...toldPeriods(lifecycle)],
      contracts: describeContracts(lifecycle, { leftAtEnd: null, used: false, why: whyNotByRenewals }),
      renewals: monthlyRenewals(sample),
    },
    assumptions: [],
  };
}

/** Until when each was followed: the day they left, or as-of; NaN where they left on an unknown one. */
function lastDays({ status, endDay, asOfDay }: Lifecycle, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => (status[row] === STATUS.active ? (asOfDay ?? Number.NaN) : endDay[row]!));
}

/** Contracts of more than a month that say nothing of staying are owned up to: someone keeps their dates. */
function unusedContracts({ contracts, snapshot }: Lifecycle, why: string): readonly string[] {
  const longest = contracts?.ownMonths.reduce((most, months) => Math.max(most, months || 0), 0) ?? 0;
  return snapshot || longest <= 1 ? [] : [`When contracts end does not enter the forecast: ${why}.`];
}

function toldPeriods({ contracts }: Lifecycle): readonly string[] {
  return contracts?.told == null ? [] : periodsInWords(contracts.told);
}

interface Use {
  readonly leftAtEnd: number | null;
  readonly used: boolean;
  readonly why: string | null;
}

function describeContracts({ contracts }: Lifecycle, use: Use) {
  if (contracts === undefined) return null;
  const { from, periodMonths, regularity } = contracts;
  return { from, periodMonths, regularity, ...use };
}

function monthlyRenewals(sample: SurvivalSample) {
  const found = fitRenewalModels(renewalTable(sample));
  if (found === null || found.lost < MIN_LOST) return null;
  return describeRenewals(found, 1, 'shown beside the observed curve; values stand on the observed curve');
}

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

function noCurve(reason: ReasonCode, why: string): SubscriptionCurve {
  const model = { chosen: 'none', why, inWords: [`No forecast: ${why}.`] };
  return { staying: null, reason, grade: 'modelled', model, assumptions: [] };
}

function describe(curve: RetentionCurve) {
  const { low, high } = survivalBand(curve, 1 - 2 * INTERVAL_TAIL);
  return {
    chosen: 'kaplan-meier',
    why: 'subscribers: the share still here by tenure, as observed, with a constant rate of leaving beyond it',
    inWords: [byCurveInWords(curve)],
    customers: curve.customers,
    left: curve.events,
    observedMonths: curve.survival.length - 1,
    monthlyRateBeyond: curve.tailHazard,
    twelveMonthRetention: conditionalSurvival(curve, 0, 12),
    survivalByMonth: Array.from(curve.survival),
    survivalLowByMonth: low,
    survivalHighByMonth: high,
  };
}

function sensitivityOf(lifecycle: Lifecycle, known: readonly number[], chosen: number | null): WindowRetention[] {
  return [...new Set([...SENSITIVITY_WINDOWS, chosen])].flatMap((windowMonths) => {
    const curve = retentionCurve(sampleOf(lifecycle, known, windowMonths));
    return curve === null ? [] : [{ windowMonths, retention: conditionalSurvival(curve, 0, 12) }];
  });
}
