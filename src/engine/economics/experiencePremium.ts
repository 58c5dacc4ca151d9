import type { Amount } from '../../domain/figures.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import { leastSquares } from '../../math/leastSquares.ts';
import { normalQuantile } from '../../math/normal.ts';
import { known, unknown } from '../amounts.ts';
import type { Analysis } from '../analyse.ts';
import { endOf } from '../effort/customerScore.ts';
import type { PeriodsOrReason, RevenuePeriods } from './revenuePeriods.ts';

/** Next-period spend of the customers with the best experience over that of those with the worst, less one. */
export interface ExperiencePremium {
  readonly premium: Amount;
  readonly low: Amount;
  readonly high: Amount;
  /** Customers in either third. */
  readonly best: Amount;
  readonly worst: Amount;
}

/** Fewer in either third say nothing. */
const LEAST_IN_THIRD = 20;
const Z = normalQuantile(0.95);

/**
 * Among customers who stayed, and had contacts before: least squares of ln(spend after) on ln(spend before) and the third of
 * effort at the day between; e^β − 1 of the best third against the worst (HC1 errors). Who left is not in it, so that it can
 * stand beside the margin retained; what drives both experience and spend still can be.
 */
export function experiencePremium({ effort }: Analysis, periods: PeriodsOrReason): ExperiencePremium {
  if ('reason' in periods) return none(periods.reason);
  if (effort.log === null) return none('no_contact_log');
  if (!periods.changesKnown) return none('no_price_history');
  const seen = stayersWithEffort(effort.log.scorer, periods);
  const thirds = thirdsOf(seen);
  if (thirds === null) return none(seen.length < 3 * LEAST_IN_THIRD ? 'too_few' : 'no_effort_spread');
  const { best, worst } = thirds;
  if (Math.min(best, worst) < LEAST_IN_THIRD) return none('too_few');
  const fit = leastSquares(...designOf(seen, thirds, periods));
  if (fit === null) return none('no_effort_spread');
  const [beta, error] = [fit.coefficients[2]!, fit.standardErrors[2]!];
  const at = (z: number) => known(Math.expm1(beta + z * error), 'modelled');
  return { premium: at(0), low: at(-Z), high: at(Z), best: known(best, 'observed'), worst: known(worst, 'observed') };
}

interface Thirds {
  /** At most this effort is the best third, at least that the worst; the many who share a score stay together. */
  readonly easy: number;
  readonly hard: number;
  readonly best: number;
  readonly worst: number;
}

/** Null where both ends are one. */
function thirdsOf(seen: readonly Seen[]): Thirds | null {
  const sorted = seen.map(({ score }) => score).sort((a, b) => a - b);
  const easy = sorted[Math.floor(sorted.length / 3)] ?? 0;
  const hard = sorted[Math.floor((2 * sorted.length) / 3)] ?? 0;
  if (!(easy < hard)) return null;
  const count = (isIn: (score: number) => boolean) => sorted.reduce((sum, score) => sum + (isIn(score) ? 1 : 0), 0);
  return { easy, hard, best: count((score) => score <= easy), worst: count((score) => score >= hard) };
}

/** Rows of intercept, ln(spend before), best third and, where anyone is in it, the middle one; the worst is what they are held against. */
function designOf(
  seen: readonly Seen[],
  { easy, hard, best, worst }: Thirds,
  { before, after }: RevenuePeriods,
): [design: Float64Array, columns: number, outcome: Float64Array] {
  const middle = best + worst < seen.length;
  const rows = seen.flatMap(({ row, score }) => {
    const third = [score <= easy ? 1 : 0, ...(middle ? [score > easy && score < hard ? 1 : 0] : [])];
    return [1, Math.log(before[row]!), ...third];
  });
  const outcome = Float64Array.from(seen, ({ row }) => Math.log(after[row]!));
  return [Float64Array.from(rows), middle ? 4 : 3, outcome];
}

interface Seen {
  readonly row: number;
  readonly score: number;
}

function stayersWithEffort(
  scorer: NonNullable<Analysis['effort']['log']>['scorer'],
  { before, after, splitDay }: RevenuePeriods,
): Seen[] {
  const seen: Seen[] = [];
  const moment = endOf(splitDay);
  for (let row = 0; row < before.length; row++) {
    if (!(before[row]! > 0 && after[row]! > 0)) continue;
    scorer.scoreAt(row, moment);
    if (scorer.cases > 0 && !Number.isNaN(scorer.score)) seen.push({ row, score: scorer.score });
  }
  return seen;
}

function none(reason: ReasonCode): ExperiencePremium {
  const amount = unknown(reason);
  return { premium: amount, low: amount, high: amount, best: amount, worst: amount };
}
