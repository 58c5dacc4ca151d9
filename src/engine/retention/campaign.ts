import type { CampaignEffect, ProfitReport, TargetingReport } from '../../domain/campaignReport.ts';
import { SeededRandom } from '../../foundation/random.ts';
import type { Numbers } from '../../math/collinearity.ts';
import { logistic } from '../../math/links.ts';
import { differenceInterval } from '../../math/proportion.ts';
import { type QiniCurve, qInterval, qiniCurve, upliftAtDepth } from '../../math/qini.ts';
import { fitSteady } from '../../math/steadyFit.ts';
import { LEVEL, Z } from './level.ts';

/** A randomised campaign: who was treated, what happened, and what was known before. */
export interface Campaign {
  readonly names: readonly string[];
  readonly covariates: readonly Numbers[];
  readonly treated: Uint8Array;
  /** 1 where the customer did what the campaign was for. */
  readonly outcome: Uint8Array;
}

/**
 * Difference of means by assignment, whatever was opened or read, with the unpooled error (Welch); its interval is
 * Newcombe's where an arm has fewer than five of a kind. Null without both arms.
 */
export function intentionToTreat(treated: Uint8Array, outcome: ArrayLike<number>): CampaignEffect | null {
  const arms = [0, 1].map((arm) => momentsOf(treated, outcome, arm));
  const [control, test] = [arms[0]!, arms[1]!];
  if (control.rows < 2 || test.rows < 2) return null;
  const difference = test.mean - control.mean;
  const se = Math.sqrt(test.variance / test.rows + control.variance / control.rows);
  const ends = isRare(test) || isRare(control) ? differenceInterval(countOf(test), countOf(control), LEVEL) : null;
  return {
    ...{ treatedRows: test.rows, controlRows: control.rows, treatedMean: test.mean, controlMean: control.mean },
    ...{ difference, se, low: ends?.low ?? difference - Z * se, high: ends?.high ?? difference + Z * se },
  };
}

type Moments = ReturnType<typeof momentsOf>;

/** So few did it, or did not, that an error from the variance would claim too much. Outcomes are 0 or 1. */
function isRare({ rows, mean, binary }: Moments): boolean {
  return binary && Math.min(rows * mean, rows * (1 - mean)) < LEAST_OF_EACH;
}

const LEAST_OF_EACH = 5;

function countOf({ rows, mean }: Moments) {
  return { successes: Math.round(rows * mean), trials: rows };
}

function momentsOf(treated: Uint8Array, outcome: ArrayLike<number>, arm: number) {
  let [rows, mean, squares, binary] = [0, 0, 0, true];
  for (let i = 0; i < treated.length; i++) {
    if (treated[i] !== arm) continue;
    rows++;
    binary &&= outcome[i] === 0 || outcome[i] === 1;
    const away = outcome[i]! - mean;
    mean += away / rows;
    squares += away * (outcome[i]! - mean);
  }
  return { rows, mean, binary, variance: rows > 1 ? squares / (rows - 1) : Number.NaN };
}

/** What each row would do untreated and treated, learnt on other rows. */
export interface TLearner {
  readonly untreated: Float64Array;
  readonly uplift: Float64Array;
}

/**
 * Two logits, one an arm (Künzel et al. 2019), learnt on the training rows and applied to the others. Null where an arm
 * has too little in it to be fitted, or nothing tells customers apart.
 */
export function learnUplift(campaign: Campaign, train: Int32Array, apply: Int32Array): TLearner | null {
  if (campaign.covariates.length === 0) return null;
  const models = [0, 1].map((arm) =>
    armModel(
      campaign,
      train.filter((i) => campaign.treated[i] === arm),
    ),
  );
  const [control, test] = [models[0]!, models[1]!];
  if (control === null || test === null) return null;
  const predict = (coefficients: Float64Array) =>
    Float64Array.from(apply, (i) => {
      let eta = coefficients[0]!;
      for (let k = 0; k < campaign.covariates.length; k++) eta += coefficients[k + 1]! * campaign.covariates[k]![i]!;
      return logistic(eta);
    });
  const untreated = predict(control);
  const treated = predict(test);
  return { untreated, uplift: treated.map((value, k) => value - untreated[k]!) };
}

function armModel({ names, covariates, outcome }: Campaign, rows: Int32Array): Float64Array | null {
  const columns = covariates.map((column) => Float64Array.from(rows, (i) => column[i]!));
  const { fit } = fitSteady({ names, columns, outcome: Uint8Array.from(rows, (i) => outcome[i]!) });
  return fit.trouble === null ? fit.coefficients : null;
}

