import { type Payments, shareEarned } from '../horizon.ts';
import type { BlendedEstimate, EffortPrior, Estimate } from './prior.ts';

/**
 * How the odds of leaving move with effort, around the effort at which the revenue wing's survival holds: over the whole
 * horizon with effort at its start, or month by month with effort held where it is (where the history is too short to
 * see a horizon).
 */
export interface Tilt {
  readonly over: 'horizon' | 'month';
  /** Log odds from effort 0 to effort 100; null when neither data nor prior say anything. */
  readonly estimate: BlendedEstimate | null;
  readonly meanEffort: number;
  /** What the estimate is drawn from: the user's own data, and the prior; null where there is none. */
  readonly own: Estimate | null;
  readonly prior: EffortPrior | null;
}

/** What a customer's path over the horizon comes to. */
export interface PathFigures {
  /** P(still here at the horizon). */
  readonly survival: number;
  /** Σ m·(S(0) − S)·(1+d)^(−t/12) over the payments: margin that leaving takes from now on, minor units. */
  readonly lostMinor: number;
}

/** A customer's untilted P(still here at month t), t = 0 … horizon, and margin per month. */
export interface Path {
  readonly chance: (months: number) => number;
  readonly monthlyMarginMinor: number;
}

/** Months looked ahead, and the margin that comes in over them. */
export interface Horizon {
  readonly horizonMonths: number;
  readonly payments: Payments;
}

/** The path with the odds of leaving multiplied by e^shift. Who surely stays or surely leaves goes on doing so. */
export function tiltedPath(path: Path, over: Tilt['over'], shift: number, horizon: Horizon): PathFigures {
  const tilted = tiltedSurvival(path.chance, over, shift, horizon.horizonMonths);
  const here = path.chance(0);
  return pathFigures({ ...path, chance: (months) => (months === 0 ? here : tilted(months)) }, horizon);
}

/** What a path comes to; months are asked for in order, from 0. */
export function pathFigures(path: Path, { horizonMonths, payments }: Horizon): PathFigures {
  const { timing, discounts } = payments;
  const wholeMonths = Math.floor(horizonMonths);
  const here = path.chance(0);
  let [survival, atStart, lost] = [here, here, 0];
  for (let k = 0; k < discounts.length; k++) {
    const atEnd = path.chance(k + 1);
    if (k < wholeMonths) survival = atEnd;
    lost += (here - shareEarned(timing, atStart, atEnd)) * discounts[k]!;
    atStart = atEnd;
  }
  return { survival, lostMinor: path.monthlyMarginMinor * lost };
}

/** The survival of `tiltedPath` alone, at the horizon's last whole month. */
export function tiltedEnd(chance: Path['chance'], over: Tilt['over'], shift: number, horizonMonths: number): number {
  const survivalAt = tiltedSurvival(chance, over, shift, horizonMonths);
  const months = Math.floor(horizonMonths);
  // Over the horizon a month asks for none before it.
  let survival = chance(0);
  for (let month = over === 'month' ? 1 : Math.max(1, months); month <= months; month++) survival = survivalAt(month);
  return survival;
}

/** P(still here after so many months) with the odds of leaving multiplied by e^shift; months are asked for in order, from 1. */
export function tiltedSurvival(
  chance: Path['chance'],
  over: Tilt['over'],
  shift: number,
  horizonMonths: number,
): (month: number) => number {
  return over === 'month' ? monthByMonth(chance, shift) : overHorizon(chance, shift, horizonMonths);
}

/** odds' = odds·e^shift of leaving, as the share kept: kept/(kept + (1 − kept)·e^shift). */
function shiftedShare(kept: number, shift: number): number {
  return kept <= 0 ? 0 : kept / (kept + (1 - kept) * Math.exp(shift));
}

function monthByMonth(chance: Path['chance'], shift: number): (month: number) => number {
  let before = chance(0);
  let survival = before;
  return (month) => {
    const after = chance(month);
    survival *= shiftedShare(before > 0 ? after / before : 0, shift);
    before = after;
    return survival;
  };
}

/** The odds over the horizon are shifted; on the way there the hazards stay in proportion: S'(t) = S(t)^γ. */
function overHorizon(chance: Path['chance'], shift: number, horizonMonths: number): (month: number) => number {
  const here = chance(0);
  if (!(here > 0)) return () => 0;
  const kept = chance(horizonMonths) / here;
  const power = kept > 0 && kept < 1 ? Math.log(shiftedShare(kept, shift)) / Math.log(kept) : 1;
  return (month) => here * (chance(month) / here) ** power;
}
