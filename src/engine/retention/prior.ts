import type { Grade } from '../../domain/grades.ts';
import type { PriorName } from '../../domain/options.ts';
import type { Assumption } from '../../domain/results.ts';

/** A normal belief about the log odds of churn from no effort to the full range (0 to 100). */
export interface EffortPrior {
  readonly mean: number;
  readonly sd: number;
}

/**
 * Published behaviour, not attitude: Kriss, HBR 2014, where 74% of members with the best experience and 43% with the
 * worst were still members a year later. On the monthly hazard logit that is N(1.053, 0.52²), on 12-month odds
 * N(1.328, 0.66²) (METHODS 3.6). `sceptical` halves the mean; `none` has no belief.
 */
const PUBLISHED = {
  month: { mean: 1.053, sd: 0.52 },
  horizon: { mean: 1.328, sd: 0.66 },
} as const satisfies Record<string, EffortPrior>;

export function effortPrior(name: PriorName, scale: 'horizon' | number): EffortPrior | null {
  const { mean, sd } = typeof scale === 'number' ? publishedOver(scale) : PUBLISHED[scale];
  if (name === 'none') return null;
  return { mean: name === 'sceptical' ? mean / 2 : mean, sd };
}

/** The same shares at a constant hazard over so many months; the spread keeps its proportion to the mean. */
function publishedOver(months: number): EffortPrior {
  if (months === 1) return PUBLISHED.month;
  const logOdds = (stays: number) => Math.log(1 / stays ** (months / 12) - 1);
  const mean = logOdds(0.43) - logOdds(0.74);
  return { mean, sd: (mean * PUBLISHED.horizon.sd) / PUBLISHED.horizon.mean };
}

export function priorAssumption(prior: EffortPrior, name: PriorName): Assumption {
  return {
    code: 'effort_prior',
    value: prior.mean,
    source: `Kriss, HBR 2014 (74% against 43% of members stay a year)${name === 'sceptical' ? ', halved' : ''}, sd ${prior.sd}`,
    replaceWith: '--prior none|behavioural|sceptical, or more customer-months',
  };
}

export interface Estimate {
  readonly value: number;
  readonly se: number;
}

/** An estimate drawn towards the prior by precision. */
export interface BlendedEstimate extends Estimate {
  /** Share of the precision that comes from the user's data, 0..1. */
  readonly weightOnData: number;
}

/** Null when neither data nor prior say anything. */
export function blend(own: Estimate | null, prior: EffortPrior | null): BlendedEstimate | null {
  if (own === null) return prior === null ? null : { value: prior.mean, se: prior.sd, weightOnData: 0 };
  if (prior === null) return { ...own, weightOnData: 1 };
  const [fromData, fromPrior] = [1 / own.se ** 2, 1 / prior.sd ** 2];
  const total = fromData + fromPrior;
  return {
    value: (own.value * fromData + prior.mean * fromPrior) / total,
    se: Math.sqrt(1 / total),
    weightOnData: fromData / total,
  };
}

/** By the weight that the user's own data have in it. */
export function gradeOf(estimate: BlendedEstimate | null): Grade {
  if (estimate === null || estimate.weightOnData === 0) return 'assumed';
  return estimate.weightOnData === 1 ? 'modelled' : 'blended';
}
