import type { Dataset } from '../../domain/dataset.ts';
import type { Amount } from '../../domain/figures.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { type CashFlows, NO_LEVERS, NO_PROGRAMME, type Scenario } from '../../domain/scenario.ts';
import type { Estimate, FivePoints, ScenarioOutcome, SimulateFindings } from '../../domain/simulateReport.ts';
import { toUnits } from '../../foundation/money.ts';
import type { Analysis } from '../analyse.ts';
import { marginalCosts } from '../economics/marginal.ts';
import { fiveMorePoints } from '../fivePoints.ts';
import { cashCase, cautionOf } from './cashCase.ts';
import { DRAWS, drawChanges } from './draws.ts';
import { effortEvidence } from './evidence.ts';
import { Lenses } from './lenses.ts';
import { checkNames } from './names.ts';
import { givenCase, simulatedCase } from './programmeCase.ts';
import { programmeFlows } from './programmeFlows.ts';
import { programmeReceipts } from './programmeReceipts.ts';
import { programmeTermsOf } from './programmeTerms.ts';
import { receiptsOf } from './receipts.ts';
import { gradeOfMoney, LEVEL, mostLikelyChanges, scenarioChanges, type Worked } from './scenarioChanges.ts';
import { type Lens, type Setting, settingOf } from './setting.ts';
import type { TornadoBar } from './tornado.ts';

/** The scenarios on the user's own curves, and the analysis of the run that they are held against. */
export interface Simulation {
  readonly analysis: Analysis;
  readonly findings: SimulateFindings;
}

/** @throws usage for a topic or channel that no contact has */
export function simulate(dataset: Dataset, options: ScoreOptions, scenarios: readonly Scenario[]): Simulation {
  checkNames(dataset, scenarios);
  const lenses = new Lenses(dataset, options, null);
  return { analysis: lenses.under({}).analysis, findings: findingsOf(lenses, scenarios) };
}

/** The same on an analysis at hand. */
export function simulateOn(analysis: Analysis, scenarios: readonly Scenario[]): SimulateFindings {
  checkNames(analysis.dataset, scenarios);
  return findingsOf(new Lenses(analysis.dataset, analysis.options, analysis), scenarios);
}

function findingsOf(lenses: Lenses, scenarios: readonly Scenario[]): SimulateFindings {
  const { analysis } = lenses.under({});
  return {
    onRevenue: analysis.revenue.onRevenue,
    interval: { method: 'parametric simulation', draws: DRAWS, level: LEVEL },
    evidence: effortEvidence(analysis),
    fivePoints: fivePoints(lenses.under({})),
    oneMoreWon: oneMoreWon(analysis),
    scenarios: scenarios.map((scenario) => outcomeOf(lenses, scenario)),
  };
}

/** Scenarios of flows given outright need no data. */
export function simulateFlows(options: ScoreOptions, scenarios: readonly Scenario[]): SimulateFindings {
  return {
    onRevenue: false,
    interval: { method: 'parametric simulation', draws: DRAWS, level: LEVEL },
    ...{ evidence: null, fivePoints: null, oneMoreWon: null },
    scenarios: scenarios.map((scenario) => flowsOutcome(options, scenario, scenario.cashFlows!)),
  };
}

function seenAs({ levers }: Scenario, options: ScoreOptions) {
  return {
    horizonMonths: levers.horizonMonths ?? options.horizonMonths,
    annualDiscountRate: levers.annualDiscountRate ?? options.annualDiscountRate,
  };
}

