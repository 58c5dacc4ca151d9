import type { BinaryData } from '../../math/binaryFit.ts';
import { fitSteady } from '../../math/steadyFit.ts';
import { factorSymmetric, inverseForm } from '../../math/symmetric.ts';
import { waldTest } from '../../math/wald.ts';
import type { EffortByMonth } from '../effort/bands.ts';
import { judge, type Trial } from '../effort/trial.ts';
import { covariateNames, type HazardModel, hazardData } from './hazard.ts';
import { fitLandmarks, type LandmarkModel, landmarksOf } from './landmarks.ts';
import { cutDayOf, logLosses, splitAt } from './outOfTime.ts';
import type { Estimate } from './prior.ts';
import type { Strata } from './strata.ts';
import { thinnedMonths } from './thinned.ts';

/** How the odds of leaving within so many months from now go with effort now, and with what customers differ in. */
interface LeadModel {
  readonly months: number;
  /** Log odds from effort 0 to 100, clustered by customer. */
  readonly own: Estimate;
  /** Log odds of each level of the strata beside the first. */
  readonly levels: Float64Array;
}

/** What the history says of single customers' chances to leave; the prior has no say here. */
export interface LeadModels {
  /** By months ahead, the nearest first. */
  readonly leads: readonly LeadModel[];
  /** Effort tells customers apart; else what they differ in from the start does by itself. */
  readonly byEffort: boolean;
  /** The share by which the levels' coefficients count; 0 where they are not borne out. */
  readonly levelShare: number;
  /** Months held back, as told by tenure alone and as used, both fitted to the months before. */
  readonly trial: Trial;
}

export interface LeadInput {
  readonly byMonth: EffortByMonth;
  readonly strata: Strata;
  /** Of the month, and of the horizon. */
  readonly hazard: HazardModel;
  readonly landmarkModel: LandmarkModel;
  readonly horizonMonths: number;
  /** The verdict on effort is that it predicts. */
  readonly effortPredicts: boolean;
}

/** Beyond so many customer-months more of them decide no other way. */
const ENOUGH_MONTHS = 150_000;

/** Months ahead beside the horizon itself; what effort does fades, so each has an estimate of its own. */
const LEADS = [1, 3, 6] as const;

/** Null unless months held back are told better than by tenure alone: to be significant is not enough. */
export function leadModels(input: LeadInput): LeadModels | null {
  const tried = tryOutOfTime(input);
  if (tried === null) return null;
  const leads = [...LEADS.filter((months) => months < input.horizonMonths), input.horizonMonths].flatMap((months) => {
    const { own, coefficients } = modelOf(input, months);
    return own === null ? [] : [{ months, own, levels: levelsIn(coefficients, input.strata) }];
  });
  return leads.length === 0 ? null : { leads, ...tried };
}

function modelOf({ hazard, landmarkModel, horizonMonths, byMonth, strata }: LeadInput, months: number) {
  if (months === 1) return hazard;
  return months === horizonMonths ? landmarkModel : fitLandmarks(landmarksOf(byMonth, strata, months));
}

const TENURE_COLUMNS = 2;
/** Coefficients stand in the order intercept, effort, month of tenure, its logarithm, levels after the first. */
const BEFORE_LEVELS = 2 + TENURE_COLUMNS;

function levelsIn(coefficients: Float64Array, { levels }: Strata): Float64Array {
  return Float64Array.from(levels, (_, level) => (level === 0 ? 0 : coefficients[BEFORE_LEVELS + level - 1]!));
}

/**
 * By effort where that tells later months better, and by the strata where they tell them better once more; by the strata
 * alone where effort does not. Null where neither does.
 */
function tryOutOfTime({ byMonth: all, strata, hazard, effortPredicts }: LeadInput): Omit<LeadModels, 'leads'> | null {
  const { byMonth } = thinnedMonths(all, ENOUGH_MONTHS);
  const { earlier, later } = splitAt(hazardData(byMonth, strata), byMonth, cutDayOf(byMonth));
  const levels = covariateNames(byMonth, strata).slice(TENURE_COLUMNS);
  const lossesWithout = (left: readonly string[]) => {
    const { fit } = fitSteady(withoutColumns(earlier, left));
    return fit.trouble === null ? logLosses(fit.coefficients, withoutColumns(later, left)) : null;
  };
  const trialOf = (before: Float64Array | null, after: Float64Array | null): Trial | null => {
    const trial = before && after && judge(earlier.outcome.length, before, after, later.cluster);
    return trial !== null && trial.learntLoss < trial.priorLoss ? trial : null;
  };
  const byTenure = lossesWithout(['effort', ...levels]);
  const levelShare = levels.length === 0 ? 0 : shareOfLevels(hazard, levels.length);
  const effortLosses = effortPredicts ? lossesWithout(levels) : null;
  const trial = trialOf(byTenure, effortLosses);
  if (trial === null || !trial.kept) {
    const ofLevels = levelShare > 0 ? trialOf(byTenure, lossesWithout(['effort'])) : null;
    return ofLevels === null ? null : { trial: ofLevels, levelShare, byEffort: false };
  }
  const byBoth = levelShare > 0 ? lossesWithout([]) : null;
  return trialOf(effortLosses, byBoth) === null
    ? { trial, levelShare: 0, byEffort: true }
    : { trial: trialOf(byTenure, byBoth) ?? trial, levelShare, byEffort: true };
}

const SIGNIFICANT = 0.05;

/**
 * By what share the levels' coefficients stand: 0 unless Wald's test of all of them together, clustered by customer, finds
 * them different at 5%.
 */
function shareOfLevels({ coefficients, covariance }: HazardModel, count: number): number {
  const size = coefficients.length;
  const block = Float64Array.from({ length: count * count }, (_, place) => {
    const [row, column] = [BEFORE_LEVELS + Math.floor(place / count), BEFORE_LEVELS + (place % count)];
    return covariance[row * size + column]!;
  });
  const factor = factorSymmetric(block, count);
  if (factor.dependent.length > 0) return 0;
  const levels = coefficients.slice(BEFORE_LEVELS, BEFORE_LEVELS + count);
  const { pValue, share } = waldTest(inverseForm(factor, levels), count);
  return pValue < SIGNIFICANT ? share : 0;
}

function withoutColumns(data: BinaryData, left: readonly string[]): BinaryData {
  const kept = Array.from(data.names.keys()).filter((k) => !left.includes(data.names[k]!));
  return { ...data, names: kept.map((k) => data.names[k]!), columns: kept.map((k) => data.columns[k]!) };
}
