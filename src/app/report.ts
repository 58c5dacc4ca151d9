import type { Overview } from '../domain/overview.ts';
import type { ReadOutcome } from '../domain/reading.ts';
import { rowsOf } from '../domain/rows.ts';
import { overviewSections } from '../renderers/overview/overview.ts';
import { gatesOf, judged } from './gates.ts';
import { metaOf } from './meta.ts';
import { readFiles } from './read.ts';
import type { Response, ScoreRequest } from './request.ts';
import { resultOf, resultTarget } from './score.ts';

export const PAGE_FORMATS = ['html', 'markdown'] as const;
type PageFormat = (typeof PAGE_FORMATS)[number];

export interface PageRequest extends ScoreRequest {
  readonly pageFormat: PageFormat;
}

/** Customers on the page, unless `--top` says. */
const TOP_FOR_READING = 25;

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
  const [{ analyse }, { scoreResult }, { effortFindings }, { upliftFindings }] = await Promise.all([
    import('../engine/analyse.ts'),
    import('../engine/score.ts'),
    import('../engine/reports/effortReport.ts'),
    import('../engine/reports/upliftReport.ts'),
  ]);
  const analysis = analyse(outcome.dataset, request.score);
  const found = scoreResult(analysis, outcome.dataset.facts.currency);
  const score = resultOf(found, outcome, metaOf('report', outcome, request, { asOfDay: found.asOfDay }));
  const shown = Math.min(request.output.top ?? TOP_FOR_READING, score.customers.length);
  return {
    score: { ...score, customers: rowsOf(shown, (index) => score.customers.at(index)) },
    effort: effortFindings(analysis),
    uplift: upliftFindings(analysis, NO_CAMPAIGN_TERMS),
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
