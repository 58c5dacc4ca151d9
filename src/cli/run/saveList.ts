import { saveListOfFiles } from '../../app/saveList.ts';
import type { Invocation } from '../invocation.ts';
import { runReport } from '../runReport.ts';
import { saveTerms } from '../saveTerms.ts';

export function runSaveList(invocation: Invocation): Promise<number> {
  const terms = saveTerms(invocation.settings);
  return runReport('save-list', invocation, (request) => saveListOfFiles({ ...request, terms }));
}
