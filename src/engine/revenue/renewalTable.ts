import type { SurvivalSample } from '../../math/kaplanMeier.ts';
import type { RenewalTable } from './models/betaDiscreteWeibull.ts';

/** Renewal models speak of the first renewals; later months are too few to change them and slow to fit. */
const MAX_MONTHS = 120;

/** Monthly renewal opportunities: month t is faced by those who entered before it and were seen to its end or leaving. */
export function renewalTable({ exit, event, entry }: SurvivalSample): RenewalTable {
  const months = Math.min(MAX_MONTHS, Math.ceil(exit.reduce((longest, value) => Math.max(longest, value), 0)));
  const [atRisk, lost] = [new Float64Array(months), new Float64Array(months)];
  for (let i = 0; i < exit.length; i++) {
    const faced = event[i] === 1 ? Math.max(1, Math.ceil(exit[i]!)) : Math.floor(exit[i]!);
    for (let t = Math.ceil(entry?.[i] ?? 0) + 1; t <= Math.min(faced, months); t++) atRisk[t - 1]!++;
    if (event[i] === 1 && faced <= months) lost[faced - 1]!++;
  }
  return { atRisk, lost };
}
