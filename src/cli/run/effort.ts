import { effortOfFiles } from '../../app/effort.ts';
import type { Invocation } from '../invocation.ts';
import { runReport } from '../runReport.ts';

export function runEffort(invocation: Invocation): Promise<number> {
  const customers = invocation.settings.list('customer');
  return runReport('effort', invocation, (request) => effortOfFiles({ ...request, customers }));
}
