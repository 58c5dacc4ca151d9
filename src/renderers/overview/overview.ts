import type { Overview } from '../../domain/overview.ts';
import type { Report } from '../sections.ts';
import { whomChapter } from './customers.ts';
import { economicsChapter } from './economics.ts';
import { effortChapter, upliftChapter } from './experience.ts';
import { inShort } from './inShort.ts';
import { programmeChapter } from './programme.ts';
import { retentionChapter } from './retention.ts';
import { trustChapter } from './trust.ts';
import { spreadChapter, worthChapter } from './worth.ts';

/** The whole report, in the order of a reader's questions. */
export function overviewSections(overview: Overview): Report {
  const { score } = overview;
  const { meta, assumptions, warnings } = score;
  const sections = [
    worthChapter(score),
    ...spreadChapter(score),
    retentionChapter(overview),
    effortChapter(overview),
    upliftChapter(overview),
    economicsChapter(overview),
    ...programmeChapter(overview),
    whomChapter(overview),
    trustChapter(score),
  ];
  return { name: 'Customer value report', meta, assumptions, warnings, lead: inShort(overview), sections };
}
