import {
  chooseRenewals,
  fitRenewals,
  type RenewalFit,
  type RenewalTable,
  renewalRate,
} from './models/betaDiscreteWeibull.ts';

/** Fewer leavers than this, and the weak prior stays on. */
const FEW_LOST = 30;

export interface FittedRenewals {
  readonly chosen: RenewalFit;
  readonly tried: readonly RenewalFit[];
  readonly lost: number;
}

/** The sBG and the BdW on one series of renewals, and which of them to use; null where none can be fitted. */
export function fitRenewalModels(table: RenewalTable): FittedRenewals | null {
  const lost = Array.from(table.lost).reduce((sum, count) => sum + count, 0);
  const keepPrior = lost < FEW_LOST;
  const sbg = fitRenewals(table, 'sbg', { keepPrior });
  if (sbg === null) return null;
  const bdw = fitRenewals(table, 'bdw', { keepPrior });
  return { chosen: chooseRenewals(sbg, bdw), tried: bdw === null ? [sbg] : [sbg, bdw], lost };
}

/** The models in figures, of renewals that come every so many months. */
export function describeRenewals({ chosen, tried, lost }: FittedRenewals, months: number, use: string) {
  return {
    chosen: chosen.name,
    why:
      chosen.name === 'bdw'
        ? 'the rate of leaving changes with tenure beyond what differences between customers explain'
        : 'differences between customers explain how the rate of leaving changes with tenure',
    everyMonths: months,
    lost,
    tried: tried.map((fit) => ({
      model: fit.name,
      parameters: { ...fit.renewal },
      aic: fit.aic,
      penalised: fit.penalised,
      twelveMonthRetention: retentionAfter(fit, Math.floor(12 / months)),
    })),
    use,
  };
}

function retentionAfter({ renewal }: RenewalFit, renewals: number): number {
  let kept = 1;
  for (let t = 1; t <= renewals; t++) kept *= renewalRate(renewal, t);
  return kept;
}
