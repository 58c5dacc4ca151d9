import type { Overview } from '../../domain/overview.ts';
import { naiveBlocks } from '../comparisonBlocks.ts';
import { costBlock, falseResolutionBlocks, flowBlocks, painPointBlocks } from '../effortTables.ts';
import { estimateBlocks, estimatorBlocks, portfolioBlocks, survivalBlocks } from '../estimateBlocks.ts';
import { effortLines } from '../headline.ts';
import { gatherUntold } from '../reportTables.ts';
import type { Section } from '../sections.ts';

/** Where effort arises and what it costs. */
export function effortChapter({ score, effort }: Overview): Section {
  const { currency } = score.meta;
  const parts = gatherUntold([
    { heading: 'Where effort arises', blocks: painPointBlocks(effort, currency) },
    { heading: 'Resolved, but not for the customer', blocks: falseResolutionBlocks(effort) },
    { heading: 'Changes of channel within a case', blocks: flowBlocks(effort) },
    { heading: 'Cost of a case', blocks: [costBlock(effort, currency)] },
  ]);
  return { heading: 'What hard experience costs', blocks: [{ lines: effortLines(score) }], parts };
}

/** The naive and the measured answer, what it rests on, and the verdict. */
export function upliftChapter({ score, uplift }: Overview): Section {
  const measured: Section[] =
    uplift.estimate === null
      ? []
      : [
          { heading: 'The trap: two ways to ask, two answers', blocks: naiveBlocks(uplift) },
          { heading: 'What the estimate rests on', blocks: estimateBlocks(uplift) },
          { heading: 'Other ways to estimate it', blocks: estimatorBlocks(uplift) },
          { heading: 'Staying by effort', blocks: survivalBlocks(uplift) },
        ];
  return {
    heading: 'What easier experience would keep',
    blocks: [{ words: uplift.verdict }, ...portfolioBlocks(uplift, score.meta.currency)],
    parts: gatherUntold(measured),
  };
}
