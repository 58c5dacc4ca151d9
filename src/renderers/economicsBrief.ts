import type { ScoreResult } from '../domain/results.ts';
import { briefLines } from './economicsLines.ts';
import type { HeadlineLine } from './headline.ts';

/** What a score says of acquisition against retention; `cx-roi economics` says the whole of it. */
export function economicsLines({ portfolio, meta }: ScoreResult): HeadlineLine[] {
  const { economics, grades, reasons } = portfolio;
  return briefLines({ economics, grades, reasons, prefix: 'economics.', currency: meta.currency }, meta.horizonMonths);
}
