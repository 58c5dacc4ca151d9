import type { Overview } from '../domain/overview.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import type { SaveTerms } from '../domain/saveListReport.ts';
import type { Scenario } from '../domain/scenario.ts';
import type { Analysis } from '../engine/analyse.ts';
import { overviewSections } from '../renderers/overview/overview.ts';
import { gatesOf, judged } from './gates.ts';
import { metaOf } from './meta.ts';
import { resultTarget } from './outputs.ts';
import { readFiles } from './read.ts';
import { firstRows } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';
import { resultOf } from './score.ts';

export const PAGE_FORMATS = ['html', 'markdown'] as const;
type PageFormat = (typeof PAGE_FORMATS)[number];

export interface PageRequest extends ScoreRequest {
  readonly pageFormat: PageFormat;
  /** Those asked for, else the usual ones. */
  readonly scenarios: readonly Scenario[];
  /** Whether a scenario or a programme was asked for; else its case is made where the ledger holds a programme. */
  readonly scenariosGiven: boolean;
  readonly terms: SaveTerms;
}

/** Customers on the page, unless `--top` says. */
const TOP_FOR_READING = 25;
/** Calls and alerts on it, each with its evidence in words. */
const LISTED = 10;

/** One page that explains itself: the `report` command. */
export async function reportOfFiles(request: PageRequest): Promise<Response> {
  // The page tells what `score` tells, so that is what its gates are on.
  const gates = await gatesOf('score', request);
  const read = await readFiles(request);
  if (read.refused !== null) return read.refused;
  const overview = await overviewOf(read.outcome, request);
  const sections = overviewSections(overview);
  const chunks = await pageChunks(sections, request.pageFormat);
  return judged(overview.score, gates, request, [...read.messages, { target: resultTarget(request.output), chunks }]);
}

async function overviewOf(outcome: ReadOutcome, request: PageRequest): Promise<Overview> {
  request.onProgress?.({ step: 'scoring' });
  const [{ analyse }, { scoreResult }, { effortArising }, { upliftFindings }] = await Promise.all([
    import('../engine/analyse.ts'),
    import('../engine/score.ts'),
    import('../engine/reports/effortReport.ts'),
    import('../engine/reports/upliftReport.ts'),
  ]);
  const analysis = analyse(outcome.dataset, request.score);
  const found = scoreResult(analysis, outcome.dataset.facts.currency);
  const { simulate, ...simulated } = await programmeOf(analysis, request);
  const { saveList, alerts, ...listed } = await whomToActOn(analysis, request);
  const score = resultOf(found, outcome, metaOf('report', outcome, request, { asOfDay: found.asOfDay }));
  const { top } = request.output;
  return {
    score: {
      ...score,
      customers: firstRows(score.customers, top ?? TOP_FOR_READING),
      assumptions: [...score.assumptions, ...simulated.assumptions, ...listed.assumptions],
      warnings: [...score.warnings, ...simulated.warnings],
    },
    effort: effortArising(analysis),
    uplift: upliftFindings(analysis, NO_CAMPAIGN_TERMS),
    ...{ simulate, saveList, alerts, alertsShown: top ?? LISTED },
  };
}

/** The case for a programme, where one is asked for or the ledger holds one. */
async function programmeOf(analysis: Analysis, { scenarios, scenariosGiven }: PageRequest) {
  const { programme } = analysis.cost.sources.keeping;
  if (!scenariosGiven && !((programme.value ?? 0) > 0)) return { simulate: null, assumptions: [], warnings: [] };
  const { simulateOn } = await import('../engine/scenario/simulate.ts');
  const { scenarioAssumptions, scenarioWarnings } = await import('../engine/scenario/assumptions.ts');
  // Nobody asked: the first of the usual ones, effort at its target, is what such a programme is for.
  const told = scenariosGiven ? scenarios : scenarios.slice(0, 1);
  const simulate = simulateOn(analysis, told);
  return { simulate, assumptions: scenarioAssumptions(told, simulate), warnings: scenarioWarnings(told, simulate) };
}

async function whomToActOn(analysis: Analysis, { terms, output }: PageRequest) {
  const engine = await import('../engine/reports/saveListReport.ts');
  const { alertFindings } = await import('../engine/reports/alertsReport.ts');
  const list = engine.saveListOf(analysis, terms);
  return {
    saveList: {
      saveList: engine.saveListFindings(list),
      customers: firstRows(engine.saveListCustomers(list), output.top ?? LISTED),
    },
    alerts: alertFindings(analysis, null, output.top ?? LISTED),
    assumptions: engine.saveListAssumptions(analysis),
  };
}

const NO_CAMPAIGN_TERMS = { control: null, outcomeValue: null, treatmentCost: null };

async function pageChunks(
  sections: ReturnType<typeof overviewSections>,
  format: PageFormat,
): Promise<Iterable<string>> {
  if (format === 'html') return (await import('../renderers/html/page.ts')).renderPage(sections);
  return (await import('../renderers/sections.ts')).renderSectionsMarkdown(sections);
}
