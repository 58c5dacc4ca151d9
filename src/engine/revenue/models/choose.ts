import type { PurchaseModelName } from '../../../domain/options.ts';
import { bgBbOnGrid } from './bgBbModel.ts';
import { BG_NBD, MBG_NBD } from './bgNbd.ts';
import { countErrors, forecastHoldout, type Holdout } from './evaluate.ts';
import { type FittedPurchases, fitPurchases } from './fitPurchases.ts';
import { type GroupedHistories, groupHistories } from './histories.ts';
import type { PurchaseModel } from './model.ts';
import { NBD } from './nbd.ts';
import { PARETO_NBD } from './paretoNbd.ts';

export const MODEL_BY_NAME = {
  'mbg-nbd': MBG_NBD,
  'bg-nbd': BG_NBD,
  'pareto-nbd': PARETO_NBD,
  nbd: NBD,
} as const satisfies Partial<Record<PurchaseModelName, PurchaseModel>>;

/** Models that let customers leave, in the order in which a tie is settled. */
const CANDIDATES = [MBG_NBD, BG_NBD, PARETO_NBD] as const;

/** Log scores this close are no evidence; the bias decides then. */
const SAME_SCORE = 0.5;
/** Log-likelihoods this close to the model without leaving say that nobody was seen to leave. */
const NO_DROPOUT_GAIN = 2;
const NO_DROPOUT_SHARE = 1e-3;

interface TriedModel {
  readonly model: PurchaseModelName;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly penalised: boolean;
  readonly parameters: Readonly<Record<string, number>>;
  /** On purchases held out at the end of the history; null where there were too few to hold any out. */
  readonly heldOut: null | {
    readonly logScore: number;
    readonly meanAbsoluteError: number;
    readonly bias: number | null;
  };
}

export interface Choice {
  readonly fit: FittedPurchases;
  readonly tried: readonly TriedModel[];
  /** The models that were fitted, the chosen one among them. */
  readonly fits: readonly FittedPurchases[];
  readonly why: string;
  /** Whether customers can be seen to leave; without, no forecast beyond the observed span is honest. */
  readonly dropoutDetected: boolean;
}

export interface ChoiceInput {
  /** Everything known, in days. */
  readonly histories: GroupedHistories;
  readonly keepPrior: boolean;
  /** The last part of the history held out, where enough is left before it. */
  readonly holdout: Holdout | null;
  /** Days between the opportunities of the grid that all purchases sit on, or null. */
  readonly gridDays: number | null;
  /** A model asked for by name. */
  readonly forced: PurchaseModelName | null;
}

/** Fits all models and picks one (METHODS 1, choice). Null when nothing can be fitted. */
export function choosePurchaseModel(input: ChoiceInput): Choice | null {
  const { histories, keepPrior, holdout, forced } = input;
  const fits = candidates(input.gridDays).flatMap((model) => fitPurchases(model, histories, { keepPrior }) ?? []);
  const earlier = holdout === null ? null : groupHistories(holdout.histories);
  const scores = earlier === null ? [] : candidates(input.gridDays).map((model) => scoreHoldout(model, earlier, input));
  const heldOut = new Map(scores);
  const tried = fits.map((fit) => describe(fit, heldOut.get(fit.model.name) ?? null));
  const withDropout = fits.filter(({ model }) => model !== NBD);
  const nbd = fits.find(({ model }) => model === NBD);
  const asked = fits.find(({ model }) => model.name === forced);
  if (asked !== undefined) {
    return { fit: asked, fits, tried, why: 'asked for by name', dropoutDetected: detects(asked, nbd) };
  }
  if (nbd !== undefined && !withDropout.some((fit) => detects(fit, nbd))) {
    return {
      fit: nbd,
      fits,
      tried,
      why: 'no model that lets customers leave fits better: no detectable churn in the window',
      dropoutDetected: false,
    };
  }
  const ranked = withDropout.filter((fit) => nbd === undefined || detects(fit, nbd));
  const [fit, why] = pick(ranked, tried);
  return fit === undefined ? null : { fit, fits, tried, why, dropoutDetected: true };
}

/** All models but BG/BB, and that too where purchases sit on a grid. */
function candidates(gridDays: number | null): PurchaseModel[] {
  const onGrid = gridDays === null ? [] : [bgBbOnGrid(gridDays)];
  return [...onGrid, ...CANDIDATES, NBD];
}

/** Whether a fit is better than the NBD by more than chance, with a share of leavers above nothing. */
function detects(fit: FittedPurchases, nbd: FittedPurchases | undefined): boolean {
  if (fit.model === NBD) return false;
  // BG/BB's likelihood is of opportunities taken, not of purchase times: no measure against the NBD's.
  if (nbd !== undefined && fit.model.name !== 'bg-bb' && fit.logLikelihood - nbd.logLikelihood < NO_DROPOUT_GAIN)
    return false;
  const [, , a, b] = fit.parameters;
  return fit.model === PARETO_NBD || a! / (a! + b!) >= NO_DROPOUT_SHARE;
}

function pick(fits: readonly FittedPurchases[], tried: readonly TriedModel[]): [FittedPurchases | undefined, string] {
  const entry = (fit: FittedPurchases) => tried.find(({ model }) => model === fit.model.name)!;
  const byAic = (a: FittedPurchases, b: FittedPurchases) => entry(a).aic - entry(b).aic;
  const scored = fits.filter((fit) => entry(fit).heldOut !== null);
  const onGrid = fits.find((fit) => fit.model.name === 'bg-bb');
  if (scored.length === 0 && onGrid !== undefined) return [onGrid, 'all purchases sit on a yearly or monthly grid'];
  if (scored.length === 0) {
    return [[...fits].sort(byAic)[0], 'lowest AIC; the history is too short to hold a part of it out'];
  }
  const score = (fit: FittedPurchases) => entry(fit).heldOut!.logScore;
  const top = Math.max(...scored.map(score));
  const near = scored.filter((fit) => score(fit) >= top - SAME_SCORE);
  if (near.length === 1) return [near[0], 'highest log score on the purchases held out'];
  const bias = (fit: FittedPurchases) => Math.abs(entry(fit).heldOut!.bias ?? 0);
  const chosen = near.sort((a, b) => bias(a) - bias(b) || byAic(a, b))[0];
  return [
    chosen,
    'log scores on the purchases held out are as good as equal; the smallest bias of the total among them',
  ];
}

type HeldOut = TriedModel['heldOut'];

function scoreHoldout(
  model: PurchaseModel,
  earlier: GroupedHistories,
  { holdout, keepPrior }: ChoiceInput,
): [PurchaseModelName, HeldOut] {
  const fit = fitPurchases(model, earlier, { keepPrior });
  if (fit === null || holdout === null) return [model.name, null];
  const { expected, logScore } = forecastHoldout(fit.predictor, holdout);
  const { meanAbsoluteError, bias } = countErrors(expected, holdout.actual);
  return [model.name, { logScore, meanAbsoluteError, bias }];
}

function describe(fit: FittedPurchases, heldOut: HeldOut): TriedModel {
  return {
    model: fit.model.name,
    logLikelihood: fit.logLikelihood,
    aic: 2 * fit.parameters.length - 2 * fit.logLikelihood,
    penalised: fit.penalised,
    parameters: Object.fromEntries(fit.model.parameterNames.map((name, i) => [name, fit.parameters[i]!])),
    heldOut,
  };
}
