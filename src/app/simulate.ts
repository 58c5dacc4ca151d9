import { DatasetBuilder } from '../domain/dataset.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import { SCHEMA_VERSION } from '../domain/results.ts';
import type { Scenario } from '../domain/scenario.ts';
import type { SimulateReport } from '../domain/simulateReport.ts';
import { scenarioFields } from '../renderers/scenarioFields.ts';
import { simulateSections } from '../renderers/simulateSections.ts';
import { headOf, reportFromFiles } from './fromFiles.ts';
import { gatesOf, judged } from './gates.ts';
import { metaOf } from './meta.ts';
import { resultTarget } from './outputs.ts';
import { renderFindings } from './reports.ts';
import type { Response, ScoreRequest } from './request.ts';

export interface SimulateRequest extends ScoreRequest {
  readonly scenarios: readonly Scenario[];
}

/** What-if and the programme case on the user's own curves: the `simulate` command. */
export function simulateFiles(request: SimulateRequest): Promise<Response> {
  return reportFromFiles('simulate', request, {
    make: (outcome) => simulateReport(outcome, request),
    render: (report) => renderSimulation(report, request),
  });
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
  const target = resultTarget(request.output);
  return judged(report, gates, request, [{ target, chunks: await renderSimulation(report, request) }]);
}

async function simulateReport(outcome: ReadOutcome, request: SimulateRequest): Promise<SimulateReport> {
  request.onProgress?.({ step: 'simulating' });
  const { simulate } = await import('../engine/scenario/simulate.ts');
  const { scenarioAssumptions, scenarioWarnings } = await import('../engine/scenario/assumptions.ts');
  const { analysis, findings } = simulate(outcome.dataset, request.score, request.scenarios);
  const { scenarios } = request;
  const head = headOf('simulate', outcome, request, {
    asOfDay: analysis.asOfDay,
    assumptions: [...analysis.assumptions, ...scenarioAssumptions(scenarios, findings)],
    warnings: [...analysis.warnings, ...scenarioWarnings(scenarios, findings)],
    own: ownOptions(request),
  });
  return {
    ...head,
    simulate: findings,
  };
}

function ownOptions({ scenarios }: SimulateRequest) {
  return { scenarios: scenarios.map(({ name, given }) => ({ name, given })) };
}

function renderSimulation(report: SimulateReport, request: SimulateRequest): Promise<Iterable<string>> {
  const view = { sections: simulateSections, rows: report.simulate.scenarios, fields: scenarioFields };
  return renderFindings(report, request, view);
}
