import type { PurchaseHistory } from '../../domain/features.ts';
import { featuresAsOf } from '../features/carried.ts';
import { lastThird, thinnedGrouping } from './holdout.ts';
import { BG_NBD, MBG_NBD } from './models/bgNbd.ts';
import type { Choice } from './models/choose.ts';
import type { PurchaseModel } from './models/model.ts';
import { PARETO_NBD } from './models/paretoNbd.ts';
import type { RevenueInput } from './outcome.ts';
import { repeatDays } from './purchases.ts';
import { bySeasonalClock, recurrenceGain, type SeasonalClock, seasonalClock } from './seasonalClock.ts';

/** Log-likelihood that knowing the season must gain on purchases it was not measured on; they come in clusters. */
const MIN_GAIN = 5;

/** A season shows in the purchases of so many customers as in those of all. */
const SEASON_CUSTOMERS = 25_000;

export interface Season {
  readonly model: PurchaseModel;
  readonly clock: SeasonalClock | null;
  readonly purchases: PurchaseHistory;
  readonly ahead: (days: number) => number;
  /** Why seasons are or are not in the model. */
  readonly seasons: string;
  /** Seasons that show are left out, because the model asked for by name cannot take them in. */
  readonly leftOut: boolean;
  /** Why this model and not the one chosen without seasons; null where it is that one. */
  readonly instead: string | null;
}

/**
 * Seasons enter as a change of time (METHODS 1) where two of them are visible and the earlier tell when people bought
 * later; otherwise the calendar stays and the total is called uncalibrated.
 */
export function seasonOf(input: RevenueInput, purchases: PurchaseHistory, choice: Choice): Season {
  const model = choice.fit.model;
  const stay = (seasons: string, leftOut = false): Season => {
    return { model, clock: null, purchases, ahead: (days) => days, seasons, leftOut, instead: null };
  };
  if (model.name === 'bg-bb') return stay('purchases sit on a grid that holds no seasons');
  const { dataset, grouping, lifecycle } = input;
  const asOfDay = lifecycle.asOfDay;
  if (grouping === undefined || asOfDay === null || featuresAsOf(dataset) !== null) {
    return stay('seasons were not looked for');
  }
  const fromDay = earliest(purchases.firstDay);
  const some = thinnedGrouping(grouping, SEASON_CUSTOMERS);
  const counts = repeatDays(dataset, some, { fromDay, untilDay: asOfDay });
  const clock = seasonalClock(counts, fromDay);
  if (clock === null) return stay('fewer than two whole seasons are in the history');
  const known = lastThird(asOfDay, asOfDay - fromDay) - fromDay + 1;
  if (!(gainBySeasons(counts, fromDay, known) > MIN_GAIN))
    return stay('past seasons do not tell when people bought later');
  if (input.model === PARETO_NBD.name) return stay(PARETO_GOES_BY_THE_CALENDAR, true);
  const exact = exactUnderTimeChange(choice);
  return {
    model: exact,
    leftOut: false,
    instead: exact === model ? null : INSTEAD_OF_PARETO,
    clock,
    purchases: bySeasonalClock(purchases, clock, asOfDay),
    ahead: (days) => clock.at(asOfDay + days) - clock.at(asOfDay),
    seasons: 'past seasons tell when people bought later',
  };
}

const PARETO_GOES_BY_THE_CALENDAR =
  'seasons show, but customers of a Pareto/NBD leave by the calendar, so that a seasonal change of time would not be ' +
  'exact, and the total leaves them out; without --model pareto another model takes them in';

const INSTEAD_OF_PARETO =
  'Pareto/NBD did best on the purchases held out, but seasons show and cannot enter it exactly, so the better of the ' +
  'models they can enter';

/** On the last third by the seasons before it, where two are whole; else on the last year by the year before. */
function gainBySeasons(counts: Float64Array, fromDay: number, known: number): number {
  const before = seasonalClock(counts.subarray(0, known), fromDay);
  if (before === null) return recurrenceGain(counts, fromDay) ?? Number.NEGATIVE_INFINITY;
  return timingGain(counts.subarray(known), before, fromDay + known);
}

/** Σ n·ln(share of the day by the season / share of the day by the calendar). */
function timingGain(counts: Float64Array, clock: SeasonalClock, fromDay: number): number {
  const total = clock.at(fromDay + counts.length) - clock.at(fromDay);
  return counts.reduce((gain, n, i) => {
    const pace = clock.at(fromDay + i + 1) - clock.at(fromDay + i);
    return gain + (n > 0 ? n * Math.log((pace * counts.length) / total) : 0);
  }, 0);
}

/** A change of time is exact where leaving goes with purchases, or nobody leaves; not for lifetimes by the calendar. */
function exactUnderTimeChange({ fit, tried }: Choice): PurchaseModel {
  if (fit.model !== PARETO_NBD) return fit.model;
  const score = (model: PurchaseModel) => {
    const entry = tried.find(({ model: name }) => name === model.name);
    return entry?.heldOut?.logScore ?? -(entry?.aic ?? Number.POSITIVE_INFINITY);
  };
  return score(BG_NBD) > score(MBG_NBD) ? BG_NBD : MBG_NBD;
}

function earliest(days: Float64Array): number {
  let first = Number.POSITIVE_INFINITY;
  for (const day of days) if (day < first) first = day;
  return first;
}
