import { type Fit, fitLikelihood } from './fit.ts';
import { type GroupedHistories, inUnitsOf, longestAge, sampleGroups } from './histories.ts';
import type { PurchaseModel, PurchasePredictor } from './model.ts';

export interface FittedPurchases extends Fit {
  readonly model: PurchaseModel;
  readonly predictor: PurchasePredictor;
}

const ROUGH_GROUPS = 200;

/** Fits a purchase model; parameters come back in the unit of the histories. Null when there is nothing to fit. */
export function fitPurchases(
  model: PurchaseModel,
  histories: GroupedHistories,
  { keepPrior }: { keepPrior: boolean },
): FittedPurchases | null {
  const unit = longestAge(histories);
  if (!(unit > 0)) return null;
  // In units of the longest age nothing depends on whether times came in days or weeks.
  const scaled = inUnitsOf(unit, histories);
  const fit = fitLikelihood({
    objective: model.objective(scaled, unit),
    rough: model.objective(sampleGroups(scaled, ROUGH_GROUPS), unit),
    starts: model.starts,
    keepPrior,
  });
  if (fit === null) return null;
  const parameters = fit.parameters.map((value, i) => (model.timeParameters.includes(i) ? value * unit : value));
  // A density of x purchase times scales with unit^−x; opportunities taken have no density.
  const purchases = histories.x.reduce((sum, xi, g) => sum + histories.count[g]! * histories.frequencies[xi]!, 0);
  const logLikelihood = fit.logLikelihood - (model.name === 'bg-bb' ? 0 : purchases * Math.log(unit));
  return { ...fit, parameters, logLikelihood, model, predictor: model.predictor(parameters) };
}
