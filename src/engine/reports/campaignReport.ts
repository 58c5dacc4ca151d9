import type { ArmReport, CampaignReport, ProfitReport, TargetingReport } from '../../domain/campaignReport.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import type { QiniCurve } from '../../math/qini.ts';
import type { Analysis } from '../analyse.ts';
import {
  type CampaignResult,
  evaluateCampaign,
  type ProfitCurve,
  profitAt,
  type TargetingQuality,
} from '../retention/campaign.ts';
import { type CampaignArm, campaignArms, campaignOutcome } from '../retention/campaignArms.ts';

/** What the user says of a campaign; money in currency units. */
export interface CampaignTermsGiven {
  readonly control: string | null;
  readonly outcomeValue: number | null;
  readonly treatmentCost: number | null;
}

/** Each arm of the treatment column against the control; null without such a column. */
export function campaignReport(
  { dataset, lifecycle, options }: Analysis,
  terms: CampaignTermsGiven,
): CampaignReport | null {
  if (!dataset.customers.texts.has('treatment')) return null;
  const outcome = campaignOutcome(dataset, lifecycle);
  const found = campaignArms(dataset, lifecycle, terms.control ?? undefined);
  const arms = (found ?? []).flatMap((arm) => armReport(arm, terms, options.seed) ?? []);
  const covariates = found?.[0]?.campaign.names ?? [];
  const reasons: Record<string, ReasonCode> = {};
  if (arms.length === 0) reasons['arms'] = outcome === null ? 'no_outcome' : found === null ? 'no_control' : 'too_few';
  else if (arms.every(({ byUplift }) => byUplift === null))
    reasons['targeting'] = covariates.length === 0 ? 'no_covariates' : 'too_few';
  if (terms.outcomeValue === null || terms.treatmentCost === null) reasons['profit'] = 'no_treatment_terms';
  return {
    control: found?.[0]?.control ?? null,
    outcome: outcome?.words ?? null,
    arms,
    covariates,
    reasons,
  };
}

function armReport(
  { arm, campaign }: CampaignArm,
  { outcomeValue, treatmentCost }: CampaignTermsGiven,
  seed: number,
): ArmReport | null {
  const terms = { valuePerOutcome: outcomeValue ?? 0, costPerContact: treatmentCost ?? 0, seed };
  const result = evaluateCampaign(campaign, terms);
  if (result === null) return null;
  const priced = outcomeValue !== null && treatmentCost !== null;
  return { arm, ...result.effect, ...targetingOf(result), profit: priced ? profitOf(result.profit) : null };
}

function targetingOf({ byUplift, byRisk }: CampaignResult): Pick<ArmReport, 'byUplift' | 'byRisk'> {
  return { byUplift: targeting(byUplift), byRisk: targeting(byRisk) };
}

function targeting(quality: TargetingQuality | null): TargetingReport | null {
  if (quality === null) return null;
  const { q, low, high, upliftInTopTenth, curve } = quality;
  return { q, low, high, upliftInTopTenth, curve: tenths.map((depth) => ({ depth, gain: gainAt(curve, depth) })) };
}

const tenths = Array.from({ length: 11 }, (_, k) => k / 10);

/** Along the straight line between the points of the curve. */
function gainAt({ depth, gain }: QiniCurve, at: number): number {
  return profitAt({ depth, profit: gain }, at);
}

function profitOf(curve: ProfitCurve | null): ProfitReport | null {
  if (curve === null) return null;
  return {
    bestDepth: curve.bestDepth,
    bestProfit: curve.bestProfit,
    profitOfAll: curve.profit[curve.profit.length - 1]!,
    curve: tenths.map((depth) => ({ depth, profit: profitAt(curve, depth) })),
  };
}
