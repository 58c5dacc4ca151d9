import { scenariosFrom } from '../../app/scenarios.ts';
import { simulateFiles, simulateGivenFlows } from '../../app/simulate.ts';
import { deliver } from '../deliver.ts';
import type { Invocation } from '../invocation.ts';
import { scoreRequest } from '../request.ts';
import { runReport } from '../runReport.ts';
import { scenarioSources } from '../scenarioSources.ts';

export async function runSimulate(invocation: Invocation): Promise<number> {
  const { operands, settings, io } = invocation;
  const scenarios = await scenariosFrom(await scenarioSources(invocation));
  const named = [
    ...operands,
    ...settings.list('customers'),
    ...settings.list('interactions'),
    ...settings.list('ledger'),
  ];
  const needData = scenarios.some(({ cashFlows }) => cashFlows === null);
  if (needData || named.length > 0) {
    return runReport('simulate', invocation, (request) => simulateFiles({ ...request, scenarios }));
  }
  const request = await scoreRequest([], settings, io);
  const force = settings.on('force');
  if (request.output.file !== null) await io.checkWritable(request.output.file, force);
  return deliver(await simulateGivenFlows({ ...request, scenarios }), io, force);
}
