import { type Fit, fitLikelihood } from './fit.ts';
import { GAMMA_GAMMA_STARTS, type GammaGammaParameters, gammaGammaObjective, type SpendColumns } from './gammaGamma.ts';

export interface FittedSpend extends Fit {
  readonly spend: GammaGammaParameters;
}

const ROUGH_CUSTOMERS = 2000;

/** Fits the Gamma-Gamma model to customers with a mean spend above zero; v comes back in the unit of the spend. */
export function fitSpend(columns: SpendColumns, { keepPrior }: { keepPrior: boolean }): FittedSpend | null {
  const { purchases, meanSpend } = columns;
  if (purchases.length === 0) return null;
  const unit = meanSpend.reduce((sum, z) => sum + z, 0) / meanSpend.length;
  const scaled = { purchases, meanSpend: meanSpend.map((z) => z / unit) };
  const stride = Math.ceil(purchases.length / ROUGH_CUSTOMERS);
  const sample = {
    purchases: purchases.filter((_, i) => i % stride === 0),
    meanSpend: scaled.meanSpend.filter((_, i) => i % stride === 0),
  };
  const fit = fitLikelihood({
    objective: gammaGammaObjective(scaled),
    rough: gammaGammaObjective(sample),
    starts: GAMMA_GAMMA_STARTS,
    keepPrior,
  });
  if (fit === null) return null;
  const [p, q, v] = fit.parameters as [number, number, number];
  const parameters = [p, q, v * unit];
  const logLikelihood = fit.logLikelihood - purchases.length * Math.log(unit);
  return { ...fit, parameters, logLikelihood, spend: { p, q, v: v * unit } };
}
