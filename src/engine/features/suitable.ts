import type { Dataset } from '../../domain/dataset.ts';
import type { Behaviour, ScoreOptions } from '../../domain/options.ts';
import type { Warning } from '../../domain/results.ts';
import { isoDate } from '../../foundation/days.ts';
import { CxRoiError } from '../../foundation/errors.ts';
import { carriedDays, carriedTotal } from './carried.ts';

/** A shop is a subscription by its rhythm alone where next to all gaps are contract periods. */
const REGULAR = 0.9;
/** Seasons are only ever found in longer histories: two whole years before the last third. */
const SEASONS_FROM_DAYS = 3 * 365;

/**
 * Features hold purchases, not what subscribers pay for and until when.
 * @throws input_unsuitable where they come from contracts, or another day was asked for, or interactions stand beside them
 */
export function refuseUnsuitable(
  dataset: Dataset,
  options: ScoreOptions,
  { asOfDay, behaviour }: { asOfDay: number; behaviour: Behaviour },
): void {
  if (dataset.interactions.rows > 0) {
    throw unsuitable('features already hold the interactions', 'give either the features or the interactions');
  }
  if (options.asOfDay !== null && options.asOfDay !== asOfDay) {
    const hint = `make the features of that day: cx-roi features --as-of ${isoDate(options.asOfDay)}`;
    throw unsuitable(`the features were counted up to ${isoDate(asOfDay)}`, hint);
  }
  const isAsked = options.behaviour !== null;
  if (behaviour === 'subscription' || (!isAsked && speaksOfContracts(dataset))) throw ofContracts();
}

/** Renewals and the like, or purchases that may recur period by period: whether they do, only their dates could say. */
function speaksOfContracts(dataset: Dataset): boolean {
  if ((carriedTotal(dataset, 'contract_events') ?? 0) > 0) return true;
  const { numbers } = dataset.customers;
  let [ofPeriods, all] = [0, 0];
  numbers.get('repeat_purchase_days')?.forEach((repeats, row) => {
    if (!(repeats > 0)) return;
    all += repeats;
    ofPeriods += numbers.get('contract_gaps')?.[row] || 0;
  });
  return all > 0 && ofPeriods >= REGULAR * all;
}

export function ofContracts(): CxRoiError {
  return unsuitable(
    'these look like customers with contracts: what they pay for, and until when, features do not hold',
    'score the files themselves; if this is a shop, say so: --behaviour transactional',
  );
}

/** What a long history could have told and features cannot. */
export function seasonWarnings(dataset: Dataset, asOfDay: number): Warning[] {
  let first = Number.POSITIVE_INFINITY;
  for (const day of carriedDays(dataset, 'first_purchase_day')) if (day < first) first = day;
  if (!(asOfDay - first >= SEASONS_FROM_DAYS)) return [];
  const message =
    'features do not say in which months people buy, so the total does not know of seasons, which the interactions might show';
  return [{ code: 'features_without_seasons', message, count: 1 }];
}

function unsuitable(message: string, hint: string): CxRoiError {
  return new CxRoiError('input_unsuitable', message, { hint });
}
