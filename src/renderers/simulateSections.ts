import { REASONS } from '../domain/grades.ts';
import type { ScenarioOutcome, SimulateFindings, SimulateReport } from '../domain/simulateReport.ts';
import { plainNumber } from '../foundation/words.ts';
import { leverWords } from './leverWords.ts';
import { decimal, percent, roundMoney, signed } from './numbers.ts';
import { programmeBlocks, ruleWords } from './programmeBlocks.ts';
import type { Block, Report, Section } from './sections.ts';
import { comparisonTables } from './simulateTables.ts';

export type SimulateView = Pick<SimulateReport, 'simulate' | 'meta'>;

/** The simulation for reading: scenarios side by side, what they rest on, then each case and its receipts. */
export function simulateSections(report: SimulateReport): Report {
  const { meta, assumptions, warnings } = report;
  const { asked, compared, evidence, cases } = scenarioSections(report);
  const sections = present([asked, compared, evidence, fivePointsSection(report), ...cases]);
  return { name: 'Simulation', ...{ meta, assumptions, warnings, sections } };
}

/** Its sections, for whoever arranges them. */
export function scenarioSections(report: SimulateView) {
  const { simulate } = report;
  const { scenarios } = simulate;
  return {
    asked: { heading: 'Scenarios', blocks: [{ items: scenarios.map(scenarioWords) }] },
    compared: comparisonSection(report),
    evidence: evidenceSection(simulate),
    cases: present([
      ...scenarios.map((scenario) => caseSection(report, scenario)),
      ruleSection(simulate),
      ...scenarios.map(receiptSection),
    ]),
  };
}

export function present<T>(all: readonly (T | null)[]): T[] {
  return all.filter((own) => own !== null);
}

function scenarioWords({ name, given, reason }: ScenarioOutcome): string {
  if (reason === 'flows_given') return `${name}: costs and benefits given by year`;
  const levers = given.map(leverWords).join(', ');
  const what = given.join(', ').startsWith(name) ? levers : `${name}: ${levers}`;
  return reason === null ? what : `${what}. Not told: ${REASONS[reason]}.`;
}

function comparisonSection(report: SimulateView): Section | null {
  const told = report.simulate.scenarios.filter(({ changes }) => changes !== null);
  if (told.length === 0) return null;
  const { currency } = report.meta;
  const unit = currency === null ? 'currency not stated' : currency;
  const { draws } = report.simulate.interval;
  const basis = report.simulate.onRevenue ? ' Value stands on revenue, for no margin is known.' : '';
  return {
    heading: `Against today, over ${plainNumber(report.meta.horizonMonths)} months, ${unit}`,
    blocks: [
      ...comparisonTables(report).map((table) => ({ table })),
      {
        words:
          `Low and high hold 90%: ${decimal(draws, 0)} seeded draws from the estimates’ own errors, today and the ` +
          `scenario in the same states; chance of single customers is not in them.${basis} ${HERE_NOW}`,
      },
    ],
  };
}

const HERE_NOW =
  'Stay on a year and Effort here now are of the customers here now, from today on: score tells the first months of a customer, and the effort of those who left as well.';

function changesEffort({ given }: ScenarioOutcome): boolean {
  return given.some((lever) => lever.startsWith('effort'));
}

function evidenceSection({ evidence, scenarios }: SimulateFindings): Section | null {
  if (evidence === null || !scenarios.some(changesEffort)) return null;
  return { heading: 'What effort scenarios rest on', blocks: [{ words: evidence.words }] };
}

export function fivePointsSection({ simulate: { fivePoints: five }, meta }: SimulateView): Section | null {
  if (five === null) return null;
  const heading = 'Five points of retention';
  if (five.valueChange === null) {
    return { heading, blocks: [{ untold: REASONS[five.reason ?? 'no_churn_information'] }] };
  }
  const horizon =
    five.horizonMargin === null
      ? ''
      : ` Over ${plainNumber(meta.horizonMonths)} months, five points more of those here now bring ${signed(roundMoney(five.horizonMargin))}.`;
  const words =
    `+5 points of 12-month retention, from ${percent(five.retention)} counted from the start, is worth ${signed(percent(five.valueChange))} of a new ` +
    `customer’s lifetime value, and means cutting churn by ${percent(five.churnCut, 0)}.${horizon}`;
  return { heading, blocks: [{ words }] };
}

function caseSection(report: SimulateView, scenario: ScenarioOutcome): Section | null {
  if (scenario.programme === null || scenario.programme.costs === null) return null;
  const doubt: Block[] = unproven(report.simulate, scenario) ? [{ words: UNPROVEN }] : [];
  return { heading: `The case for ${scenario.name}`, blocks: [...doubt, ...programmeBlocks(report, scenario)] };
}

function unproven({ evidence }: SimulateFindings, scenario: ScenarioOutcome): boolean {
  return evidence?.restsOn === 'assumption' && changesEffort(scenario);
}

const UNPROVEN =
  'What stays longer because experience is easier is an assumption here (see What effort scenarios rest on), and so are ' +
  'NPV and ROI as far as they stand on it: read below what comes from staying and what from service saved.';

const RULE =
  'Spend where one more customer costs less than they bring. The average ratio of winning to keeping says nothing of ' +
  'it: what counts is the cost of the next one on either side.';

function ruleSection({ scenarios, oneMoreWon }: SimulateFindings): Section | null {
  const items = scenarios.flatMap((scenario) => ruleWords(scenario, oneMoreWon));
  return items.length === 0 ? null : { heading: 'The rule that matters', blocks: [{ items }, { words: RULE }] };
}

function receiptSection({ name, receipts }: ScenarioOutcome): Section | null {
  if (receipts.length === 0) return null;
  const blocks: Block[] = [{ items: receipts.map(({ line, words }) => `${line}: ${words}`) }];
  return { heading: `Where each line comes from: ${name}`, blocks };
}
