import { type Lifecycle, STATUS } from '../../domain/features.ts';
import { EFFORT_STATUSES, type EffortBand } from '../../domain/results.ts';
import { wilsonInterval } from '../../math/proportion.ts';
import { type CustomerScorer, startOf } from './customerScore.ts';
import type { CustomerMonths } from './months.ts';
import type { PurchaseActivity } from './purchasePeriods.ts';

/** Effort at the start of every customer-month: the score (NaN where unscorable) and its band. */
export interface EffortByMonth {
  readonly months: CustomerMonths;
  readonly score: Float64Array;
  readonly status: Uint8Array;
  /** Contacts in the window. */
  readonly contacts: Uint16Array;
  /** Cases in the window. */
  readonly cases: Uint16Array;
  /** How busy the customer was, where leaving means having stopped to buy; else null. */
  readonly activity: PurchaseActivity | null;
}

export function effortByMonth(
  months: CustomerMonths,
  scorer: CustomerScorer,
  activity: PurchaseActivity | null,
): EffortByMonth {
  const score = new Float64Array(months.rows);
  const status = new Uint8Array(months.rows);
  const contacts = new Uint16Array(months.rows);
  const cases = new Uint16Array(months.rows);
  for (let row = 0; row < months.rows; row++) {
    scorer.scoreAt(months.customer[row]!, startOf(months.startDay[row]!));
    score[row] = scorer.score;
    status[row] = scorer.status;
    contacts[row] = Math.min(scorer.contacts, 65_535);
    cases[row] = Math.min(scorer.cases, 65_535);
  }
  return { months, score, status, contacts, cases, activity };
}

const BAND_LEVEL = 0.9;

/**
 * Churn per customer-month at risk by effort at the month's start. (Banding everyone once at the as-of day inverts the
 * truth: leavers stop contacting.) `customers` counts each customer's own last band.
 */
export function bandsByMonth(
  status: Uint8Array,
  { months, status: monthStatus }: EffortByMonth,
): readonly EffortBand[] {
  const atRisk = new Float64Array(EFFORT_STATUSES.length);
  const churned = new Float64Array(EFFORT_STATUSES.length);
  for (let row = 0; row < months.rows; row++) {
    const band = monthStatus[row]!;
    if (band >= EFFORT_STATUSES.length) continue;
    atRisk[band]!++;
    churned[band]! += months.event[row]!;
  }
  const monthly = (rate: number) => 1 - (1 - rate) ** (1 / months.monthsPerRow);
  return EFFORT_STATUSES.map((name, band) => {
    const customers = countOf(status, band);
    if (months.rows === 0) return bandWithoutMonths(name, customers, null);
    const { low, high } = wilsonInterval(churned[band]!, atRisk[band]!, BAND_LEVEL);
    const some = atRisk[band]! > 0;
    return {
      status: name,
      customers,
      customerMonths: atRisk[band]! * months.monthsPerRow,
      churned: churned[band]!,
      monthlyChurnRate: some ? monthly(churned[band]! / atRisk[band]!) : null,
      rateLow: some ? monthly(low) : null,
      rateHigh: some ? monthly(high) : null,
    };
  });
}

/** A snapshot has no months: how many customers of each band had left is all that can be counted. */
export function bandsOfSnapshot(status: Uint8Array, lifecycle: Lifecycle): readonly EffortBand[] {
  const known = lifecycle.status.some((code) => code !== STATUS.unknown);
  return EFFORT_STATUSES.map((name, band) => {
    let churned = 0;
    for (let i = 0; i < status.length; i++) {
      if (status[i] === band && lifecycle.status[i] === STATUS.churned) churned++;
    }
    return bandWithoutMonths(name, countOf(status, band), known ? churned : null);
  });
}

function bandWithoutMonths(status: EffortBand['status'], customers: number, churned: number | null): EffortBand {
  return { status, customers, churned, customerMonths: null, monthlyChurnRate: null, rateLow: null, rateHigh: null };
}

function countOf(status: Uint8Array, band: number): number {
  let count = 0;
  for (const code of status) if (code === band) count++;
  return count;
}
