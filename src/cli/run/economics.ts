import { economicsOfFiles } from '../../app/economics.ts';
import type { Invocation } from '../invocation.ts';
import { runReport } from '../runReport.ts';

export function runEconomics(invocation: Invocation): Promise<number> {
  return runReport('economics', invocation, economicsOfFiles);
}
