import { type KaplanMeierCurve, kaplanMeier, type SurvivalSample, survivalAt } from '../../math/kaplanMeier.ts';
import { atBillingDays } from './billingDays.ts';

/** Below this many customers at risk the product-limit steps are noise, and the tail rate takes over. */
const MIN_AT_RISK = 10;
/** Less than half a year of one customer's time says nothing of leaving. */
const MIN_EXPOSURE_MONTHS = 6;
/** The tail rate is measured over this many last months of the history. */
const TAIL_MONTHS = 12;

/**
 * Survival by tenure on a grid of whole months, and a constant rate of leaving beyond it.
 * Between grid points log S is a straight line (a constant hazard within the month).
 */
export interface StayingCurve {
  /** S at tenure 0, 1, …, M months. */
  readonly survival: Float64Array;
  /** Greenwood's variance of log S at the same tenures. */
  readonly logVariance: Float64Array;
  /** Rate of leaving per month beyond tenure M, and the events it was measured on. */
  readonly tailHazard: number;
  readonly tailEvents: number;
  /** How much of the time that it was measured on lies in each month of the grid: there the curve has the same leavers. */
  readonly tailShare: Float64Array;
}

/** The curve of all customers. */
export interface RetentionCurve extends StayingCurve {
  /** The estimate between whole months, for intervals. */
  readonly observed: KaplanMeierCurve;
  readonly customers: number;
  readonly events: number;
  readonly exposureMonths: number;
}

/** The curve of customers with tenure in months; null when they were seen for less than half a year, all taken together. */
export function retentionCurve(sample: SurvivalSample): RetentionCurve | null {
  // Someone who left within the first day was at risk for some time before.
  const exit = sample.exit.map((months) => Math.max(months, 1 / 60));
  let exposureMonths = 0;
  let events = 0;
  for (let i = 0; i < exit.length; i++) {
    exposureMonths += exit[i]! - (sample.entry?.[i] ?? 0);
    events += sample.event[i]!;
  }
  if (!(exposureMonths >= MIN_EXPOSURE_MONTHS)) return null;
  const grid = monthGrid({ ...sample, exit });
  const lastMonth = grid.survival.length - 1;
  const tail = tailRate(atBillingDays({ ...sample, exit }), lastMonth);
  return { ...grid, ...tail, customers: exit.length, events, exposureMonths };
}

function monthGrid(sample: SurvivalSample): Pick<RetentionCurve, 'survival' | 'logVariance' | 'observed'> {
  const curve = kaplanMeier(sample);
  const lastMonth = lastReliableMonth(sample);
  const survival = new Float64Array(lastMonth + 1).fill(1);
  const logVariance = new Float64Array(lastMonth + 1);
  let place = -1;
  for (let month = 1; month <= lastMonth; month++) {
    while (place + 1 < curve.time.length && curve.time[place + 1]! <= month) place++;
    const value = place < 0 ? 1 : curve.survival[place]!;
    if (value === 0) {
      return { survival: survival.slice(0, month), logVariance: logVariance.slice(0, month), observed: curve };
    }
    survival[month] = value;
    logVariance[month] = place < 0 ? 0 : curve.logVariance[place]!;
  }
  return { survival, logVariance, observed: curve };
}

/** The interval of S at tenure 0, 1, …, M months, month by month. Everybody was here at the start. */
export function survivalBand({ survival, observed }: RetentionCurve, confidence: number) {
  const ends = Array.from(survival, (_, month) =>
    month === 0 ? { low: 1, high: 1 } : survivalAt(observed, month, confidence),
  );
  return { low: ends.map(({ low }) => low), high: ends.map(({ high }) => high) };
}

/** The last whole month up to which at least MIN_AT_RISK customers were at risk at every month. */
export function lastReliableMonth({ exit, entry }: SurvivalSample): number {
  const months = exit.reduce((longest, value) => Math.max(longest, Math.floor(value)), 0);
  const change = new Int32Array(months + 2);
  for (let i = 0; i < exit.length; i++) {
    // At risk at the whole months m with entry < m ≤ exit.
    change[Math.min(Math.floor(entry?.[i] ?? 0) + 1, months + 1)]!++;
    change[Math.floor(exit[i]!) + 1]!--;
  }
  let atRisk = 0;
  for (let month = 1; month <= months; month++) {
    atRisk += change[month]!;
    if (atRisk < MIN_AT_RISK) return month - 1;
  }
  return months;
}

/** The first of the months of tenure that the rate beyond them is measured on. */
export function tailFrom(lastMonth: number): number {
  return Math.max(Math.floor(lastMonth / 2), lastMonth - TAIL_MONTHS);
}

/** Events per month of exposure in the last months and beyond: the mean (D + ½)/E of the Jeffreys posterior of a Poisson rate. */
function tailRate({ exit, event, entry }: SurvivalSample, lastMonth: number) {
  const fromMonth = tailFrom(lastMonth);
  const inMonth = new Float64Array(lastMonth);
  let exposure = 0;
  let events = 0;
  for (let i = 0; i < exit.length; i++) {
    const start = Math.max(fromMonth, entry?.[i] ?? 0);
    if (exit[i]! <= start) continue;
    exposure += exit[i]! - start;
    events += event[i]!;
    for (let month = Math.floor(start); month < lastMonth && month < exit[i]!; month++) {
      inMonth[month]! += Math.min(exit[i]!, month + 1) - Math.max(start, month);
    }
  }
  const tailHazard = exposure > 0 ? (events + 0.5) / exposure : 0;
  return { tailHazard, tailEvents: events, tailShare: inMonth.map((months) => (exposure > 0 ? months / exposure : 0)) };
}

/** log S at a tenure in months, grid and tail. */
function logSurvival(curve: StayingCurve, months: number): number {
  const last = curve.survival.length - 1;
  if (months >= last) return Math.log(curve.survival[last]!) - curve.tailHazard * (months - last);
  const month = Math.floor(months);
  const share = months - month;
  const from = Math.log(curve.survival[month]!);
  return share === 0 ? from : from + share * (Math.log(curve.survival[month + 1]!) - from);
}

/** P(still here at tenure + months | here at tenure). */
export function conditionalSurvival(curve: StayingCurve, tenure: number, months: number): number {
  return Math.exp(logSurvival(curve, tenure + months) - logSurvival(curve, tenure));
}
