import { DatasetBuilder } from '../domain/dataset.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import { SCHEMA_VERSION } from '../domain/results.ts';
import type { Scenario } from '../domain/scenario.ts';
import type { SimulateReport } from '../domain/simulateReport.ts';
import { scenarioFields } from '../renderers/scenarioFields.ts';
import { simulateSections } from '../renderers/simulateSections.ts';
import { gatesOf, judged } from './gates.ts';
import { warningMessages } from './messages.ts';
import { metaOf } from './meta.ts';
import { readFiles } from './read.ts';
import { renderFindings } from './reports.ts';
import type { Output, Response, ScoreRequest } from './request.ts';
import { resultTarget } from './score.ts';

export interface SimulateRequest extends ScoreRequest {
  readonly scenarios: readonly Scenario[];
}

/** What-if and the programme case on the user's own curves: the `simulate` command. */
export async function simulateFiles(request: SimulateRequest): Promise<Response> {
  const gates = await gatesOf('simulate', request);
  const read = await readFiles(request);
  if (read.refused !== null) return read.refused;
  const report = await simulateReport(read.outcome, request);
  const said = ['csv', 'tsv', 'ndjson'].includes(request.output.format)
    ? warningMessages(report.warnings, read.outcome.diagnostics, request.style)
    : [];
  return judged(report, gates, request, [...read.messages, await outputOf(report, request), ...said]);
}

/** The same for scenarios that give their flows outright: no data are read. */
export async function simulateGivenFlows(request: SimulateRequest): Promise<Response> {
  const gates = await gatesOf('simulate', request);
  const { simulateFlows } = await import('../engine/scenario/simulate.ts');
  const { scenarioAssumptions } = await import('../engine/scenario/assumptions.ts');
  const simulate = simulateFlows(request.score, request.scenarios);
  const facts = { currency: request.read.currency, cesScale: null, tenureUnitStated: false };
  const nothing = { inputs: [], dataset: new DatasetBuilder().seal(facts) };
  const report: SimulateReport = {
    schemaVersion: SCHEMA_VERSION,
    meta: metaOf('simulate', nothing, request, { asOfDay: null, own: ownOptions(request) }),
    assumptions: scenarioAssumptions(request.scenarios, simulate),
    warnings: [],
    simulate,
  };
  return judged(report, gates, request, [await outputOf(report, request)]);
}

async function simulateReport(outcome: ReadOutcome, request: SimulateRequest): Promise<SimulateReport> {
  request.onProgress?.({ step: 'simulating' });
  const { simulate } = await import('../engine/scenario/simulate.ts');
  const { scenarioAssumptions, scenarioWarnings } = await import('../engine/scenario/assumptions.ts');
  const { analysis, findings } = simulate(outcome.dataset, request.score, request.scenarios);
  const own = ownOptions(request);
  return {
    schemaVersion: SCHEMA_VERSION,
    meta: metaOf('simulate', outcome, request, { asOfDay: analysis.asOfDay, own }),
    assumptions: [...outcome.assumptions, ...analysis.assumptions, ...scenarioAssumptions(request.scenarios, findings)],
    warnings: [...outcome.warnings, ...analysis.warnings, ...scenarioWarnings(request.scenarios, findings)],
    simulate: findings,
  };
}

function ownOptions({ scenarios }: SimulateRequest) {
  return { scenarios: scenarios.map(({ name, given }) => ({ name, given })) };
}

async function outputOf(report: SimulateReport, request: SimulateRequest): Promise<Output> {
  const view = { sections: simulateSections, rows: report.simulate.scenarios, fields: scenarioFields };
  return { target: resultTarget(request.output), chunks: await renderFindings(report, request, view) };
}
