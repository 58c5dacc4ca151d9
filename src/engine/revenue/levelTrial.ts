import { DAYS_PER_MONTH } from '../../foundation/days.ts';
import { LEARNING_SHARE } from '../heldBack.ts';
import { commonRate, levelRates } from './levelRates.ts';
import { lastReliableMonth, type StayingCurve } from './retentionCurve.ts';
import { type Levels, type Lives, type TimeAtRisk, timeAtRisk } from './timeAtRisk.ts';

/** Lives that are known by the calendar, too. */
export interface DatedLives extends Lives {
  /** Day of leaving, or as-of; NaN where it is not known. */
  readonly lastDay: Float64Array;
}

/** Loss of a customer-month held back: −ln of the likelihood of who left in it. */
export interface LaterLoss {
  readonly byTenure: number;
  readonly asUsed: number;
}

/** How well the last third of all customer-months is told by tenure alone and by levels, fitted to those before. */
export function laterLoss(lives: DatedLives, levels: Levels): LaterLoss | null {
  const cutDay = cutDayOf(lives);
  const [earlier, later] = [partOf(lives, cutDay, true), partOf(lives, cutDay, false)];
  if (!earlier.event.includes(1) || !later.event.includes(1)) return null;
  const lastMonth = lastReliableMonth(earlier);
  const learnt = timeAtRisk(earlier, levels, lastMonth);
  const { rates, baseline } = levelRates(learnt);
  const heldBack = timeAtRisk(later, levels, lastMonth);
  return {
    byTenure: lossOf(heldBack, commonRate(learnt), null),
    asUsed: lossOf(heldBack, baseline, rates),
  };
}

/** Months of a life that lie after a day. */
function monthsAfter({ exit, lastDay }: DatedLives, i: number, day: number): number {
  return Math.min(exit[i]!, Math.max(0, (lastDay[i]! - day) / DAYS_PER_MONTH));
}

/** The day before which two thirds of all customer-months lie, to the day. */
function cutDayOf(lives: DatedLives): number {
  const known = Array.from(lives.exit.keys()).filter((i) => !Number.isNaN(lives.lastDay[i]!));
  const all = known.reduce((sum, i) => sum + lives.exit[i]!, 0);
  const end = known.reduce((latest, i) => Math.max(latest, lives.lastDay[i]!), Number.NEGATIVE_INFINITY);
  const longest = known.reduce((most, i) => Math.max(most, lives.exit[i]!), 0);
  let [low, high] = [end - Math.ceil(longest * DAYS_PER_MONTH), end];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const later = known.reduce((sum, i) => sum + monthsAfter(lives, i, middle), 0);
    if (later > (1 - LEARNING_SHARE) * all) low = middle;
    else high = middle;
  }
  return high;
}

/** The parts of lives before a day, or after it. */
function partOf(lives: DatedLives, day: number, before: boolean): Lives & { readonly entry: Float64Array } {
  const after = Float64Array.from(lives.exit, (_, i) => monthsAfter(lives, i, day));
  const places = Array.from(lives.exit.keys()).filter(
    (i) => !Number.isNaN(after[i]!) && (before ? after[i]! < lives.exit[i]! : after[i]! > 0),
  );
  return {
    rows: places.map((i) => lives.rows[i]!),
    entry: Float64Array.from(places, (i) => (before ? 0 : lives.exit[i]! - after[i]!)),
    exit: Float64Array.from(places, (i) => (before ? lives.exit[i]! - after[i]! : lives.exit[i]!)),
    event: Uint8Array.from(places, (i) => (before && after[i]! > 0 ? 0 : lives.event[i]!)),
  };
}

/** Σ_lm E·h − D·ln h, h = λ_m·r_l, over Σ E; a month in which nobody left before has the rate of the tail. */
function lossOf(time: TimeAtRisk, { survival, tailHazard }: StayingCurve, rates: Float64Array | null): number {
  let [loss, exposure] = [0, 0];
  for (let place = 0; place < time.exposure.length; place++) {
    const month = place % time.months;
    const own = month + 1 < time.months ? Math.log(survival[month]! / survival[month + 1]!) : 0;
    const hazard = (own > 0 ? own : tailHazard) * (rates?.[(place - month) / time.months] ?? 1);
    loss += time.exposure[place]! * hazard - time.left[place]! * Math.log(hazard);
    exposure += time.exposure[place]!;
  }
  return loss / exposure;
}
