import type { ScoreResult } from '../domain/results.ts';
import { cohortLines, type EconomicsView } from './economicsLines.ts';
import type { HeadlineLine } from './headline.ts';
import { marginalLines } from './marginalLines.ts';
import { MISSING } from './numbers.ts';

/** What a score says of acquisition against retention; `cx-roi economics` says the whole of it. */
export function economicsLines({ portfolio, meta }: ScoreResult): HeadlineLine[] {
  const { economics, grades, reasons } = portfolio;
  return briefLines({ economics, grades, reasons, prefix: 'economics.', currency: meta.currency }, meta.horizonMonths);
}

/** The prices that are known, and what became of the opening cohort. */
function briefLines(view: EconomicsView, horizonMonths: number): HeadlineLine[] {
  const brief = [
    ...marginalLines(view, horizonMonths),
    ...cohortLines(view).filter(({ label }) => label.includes('retention')),
  ];
  return brief.filter(({ figure }) => figure !== MISSING);
}
