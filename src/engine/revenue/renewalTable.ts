import type { SurvivalSample } from '../../math/kaplanMeier.ts';
import {
  chooseRenewals,
  fitRenewals,
  type RenewalFit,
  type RenewalTable,
  renewalRate,
} from './models/betaDiscreteWeibull.ts';

const MIN_LOST = 30;
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

/** The parametric models beside the observed curve, in figures; null where too few have left to fit any. */
export function describeRenewals(sample: SurvivalSample): Readonly<Record<string, unknown>> | null {
  const table = renewalTable(sample);
  const lost = Array.from(table.lost).reduce((sum, count) => sum + count, 0);
  if (lost < MIN_LOST) return null;
  const sbg = fitRenewals(table, 'sbg', { keepPrior: false });
  const bdw = fitRenewals(table, 'bdw', { keepPrior: false });
  if (sbg === null) return null;
  const chosen = chooseRenewals(sbg, bdw);
  return {
    chosen: chosen.name,
    why:
      chosen.name === 'bdw'
        ? 'the rate of leaving changes with tenure beyond what differences between customers explain'
        : 'differences between customers explain how the rate of leaving changes with tenure',
    tried: [sbg, ...(bdw === null ? [] : [bdw])].map(asFigures),
    use: 'shown beside the observed curve; values stand on the observed curve',
  };
}

function asFigures(fit: RenewalFit) {
  let twelveMonths = 1;
  for (let t = 1; t <= 12; t++) twelveMonths *= renewalRate(fit.renewal, t);
  return {
    model: fit.name,
    parameters: { ...fit.renewal },
    aic: fit.aic,
    penalised: fit.penalised,
    twelveMonthRetention: twelveMonths,
  };
}
