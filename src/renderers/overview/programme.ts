import type { Overview } from '../../domain/overview.ts';
import type { Section } from '../sections.ts';
import { present, scenarioSections } from '../simulateSections.ts';
import { caseWords } from './inShort.ts';

/** What a programme would change, what it costs and brings by year, and what that hangs on; none where none is known. */
export function programmeChapter({ score: { meta }, simulate }: Overview): Section[] {
  if (simulate === null) return [];
  const { asked, compared, evidence, cases } = scenarioSections({ simulate, meta });
  return [
    {
      heading: 'The case for a programme',
      blocks: [
        ...simulate.scenarios.flatMap((one) => caseWords(one, meta.currency)).map((words) => ({ words })),
        ...asked.blocks,
      ],
      parts: present([compared, evidence, ...cases]),
    },
  ];
}
