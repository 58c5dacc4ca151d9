import { scoreFiles } from '../../app/score.ts';
import type { Invocation } from '../invocation.ts';
import { runReport } from '../runReport.ts';

export function runScore(invocation: Invocation): Promise<number> {
  return runReport('score', invocation, scoreFiles);
}