/** What the report tells of an order of treating, with every point of its curve. */
export interface TargetingQuality extends Omit<TargetingReport, 'curve'> {
  readonly curve: QiniCurve;
}

export interface ProfitCurve extends Pick<ProfitReport, 'bestDepth' | 'bestProfit'> {
  /** Profit per row of the trial when everyone down to each depth is treated. */
  readonly depth: Float64Array;
  readonly profit: Float64Array;
}

export interface CampaignResult {
  readonly effect: CampaignEffect;
  /** Targeting by learnt uplift, and by risk alone beside it (those least likely to do it untreated first), on rows not learnt from. */
  readonly byUplift: TargetingQuality | null;
  readonly byRisk: TargetingQuality | null;
  readonly profit: ProfitCurve | null;
}

export interface CampaignTerms {
  /** Worth of one outcome and cost of treating one customer, in one unit. */
  readonly valuePerOutcome: number;
  readonly costPerContact: number;
  readonly seed: number;
}

const SAMPLES = 200;

/** Everything about one arm against control: the effect first, then whom to treat. Null without two arms. */
export function evaluateCampaign(campaign: Campaign, terms: CampaignTerms): CampaignResult | null {
  const effect = intentionToTreat(campaign.treated, campaign.outcome);
  if (effect === null) return null;
  const [even, odd] = halvesOf(campaign.treated);
  const learnt = learnUplift(campaign, even, odd);
  if (learnt === null) return { effect, byUplift: null, byRisk: null, profit: null };
  const trial = {
    treated: Uint8Array.from(odd, (i) => campaign.treated[i]!),
    outcome: Float64Array.from(odd, (i) => campaign.outcome[i]!),
  };
  const quality = (score: Float64Array): TargetingQuality => {
    const curve = qiniCurve({ score, ...trial });
    const resampling = { random: new SeededRandom(terms.seed), samples: SAMPLES };
    const interval = qInterval({ score, ...trial }, LEVEL, resampling);
    return { q: curve.q, ...interval, upliftInTopTenth: upliftAtDepth(curve, 0.1), curve };
  };
  const byUplift = quality(learnt.uplift);
  const byRisk = quality(learnt.untreated.map((chance) => -chance));
  return { effect, byUplift, byRisk, profit: profitCurve(byUplift.curve, terms) };
}

/** A half has at least this share of an arm, or the split says more of the arms than of the customers. */
const LEAST_SHARE = 0.25;

/**
 * Every other row. Where who was treated goes by every other customer too (the parity of an id is a common way to assign),
 * every other row of each arm instead.
 */
function halvesOf(treated: Uint8Array): readonly [Int32Array, Int32Array] {
  const rows = Int32Array.from(treated.keys());
  const seen = [0, 0];
  const placeInArm = rows.map((i) => seen[treated[i]!]!++);
  const inEven = [0, 0];
  for (const i of rows) if (i % 2 === 0) inEven[treated[i]!]!++;
  const lopsided = seen.some((all, arm) => {
    const share = inEven[arm]! / all;
    return share < LEAST_SHARE || share > 1 - LEAST_SHARE;
  });
  const turn = lopsided ? placeInArm : rows;
  return [rows.filter((i) => turn[i]! % 2 === 0), rows.filter((i) => turn[i]! % 2 === 1)];
}

/** Gain times worth less depth times cost; gain counts treated rows, so it is scaled to treating everyone down to there. */
export function profitCurve(curve: QiniCurve, { valuePerOutcome, costPerContact }: CampaignTerms): ProfitCurve {
  const profit = curve.gain.map((gain, k) => {
    const treatedShare = curve.treated[k]! / curve.rows[k]!;
    return k === 0 || treatedShare === 0
      ? 0
      : (gain / treatedShare) * valuePerOutcome - curve.depth[k]! * costPerContact;
  });
  let best = 0;
  for (let k = 1; k < profit.length; k++) if (profit[k]! > profit[best]!) best = k;
  return { depth: curve.depth, profit, bestDepth: curve.depth[best]!, bestProfit: profit[best]! };
}

/** Profit at a depth, along the straight line between the points of the curve. */
export function profitAt({ depth, profit }: Pick<ProfitCurve, 'depth' | 'profit'>, at: number): number {
  let k = 1;
  while (k < depth.length - 1 && depth[k]! < at) k++;
  const width = depth[k]! - depth[k - 1]!;
  const part = width > 0 ? Math.min(1, Math.max(0, (at - depth[k - 1]!) / width)) : 1;
  return profit[k - 1]! + part * (profit[k]! - profit[k - 1]!);
}