function outcomeOf(lenses: Lenses, asked: Scenario): ScenarioOutcome {
  if (asked.cashFlows !== null) return flowsOutcome(lenses.options, asked, asked.cashFlows);
  const lens = seenAs(asked, lenses.options);
  const { terms, costSource } = programmeTermsOf(lenses.under(lens).analysis, asked);
  const scenario = { ...asked, programme: terms };
  const setting = settingOf(lenses.under(lens), scenario);
  const head = { name: scenario.name, given: scenario.given, ...lens };
  if ('reason' in setting) return { ...head, ...UNTOLD, reason: setting.reason };
  const worked: Worked = {
    setting,
    changes: mostLikelyChanges(setting),
    draws: drawChanges(setting, lenses.options.seed),
  };
  const changes = scenarioChanges(worked, valueInUnits(lenses.under({}).analysis));
  const others = churnWindowBar(lenses, scenario, worked);
  const programme = { costSource, ...simulatedCase(worked, terms, changes.netChange.grade, others) };
  const { currency } = setting.analysis.dataset.facts;
  const receipts = [...receiptsOf(worked, changes), ...programmeReceipts(programme, terms, currency)];
  return { ...head, changes, programme, reason: null, receipts };
}

const UNTOLD = { changes: null, programme: null, receipts: [] } as const;

function valueInUnits({ revenue }: Analysis): number {
  return toUnits(revenue.portfolio.expected.value ?? 0);
}

function flowsOutcome(options: ScoreOptions, scenario: Scenario, flows: CashFlows): ScenarioOutcome {
  const lens = seenAs(scenario, options);
  const found = givenCase(flows, scenario.programme, lens.annualDiscountRate, options.seed);
  const programme = { costSource: 'given', ...found } as const;
  return {
    ...{ name: scenario.name, given: scenario.given, ...lens, changes: null, programme },
    reason: 'flows_given',
    receipts: programmeReceipts(programme, scenario.programme, null),
  };
}

/** What a snapshot's churn flag covers decides its retention: the case again, had it been set in the last year. */
function churnWindowBar(lenses: Lenses, scenario: Scenario, { setting, changes }: Worked): TornadoBar[] {
  const { lifecycle, options } = setting.analysis;
  const flows = programmeFlows(changes, scenario.programme);
  if (flows === null || !lifecycle.snapshot || options.churnWindowMonths !== null) return [];
  const lens = { ...seenAs(scenario, lenses.options), churnWindowMonths: 12 };
  const other = settingOf(lenses.under(lens), scenario);
  if ('reason' in other) return [];
  const { risk, benefitRange, costRange } = scenario.programme;
  const caution = cautionOf(risk, benefitRange, costRange);
  const npv = (of: Setting) =>
    cashCase(programmeFlows(mostLikelyChanges(of), scenario.programme)!, options.annualDiscountRate, caution).npv;
  const words = { low: 'since sign-up', high: 'the last 12 months' };
  return [{ input: 'what the churn flag covers', ...words, npvLow: npv(setting), npvHigh: npv(other) }];
}

/** What decides beside the cost of one more kept: the ledger's price of one more won. */
function oneMoreWon(analysis: Analysis): Estimate {
  const { acquisition, acquisitionLow, acquisitionHigh } = marginalCosts(analysis);
  const units = ({ value }: Amount) => (value === null ? null : toUnits(value));
  const { grade, reason } = acquisition;
  return { value: units(acquisition), low: units(acquisitionLow), high: units(acquisitionHigh), grade, reason };
}

/** Five more points of 12-month retention: without end for a new customer, and over the horizon for those here now. */
function fivePoints(lens: Lens): FivePoints {
  const { analysis } = lens;
  const { retention, valueChange, churnCut } = fiveMorePoints(analysis);
  const levers = { ...NO_LEVERS, retentionPoints: 5 };
  const setting = settingOf(lens, {
    ...{ name: '', given: [], levers },
    ...{ programme: NO_PROGRAMME, cashFlows: null },
  });
  const known = !('reason' in setting);
  return {
    retention: retention.value,
    valueChange: valueChange.value,
    churnCut: churnCut.value,
    horizonMargin: known ? toUnits(mostLikelyChanges(setting).fromStaying) : null,
    grade: known ? gradeOfMoney(setting) : retention.grade,
    reason: valueChange.reason,
  };
}
