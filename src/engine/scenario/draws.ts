import type { Range } from '../../domain/scenario.ts';
import { SeededRandom } from '../../foundation/random.ts';
import { quantileOfSorted } from '../../math/quantile.ts';
import { type Changes, changesIn, drawnTotals, logHazardFactor, mostLikely, type State } from './changes.ts';
import type { Setting } from './setting.ts';

/** Draws of everything that the estimates do not know exactly, and of the ranges that the user gave. */
export const DRAWS = 2000;
/** Draws reach no further than this many standard deviations, so that totals can be drawn between nodes. */
const FURTHEST = 4;

export interface Draw {
  readonly changes: Changes;
  /** Uniform numbers of this draw, for the ranges of benefits and costs. */
  readonly benefit: number;
  readonly cost: number;
}

/**
 * The scenario in seeded states of the world: normal on the scales of the estimates (hazards of the base, effect of
 * effort, level of margins, service saved). Every scenario meets the same states, and within a state today and the
 * scenario differ in the scenario alone.
 */
export function drawChanges(setting: Setting, seed: number): readonly Draw[] {
  const { spread, effect, easing } = setting;
  const random = new SeededRandom(seed);
  const normal = () => Math.min(FURTHEST, Math.max(-FURTHEST, random.normal()));
  const sd = { hazards: spread.hazards, effort: effect?.logRatioSe ?? 0 };
  const totals = drawnTotals(setting, rangeOf(setting, sd));
  const likely = mostLikely(setting);
  return Array.from({ length: DRAWS }, () => {
    const state: State = {
      ...likely,
      hazards: sd.hazards * normal(),
      effort: sd.effort * normal(),
      level: spread.level * normal(),
      easing: (easing?.perPointSe ?? 0) * normal(),
    };
    return { changes: changesIn(setting, state, totals), benefit: random.uniform(), cost: random.uniform() };
  });
}

/** Every factor on hazards that a draw can meet, today's and the scenario's. */
function rangeOf(setting: Setting, sd: { readonly hazards: number; readonly effort: number }) {
  const factor = logHazardFactor(setting, mostLikely(setting));
  const [base, scenario] = [FURTHEST * sd.hazards, FURTHEST * (sd.hazards + sd.effort)];
  return { low: Math.min(-base, factor - scenario), high: Math.max(base, factor + scenario) };
}

/** Quantiles of a figure over the draws. */
export function quantilesOf<T>(
  draws: readonly T[],
  figure: (draw: T) => number,
  shares: readonly number[],
): readonly number[] {
  const sorted = Float64Array.from(draws, figure).sort();
  return shares.map((share) => quantileOfSorted(sorted, share));
}

/** The value below which a share `uniform` of a triangular distribution around 1 lies. */
export function triangular(uniform: number, { low, high }: Range): number {
  if (!(high > low)) return low;
  const split = (1 - low) / (high - low);
  return uniform < split
    ? low + Math.sqrt(uniform * (high - low) * (1 - low))
    : high - Math.sqrt((1 - uniform) * (high - low) * (high - 1));
}
