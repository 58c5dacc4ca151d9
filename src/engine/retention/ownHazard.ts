import type { Grade } from '../../domain/grades.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { End, OddsBeside } from '../ownPaths.ts';
import type { LeadModels } from './leadModels.ts';
import { Z } from './level.ts';
import { blend, effortPrior } from './prior.ts';

/** What effort does to leaving within so many months, data and prior together. */
export interface Lead {
  readonly months: number;
  /** Log odds from effort 0 to 100, not below 0, at the ends of its interval and at the estimate. */
  readonly slope: Readonly<Record<End, number>>;
  readonly weightOnData: number;
}

/** How single customers differ in their chances to leave. */
export interface OwnHazard {
  readonly leads: readonly Lead[];
  /** Null where nothing but the curve they stand on sets customers apart. */
  readonly oddsBeside: ((months: number) => OddsBeside) | null;
  /** By the weight that the data have in it. */
  readonly grade: Grade;
}

const NO_SLOPE = { [-1]: 0, 0: 0, 1: 0 } as const;

/** The estimates drawn to the prior of as many months; between two leads along ln(months), beyond them as at the last. */
export function ownHazard(
  { leads: found, levelShare, byEffort }: LeadModels,
  { prior, horizonMonths }: Pick<ScoreOptions, 'prior' | 'horizonMonths'>,
): OwnHazard {
  const leads = found.map(({ months, own }): Lead => {
    if (!byEffort) return { months, weightOnData: 1, slope: NO_SLOPE };
    const scale = months === horizonMonths && months > 1 ? 'horizon' : months;
    const { value, se, weightOnData } = blend(own, effortPrior(prior, scale))!;
    const at = (end: End) => Math.max(0, value + end * Z * se);
    return { months, weightOnData, slope: { [-1]: at(-1), 0: at(0), 1: at(1) } };
  });
  const between = placesAmong(leads.map(({ months }) => months));
  return {
    leads,
    grade: leads.every(({ weightOnData }) => weightOnData === 1) ? 'modelled' : 'blended',
    oddsBeside: (months) => {
      const { from, to, share } = between(months);
      const along = (a: number, b: number) => a + share * (b - a);
      const slope = (end: End) => along(leads[from]!.slope[end], leads[to]!.slope[end]);
      return {
        slope: { [-1]: slope(-1), 0: slope(0), 1: slope(1) },
        ofLevel: found[from]!.levels.map((level, i) => Math.exp(levelShare * along(level, found[to]!.levels[i]!))),
      };
    },
  };
}

export const SAME_HAZARD: OwnHazard = { leads: [], grade: 'modelled', oddsBeside: null };

/** Which two leads a month lies between, and how far along. */
function placesAmong(leads: readonly number[]) {
  const last = leads.length - 1;
  return (months: number) => {
    const to = leads.findIndex((lead) => lead >= months);
    if (to < 0) return { from: last, to: last, share: 0 };
    if (to === 0) return { from: 0, to: 0, share: 0 };
    const [low, high] = [leads[to - 1]!, leads[to]!];
    return { from: to - 1, to, share: Math.log(months / low) / Math.log(high / low) };
  };
}
