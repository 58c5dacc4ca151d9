import type { Grade } from '../../domain/grades.ts';
import type { Estimate, ScenarioChanges } from '../../domain/simulateReport.ts';
import { toUnits } from '../../foundation/money.ts';
import { total, weaker } from '../amounts.ts';
import { Z } from '../retention/level.ts';
import { type Changes, changesIn, exactTotals, logHazardFactor, mostLikely } from './changes.ts';
import { changeBySegment, customerContributions } from './contributions.ts';
import { type Draw, quantilesOf } from './draws.ts';
import { newCustomerOutcome } from './newCustomer.ts';
import type { Setting } from './setting.ts';
import { yearlyRetention } from './totals.ts';

/** Intervals hold 90%. */
export const LEVEL = 0.9;
export const ENDS = [(1 - LEVEL) / 2, (1 + LEVEL) / 2] as const;

export interface Worked {
  readonly setting: Setting;
  /** In the most likely state. */
  readonly changes: Changes;
  readonly draws: readonly Draw[];
}

/** The scenario against today, each figure with its interval over the draws and its grade. */
export function scenarioChanges(worked: Worked, valueOfRun: number): ScenarioChanges {
  const { setting, changes } = worked;
  const { curves, weights, analysis } = setting;
  const { value: today, low, high, grade } = valueToday(setting);
  const now = yearlyRetention(curves, weights.here, 1);
  const here = weights.here.reduce((sum, value) => sum + value, 0);
  const then = changes.scenario.hereAfterYear / here;
  const service = setting.serviceKnown ? toUnits(changes.base.service) : null;
  return {
    customers: curves.customers,
    customersHere: here,
    valueToday: { value: today, low, high, grade, reason: null },
    revaluedBy: today - valueOfRun,
    serviceToday: service,
    effortNow: setting.effort?.before ?? null,
    effortThen: setting.effort?.after ?? null,
    hazardRatio: hazardRatio(worked),
    retentionNow: now,
    retentionThen: then,
    points: estimate(worked, (each) => pointsOf(each, here), gradeOfStaying(setting)),
    churnCut: now < 1 ? (then - now) / (1 - now) : null,
    customersKept: estimate(worked, ({ customersKept }) => customersKept, gradeOfStaying(setting)),
    ...moneyChanges(worked),
    newCustomer: newCustomerOutcome(setting),
    bySegment: analysis.dataset.customers.texts.has('segment')
      ? changeBySegment(setting, customerContributions(setting))
      : [],
  };
}

/** Margin of those here now over the horizon, as `score` has it, in currency units. */
function valueToday({ analysis: { revenue } }: Setting) {
  const { expected, low, high } = revenue.portfolio;
  const units = (value: number | null) => (value === null ? null : toUnits(value));
  return { value: units(expected.value) ?? 0, low: units(low.value), high: units(high.value), grade: expected.grade };
}

function moneyChanges(worked: Worked) {
  const { setting, changes } = worked;
  const money = gradeOfMoney(setting);
  const served = weaker(money, gradeOfService(setting));
  const margin = ({ fromStaying, fromPrice }: Changes) => fromStaying + fromPrice;
  const inUnits = (figure: (changes: Changes) => number, grade: Grade) =>
    estimate(worked, (each) => toUnits(figure(each)), grade);
  const unserved: Estimate = { value: null, low: null, high: null, grade: served, reason: 'no_contact_log' };
  return {
    marginChange: inUnits(margin, money),
    fromStaying: toUnits(changes.fromStaying),
    fromPrice: toUnits(changes.fromPrice),
    serviceChange: setting.serviceKnown ? inUnits(({ service }) => service ?? 0, served) : unserved,
    netChange: inUnits((each) => margin(each) - (each.service ?? 0), setting.serviceKnown ? served : money),
  };
}

function pointsOf({ base, scenario }: Changes, here: number): number {
  return (100 * (scenario.hereAfterYear - base.hereAfterYear)) / here;
}

/** A figure in the most likely state, and between which values it lies in nine draws of ten. */
function estimate({ changes, draws }: Worked, figure: (changes: Changes) => number, grade: Grade): Estimate {
  const [low, high] = quantilesOf(draws, (draw) => figure(draw.changes), ENDS);
  return { value: figure(changes), low: low!, high: high!, grade, reason: null };
}

function hazardRatio({ setting }: Worked): Estimate {
  const se = setting.effect?.logRatioSe ?? 0;
  const at = (z: number) => Math.exp(logHazardFactor(setting, mostLikely(setting)) + z * se);
  return { value: at(0), low: at(-Z), high: at(Z), grade: gradeOfStaying(setting), reason: null };
}

/** The grade of the curves, and of what moves them. */
function gradeOfStaying({ analysis: { lifecycle, options }, effect, levers }: Setting): Grade {
  // A price that drives nobody away, and since when a snapshot's flag could be set, are assumptions.
  if ((levers.priceShare ?? 0) !== 0 && levers.priceChurn === null) return 'assumed';
  if (lifecycle.snapshot && options.churnWindowMonths === null) return 'assumed';
  return weaker('modelled', effect?.grade ?? 'observed');
}

export function gradeOfMoney(setting: Setting): Grade {
  return weaker(gradeOfStaying(setting), setting.analysis.revenue.portfolio.expected.grade);
}

function gradeOfService({ analysis, easing }: Setting): Grade {
  return weaker(total(analysis.cost.service, 'no_contact_log').grade, easing?.grade ?? 'observed');
}

/** The scenario worked out in its most likely state. */
export function mostLikelyChanges(setting: Setting): Changes {
  return changesIn(setting, mostLikely(setting), exactTotals(setting));
}
