import { PAGE_FORMATS, reportOfFiles } from '../../app/report.ts';
import { scenariosFrom } from '../../app/scenarios.ts';
import { CxRoiError } from '../../foundation/errors.ts';
import type { Invocation } from '../invocation.ts';
import { runReport } from '../runReport.ts';
import { saveTerms } from '../saveTerms.ts';
import { scenarioSources } from '../scenarioSources.ts';

export async function runPage(invocation: Invocation): Promise<number> {
  const { settings, io } = invocation;
  const pageFormat = settings.choice('format', PAGE_FORMATS) ?? 'html';
  const file = settings.text('output');
  if (pageFormat === 'html' && file === null && io.stdout.isTerminal) {
    throw new CxRoiError('usage', 'a page is nothing to read in a terminal', {
      hint: 'write it to a file: -o report.html; or read it here: --format markdown',
    });
  }
  const rest = { ...invocation, settings: settings.without('format') };
  const sources = await scenarioSources(rest);
  const { flags, programme, texts, file: scenarioFile } = sources;
  const scenariosGiven = [flags, programme, texts].some(({ length }) => length > 0) || scenarioFile !== null;
  const own = { pageFormat, scenarios: await scenariosFrom(sources), scenariosGiven, terms: saveTerms(settings) };
  return runReport('report', rest, (request) => reportOfFiles({ ...request, ...own }));
}
