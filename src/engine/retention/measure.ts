import type { FitTrouble } from '../../math/binaryFit.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import type { EffortOutcome } from '../effort/outcome.ts';
import { type BandCurves, bandCurves } from './bandCurves.ts';
import { type GFormula, gFormula } from './gFormula.ts';
import { drawnToPrior, fitHazard, type HazardModel } from './hazard.ts';
import type { RetentionInput } from './input.ts';
import { type LandmarkEffect, landmarkEffect } from './landmarkEffect.ts';
import { fitLandmarks, type LandmarkModel, landmarksOf } from './landmarks.ts';
import { type LeadInput, type LeadModels, leadModels } from './leadModels.ts';
import { type NaiveAndLagged, naiveAndLagged } from './naive.ts';
import { effortPrior } from './prior.ts';
import { type Strata, strataOf } from './strata.ts';
import { thinnedMonths } from './thinned.ts';
import { type Validation, type ValidationInput, validateEffort, verdictOn } from './validation.ts';

/** Everything that the user's own history says about effort and leaving (METHODS 3). */
export interface Measured {
  readonly strata: Strata;
  /** Measured on every k-th customer; 1 unless there are very many. */
  readonly everyCustomer: number;
  /** What customers are compared within, in words. */
  readonly adjustedFor: readonly string[];
  /** Months that a row of the hazard model stands for. */
  readonly monthsPerRow: number;
  readonly hazard: HazardModel;
  /** Mean effort of the months above the target less that of the others; null unless there are both. */
  readonly effortContrast: number | null;
  /** What the whole portfolio would keep, with the effort coefficient drawn to the prior; null beyond what was seen. */
  readonly gFormula: GFormula | null;
  /** The same from the data alone. */
  readonly gFormulaOfData: GFormula | null;
  readonly naiveAndLagged: NaiveAndLagged;
  readonly landmarkModel: LandmarkModel;
  readonly landmarkEffect: LandmarkEffect | FitTrouble | null;
  readonly curves: BandCurves;
  readonly validation: Validation;
  /** The validation is of the published weights, for those in use were learnt from who left. */
  readonly judgedOnPublished: boolean;
  /** What single customers' chances to leave go by; null where months held back do not bear it out. */
  readonly leads: LeadModels | null;
}

export type MeasureInput = Pick<RetentionInput, 'dataset' | 'effort' | 'options'>;

/** Null where effort and leaving cannot be followed over time. */
export function measure({ dataset, effort, options }: MeasureInput): Measured | null {
  if (effort.byMonth === null) return null;
  const { byMonth, every } = thinnedMonths(effort.byMonth);
  const strata = strataOf(dataset);
  const hazard = fitHazard(byMonth, strata);
  const standardise = (model: HazardModel) => (model.own === null ? null : gFormula(model, byMonth, strata, options));
  const landmarks = landmarksOf(byMonth, strata, options.horizonMonths);
  const landmarkModel = fitLandmarks(landmarks);
  const validation = validateEffort(judgedOn(effort, { model: hazard, byMonth, strata, seed: options.seed }));
  return {
    strata,
    everyCustomer: every,
    adjustedFor: [
      ...(hazard.steady.dropped.includes('month of tenure') ? [] : ['month of tenure']),
      ...(strata.name === null ? [] : [strata.name]),
      ...(byMonth.activity === null
        ? []
        : ['purchase rate', 'days since the last purchase', 'purchases missed', 'cases in the window']),
    ],
    monthsPerRow: byMonth.months.monthsPerRow,
    hazard,
    effortContrast: effortContrast(byMonth, options.targetEffort),
    gFormula: standardise(drawnToPrior(hazard, effortPrior(options.prior, byMonth.months.monthsPerRow))),
    gFormulaOfData: standardise(hazard),
    naiveAndLagged: naiveAndLagged(byMonth),
    landmarkModel,
    landmarkEffect: landmarkEffect(landmarks, options.targetEffort),
    curves: bandCurves(byMonth, options.horizonMonths),
    judgedOnPublished: effort.verdictMonths !== effort.byMonth,
    ...{
      validation,
      leads: leadsOf(validation.verdict, strata, () => ({ byMonth, hazard, landmarkModel, ...options })),
    },
  };
}

/** Buyers have a path of their own already: leaving is what their purchase model is of. */
function leadsOf(verdict: Validation['verdict'], strata: Strata, inputOf: () => Candidates): LeadModels | null {
  const effortPredicts = verdict === 'predicts';
  if (!effortPredicts && strata.name === null) return null;
  const input = inputOf();
  return input.byMonth.activity === null ? leadModels({ ...input, strata, effortPredicts }) : null;
}

type Candidates = Omit<LeadInput, 'strata' | 'effortPredicts'>;

/** Only what sets single customers apart, at a part of the price. */
export function measureLeads({ dataset, effort, options }: MeasureInput): Pick<Measured, 'leads' | 'strata'> | null {
  if (effort.byMonth === null) return null;
  const { byMonth } = thinnedMonths(effort.byMonth);
  const strata = strataOf(dataset);
  const hazard = fitHazard(byMonth, strata);
  const judged = judgedOn(effort, { model: hazard, byMonth, strata, seed: options.seed });
  const { verdict } = verdictOn(judged.model, judged.byMonth);
  const leads = leadsOf(verdict, strata, () => {
    const landmarkModel = fitLandmarks(landmarksOf(byMonth, strata, options.horizonMonths));
    return { byMonth, hazard, landmarkModel, ...options };
  });
  return { strata, leads };
}

function effortContrast({ score }: EffortByMonth, targetEffort: number): number | null {
  const [sum, count] = [
    [0, 0],
    [0, 0],
  ];
  for (const effort of score) {
    if (Number.isNaN(effort)) continue;
    const side = effort > targetEffort ? 1 : 0;
    sum[side]! += effort;
    count[side]!++;
  }
  return count[0]! > 0 && count[1]! > 0 ? sum[1]! / count[1]! - sum[0]! / count[0]! : null;
}

/** What the verdict is passed on: where the weights have seen who left, the score made with the published ones. */
function judgedOn({ verdictMonths, byMonth }: EffortOutcome, scored: ValidationInput): ValidationInput {
  if (verdictMonths === null || verdictMonths === byMonth) return scored;
  const { byMonth: published } = thinnedMonths(verdictMonths);
  return { ...scored, byMonth: published, model: fitHazard(published, scored.strata) };
}

/** The landmark estimate, where there is one. */
export function landmarkEffectOf({ landmarkEffect: effect }: Measured): LandmarkEffect | null {
  return effect === null || 'code' in effect ? null : effect;
}

/** The one test says that effort does nothing that these data show: whatever stands on its effect is an assumption. */
export function noEvidence(measured: Measured | null): boolean {
  return measured?.validation.verdict === 'no evidence';
}

/** Adjusted estimators that differ by more than their errors: no uplift may be headlined. */
export function estimatorsDisagree(measured: Measured | null): boolean {
  return measured !== null && landmarkEffectOf(measured)?.effect.agree === false;
}
