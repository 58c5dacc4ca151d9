import type { Grade } from '../../domain/grades.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import type { End } from '../ownPaths.ts';
import type { LeadModels } from './leadModels.ts';
import { Z } from './level.ts';
import { blend, effortPrior } from './prior.ts';
import type { Strata } from './strata.ts';

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
  /** Log odds of a customer to leave within so many months, up to a number that all share. */
  readonly logOdds: (row: number, effort: number, months: number, end: End) => number;
  /** By the weight that the data have in it. */
  readonly grade: Grade;
}

/** The estimates drawn to the prior of as many months; between two leads along ln(months), beyond them as at the last. */
export function ownHazard(
  { leads: found, levelShare }: LeadModels,
  strata: Strata,
  { prior, horizonMonths }: Pick<ScoreOptions, 'prior' | 'horizonMonths'>,
): OwnHazard {
  const leads = found.map(({ months, own }): Lead => {
    const scale = months === horizonMonths && months > 1 ? 'horizon' : months;
    const { value, se, weightOnData } = blend(own, effortPrior(prior, scale))!;
    const at = (end: End) => Math.max(0, value + end * Z * se);
    return { months, weightOnData, slope: { [-1]: at(-1), 0: at(0), 1: at(1) } };
  });
  const between = placesAmong(leads.map(({ months }) => months));
  return {
    leads,
    grade: leads.every(({ weightOnData }) => weightOnData === 1) ? 'modelled' : 'blended',
    logOdds: (row, effort, months, end) => {
      const { from, share } = between(months);
      const to = Math.min(from + 1, leads.length - 1);
      const along = (a: number, b: number) => a + share * (b - a);
      const slope = along(leads[from]!.slope[end], leads[to]!.slope[end]);
      const level = strata.code[row]!;
      const ofLevel = levelShare * along(found[from]!.levels[level]!, found[to]!.levels[level]!);
      return (slope * effort) / 100 + ofLevel;
    },
  };
}

/** Which two leads a month lies between, and how far along. */
function placesAmong(leads: readonly number[]) {
  return (months: number): { readonly from: number; readonly share: number } => {
    const after = leads.findIndex((lead) => lead >= months);
    if (after === 0) return { from: 0, share: 0 };
    if (after < 0) return { from: leads.length - 1, share: 0 };
    const [low, high] = [leads[after - 1]!, leads[after]!];
    return { from: after - 1, share: Math.log(months / low) / Math.log(high / low) };
  };
}
