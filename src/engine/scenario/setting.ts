import type { ReasonCode } from '../../domain/grades.ts';
import type { Levers, Scenario } from '../../domain/scenario.ts';
import type { Analysis } from '../analyse.ts';
import { EFFORT } from '../effort/customerScore.ts';
import { customerMargins } from '../revenue/margin.ts';
import { type PathWeights, type PortfolioCurves, pathWeights } from './curves.ts';
import { changesEffort, easeEffort } from './easedEffort.ts';
import { type EffortEffect, effortEffect } from './effortEffect.ts';
import { type ServiceEasing, serviceEasing } from './serviceEasing.ts';
import { AS_IT_IS, totalsFrom, totalsOf, yearlyRetention } from './totals.ts';

/** A scenario on the user's own curves, ready to be worked out under any state of what is not known. */
export interface Setting {
  readonly analysis: Analysis;
  readonly levers: Levers;
  readonly curves: PortfolioCurves;
  readonly programmeYears: number;
  /** Weights of the paths as it is, and with price and margin as the scenario has them. */
  readonly weights: PathWeights;
  readonly pricedWeights: PathWeights;
  /** Of each customer's margin, what the scenario makes of it; null: all stay. */
  readonly marginFactor: Float64Array | null;
  readonly effect: EffortEffect | null;
  readonly easing: ServiceEasing | null;
  readonly serviceKnown: boolean;
  readonly spread: Spread;
  /** Mean effort of those here now who have contacts, before and after. */
  readonly effort: { readonly before: number; readonly after: number } | null;
}

/** How well the base itself is known: standard deviations of the logarithm of all hazards, and of all margins. */
interface Spread {
  readonly hazards: number;
  readonly level: number;
}

const MONTHS_PER_YEAR = 12;

/** An analysis of the data, and its customers' curves drawn over so many years. */
export interface Lens {
  readonly analysis: Analysis;
  readonly curvesOver: (years: number) => PortfolioCurves;
}

/** The scenario, or why nothing can be said of it. */
export function settingOf(
  { analysis, curvesOver }: Lens,
  scenario: Scenario,
): Setting | { readonly reason: ReasonCode } {
  const { levers } = scenario;
  const years = programmeYears(analysis, scenario);
  const curves = curvesOver(years);
  if (curves.customers === 0) return { reason: analysis.revenue.portfolio.expected.reason ?? 'no_value' };
  const margins = customerMargins(analysis.dataset, analysis.options);
  if (levers.margin !== null && margins.anyAssumed) return { reason: 'no_margin' };
  const eased = changesEffort(levers) ? easeEffort(analysis, levers) : null;
  const effect = eased === null ? null : effortEffect(analysis, eased);
  if (effect !== null && 'reason' in effect) return effect;
  const weights = pathWeights(curves, null);
  if (!pointsFit(curves, weights, levers, effect)) return { reason: 'points_out_of_range' };
  const marginFactor = marginFactors(levers, margins.fractions);
  return {
    ...{ analysis, levers, curves, weights, marginFactor, effect },
    programmeYears: years,
    pricedWeights: marginFactor === null ? weights : pathWeights(curves, marginFactor),
    easing: eased === null ? null : serviceEasing(analysis, eased),
    serviceKnown: curves.pathOf.some((path, row) => path >= 0 && !Number.isNaN(curves.serviceMinor[row]!)),
    spread: spreadOf(analysis, curves, weights),
    effort: eased === null ? null : meanEfforts(analysis, curves, eased.ofCustomer),
  };
}

function programmeYears({ options }: Pick<Analysis, 'options'>, { programme }: Scenario): number {
  return programme.years ?? Math.max(1, Math.ceil(options.horizonMonths / MONTHS_PER_YEAR));
}

/** Price moves revenue and not unit cost, so a margin g becomes g + p of the old revenue. */
function marginFactors({ priceShare, margin }: Levers, fractions: Float64Array): Float64Array | null {
  if ((priceShare ?? 0) === 0 && margin === null) return null;
  return fractions.map((fraction) => {
    // Without any margin there is nothing that a factor could move.
    if (fraction === 0) return 1;
    const own = margin === null ? fraction : 'to' in margin ? margin.to : fraction + margin.by;
    return (own + (priceShare ?? 0)) / fraction;
  });
}

/** ln of the factor on hazards that a price brings: leaving moves by `elasticity` per cent for each per cent of price. */
export function logPriceHazards({ priceShare }: Levers, elasticity: number): number {
  return elasticity * Math.log1p(priceShare ?? 0);
}

function pointsFit(
  curves: PortfolioCurves,
  { here }: PathWeights,
  levers: Levers,
  effect: EffortEffect | null,
): boolean {
  const log = (effect?.logRatio ?? 0) + logPriceHazards(levers, levers.priceChurn ?? 0);
  const retention = yearlyRetention(curves, here, Math.exp(log));
  const points = levers.retentionPoints ?? 0;
  return points === 0 || (retention + points / 100 < 1 && retention + points / 100 > 0);
}

const STEP = 0.01;

/**
 * The estimation error of the portfolio's value as the error of one number: of all hazards where subscribers pay a known
 * price and only their staying is uncertain, of the level where buying and spending are estimated together.
 */
function spreadOf(
  { revenue, lifecycle }: Pick<Analysis, 'revenue' | 'lifecycle'>,
  curves: PortfolioCurves,
  weights: PathWeights,
): Spread {
  const marginAt = (log: number) =>
    totalsFrom(totalsOf(curves, weights, { ...AS_IT_IS, power: Math.exp(log) }, 1)).margin;
  const error = Math.sqrt(revenue.estimationVariance);
  if (!(error > 0)) return { hazards: 0, level: 0 };
  if (lifecycle.behaviour === 'subscription') {
    const slope = Math.abs(marginAt(STEP) - marginAt(-STEP)) / (2 * STEP);
    return { hazards: slope > 0 ? error / slope : 0, level: 0 };
  }
  const value = Math.abs(marginAt(0));
  return { hazards: 0, level: value > 0 ? Math.sqrt(Math.log1p((error / value) ** 2)) : 0 };
}

function meanEfforts({ effort }: Analysis, { pathOf }: PortfolioCurves, after: (row: number) => number) {
  let [customers, before, then] = [0, 0, 0];
  for (let row = 0; row < pathOf.length; row++) {
    const score = effort.score.values[row]!;
    if (pathOf[row]! < 0 || effort.status[row] === EFFORT.none || Number.isNaN(score)) continue;
    customers++;
    before += score;
    then += after(row);
  }
  return customers === 0 ? null : { before: before / customers, after: then / customers };
}
