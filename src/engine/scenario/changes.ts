import { ChebyshevCurve } from '../../math/interpolation.ts';
import type { PathWeights } from './curves.ts';
import { logPriceHazards, type Setting } from './setting.ts';
import { AS_IT_IS, type Leaving, leavingWith, type Totals, totalsFrom, totalsOf } from './totals.ts';

/** One state of what is not known; 0 everywhere is what is most likely. Logarithms, but for the cost of a point of effort. */
export interface State {
  /** Of all hazards, today's and the scenario's alike. */
  readonly hazards: number;
  /** Of the effect of effort on hazards, beside its estimate. */
  readonly effort: number;
  /** Of all margins alike. */
  readonly level: number;
  /** Of what a point of a case's effort costs, minor units, beside its estimate. */
  readonly easing: number;
  /** Per cent more leaving for each per cent of price. */
  readonly priceChurn: number;
}

/** What a scenario does, minor units: over the horizon discounted, by year of the programme not. */
export interface Changes {
  readonly base: Totals;
  readonly scenario: Totals;
  /** Margin of those who stay longer, at today's price and margin. */
  readonly fromStaying: number;
  /** What another price or margin brings of all who are here then. */
  readonly fromPrice: number;
  /** More cost to serve; null where it is not known. */
  readonly service: number | null;
  readonly customersKept: number;
  readonly byYear: readonly YearChange[];
}

export interface YearChange {
  readonly fromStaying: number;
  readonly fromPrice: number;
  readonly service: number | null;
}

/** Totals of the base and of the scenario at the logarithm of a factor on all hazards. */
export interface TotalsAt {
  readonly base: (log: number) => Totals;
  readonly scenario: (log: number) => Totals;
  readonly priced: (log: number) => Totals;
}

export function mostLikely({ levers }: Setting): State {
  return { hazards: 0, effort: 0, level: 0, easing: 0, priceChurn: levers.priceChurn ?? 0 };
}

/** Hazards of leaving under the scenario, over those of today. */
export function logHazardFactor({ levers, effect }: Setting, { effort, priceChurn }: State): number {
  return (effect?.logRatio ?? 0) + effort + logPriceHazards(levers, priceChurn);
}

export function scenarioLeaving({ curves, weights, levers }: Setting, log: number): Leaving {
  return leavingWith(curves, weights.here, Math.exp(log), levers.retentionPoints ?? 0);
}

/** Worked out anew for every state: exact. */
export function exactTotals(setting: Setting): TotalsAt {
  const { weights, pricedWeights } = setting;
  const scenario = (log: number) => totalsFrom(scenarioTotals(setting, weights, log));
  return {
    base: (log) => totalsFrom(baseTotals(setting, log)),
    scenario,
    priced: pricedWeights === weights ? scenario : (log) => totalsFrom(scenarioTotals(setting, pricedWeights, log)),
  };
}

/** Nodes of a narrow range, and for each unit of its width: totals drawn between them are good to eight digits. */
const NODES = 9;
const NODES_PER_UNIT = 4;

/** Worked out at a few factors and drawn between them: for thousands of states within `range`. */
export function drawnTotals(setting: Setting, range: { readonly low: number; readonly high: number }): TotalsAt {
  const { weights, pricedWeights } = setting;
  const nodes = NODES + Math.ceil(NODES_PER_UNIT * (range.high - range.low));
  const curve = (work: (log: number) => Float64Array) => {
    const drawn = new ChebyshevCurve(work, range, nodes);
    return (log: number) => totalsFrom(drawn.at(log));
  };
  const base = curve((log) => baseTotals(setting, log));
  const bends = (setting.levers.retentionPoints ?? 0) !== 0;
  const scenario = bends ? curve((log) => scenarioTotals(setting, weights, log)) : base;
  return {
    base,
    scenario,
    priced: pricedWeights === weights ? scenario : curve((log) => scenarioTotals(setting, pricedWeights, log)),
  };
}

function baseTotals({ curves, weights, programmeYears }: Setting, log: number): Float64Array {
  return totalsOf(curves, weights, { ...AS_IT_IS, power: Math.exp(log) }, programmeYears);
}

function scenarioTotals(setting: Setting, weights: PathWeights, log: number): Float64Array {
  return totalsOf(setting.curves, weights, scenarioLeaving(setting, log), setting.programmeYears);
}

/** The difference that the scenario makes in one state: two worlds that share everything but the scenario. */
export function changesIn(setting: Setting, state: State, totals: TotalsAt): Changes {
  const log = state.hazards + logHazardFactor(setting, state);
  const [base, scenario, priced] = [totals.base(state.hazards), totals.scenario(log), totals.priced(log)];
  const level = Math.exp(state.level);
  const service = serviceChange(setting, state);
  return {
    ...{ base, scenario },
    fromStaying: level * (scenario.margin - base.margin),
    fromPrice: level * (priced.margin - scenario.margin),
    service: service(base.service, scenario.service),
    customersKept: scenario.hereAtHorizon - base.hereAtHorizon,
    byYear: base.marginByYear.map((margin, year) => ({
      fromStaying: level * (scenario.marginByYear[year]! - margin),
      fromPrice: level * (priced.marginByYear[year]! - scenario.marginByYear[year]!),
      service: service(base.serviceByYear[year]!, scenario.serviceByYear[year]!),
    })),
  };
}

/** Cost of serving a customer for a month under the scenario, over today's. */
export function serviceFactor({ levers, easing }: Setting, state: State): number {
  const unit = 1 + (levers.contactCostShare ?? 0);
  // A number of contacts given outright takes the place of what easier cases would save: never both.
  if (levers.contactsShare !== null) return (1 + levers.contactsShare) * unit;
  return (1 - (easing?.shareAt(easing.perPointMinor + state.easing) ?? 0)) * unit;
}

/** More cost to serve than today; where the margin carries support, only what serving one customer costs can change. */
function serviceChange(setting: Setting, state: State): (base: number, scenario: number) => number | null {
  if (!setting.serviceKnown) return () => null;
  const factor = serviceFactor(setting, state);
  if (setting.analysis.options.marginIncludesService) return (_, scenario) => (factor - 1) * scenario;
  return (base, scenario) => factor * scenario - base;
}
