import type { HazardRatio, UpliftFindings } from '../domain/upliftReport.ts';
import { timesInWords, timesRangeInWords } from '../foundation/words.ts';
import { decimal, MISSING } from './numbers.ts';
import { because, between, line, probability } from './reportTables.ts';
import type { Block } from './sections.ts';

/** The naive and the lagged answer side by side, and why they differ. */
export function naiveBlocks({ naive, lagged, contradict, estimate, reasons }: UpliftFindings): Block[] {
  if (naive === null && lagged === null) return [because(reasons['naive'], 'too few leavers to compare')];
  return [
    {
      lines: [
        line('Ever had effort', ratioWords(naive), `the leaving of those who never had (${rangeWords(naive)})`),
        line('Effort at the time', ratioWords(lagged), `the leaving of the others (${rangeWords(lagged)})`),
      ],
    },
    { words: reasonWords(naive, lagged, contradict) },
    ...(estimate?.adjustedFor.includes('purchase rate') ? [{ words: BUSY }] : []),
  ];
}

const BUSY =
  'Neither is adjusted for how often customers buy, which brings contacts too: for a shop only the estimate below is.';

function ratioWords(ratio: HazardRatio | null): string {
  return ratio === null ? MISSING : `${decimal(ratio.ratio, 2)}×`;
}

function rangeWords(ratio: HazardRatio | null): string {
  return ratio === null ? 'too few' : between(decimal(ratio.low, 2), decimal(ratio.high, 2));
}

const WHY =
  'Whoever stays longer has more time to have trouble once, so "ever had effort" picks out those who stayed (immortal-time ' +
  'bias). Only effort known before can say anything about leaving after.';

const ALIKE =
  'The two are one and the same here, for nobody was followed through more than one period: the trap needs time to be sprung.';

function reasonWords(naive: HazardRatio | null, lagged: HazardRatio | null, contradict: boolean): string {
  if (contradict) return `They contradict each other; the second is the right question. ${WHY}`;
  if (naive !== null && lagged !== null && naive.ratio < lagged.ratio) {
    return `The first is the lower one, as it must be expected to be; the second is the right question. ${WHY}`;
  }
  if (naive !== null && naive.ratio === lagged?.ratio) return ALIKE;
  return `Only the second is the right question. ${WHY}`;
}

export function associationBlocks({ association }: UpliftFindings): Block[] {
  const { customers, churned, logOdds, p, auc, aucLow, aucHigh } = association!;
  const odds =
    logOdds === null
      ? MISSING
      : `${timesInWords(logOdds.logOdds)} (90%: ${timesRangeInWords(logOdds.low, logOdds.high)})`;
  return [
    {
      lines: [
        line('Customers', decimal(customers, 0), `${decimal(churned, 0)} have left`),
        line(
          'Area under the curve',
          decimal(auc, 3),
          `95%: ${between(decimal(aucLow, 3), decimal(aucHigh, 3))}; 0.5 is chance`,
        ),
        line('p', probability(p), 'two-sided, of effort against having left'),
      ],
    },
    { words: `From no effort to full effort the odds of having left are ${odds}.` },
  ];
}
