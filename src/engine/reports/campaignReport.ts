import type { ArmReport, CampaignReport, ProfitReport, TargetingReport } from '../../domain/campaignReport.ts';
import type { TextColumn } from '../../domain/customers.ts';
import type { ReasonCode } from '../../domain/grades.ts';
import type { QiniCurve } from '../../math/qini.ts';
import type { Analysis } from '../analyse.ts';
import {
  type Campaign,
  type CampaignResult,
  evaluateCampaign,
  type ProfitCurve,
  profitAt,
  type TargetingQuality,
} from '../retention/campaign.ts';
import { campaignCovariates, campaignOutcome } from './campaignColumns.ts';

/** What the user says of a campaign; money in currency units. */
export interface CampaignTermsGiven {
  readonly control: string | null;
  readonly outcomeValue: number | null;
  readonly treatmentCost: number | null;
}

/** Names by which an arm that was left alone is known. */
const CONTROL = /^(control|holdout|hold-out|none|untreated|placebo|baseline|0|false|no)(\b.*)?$/i;

/** Each arm of the treatment column against the control; null without such a column. */
export function campaignReport(analysis: Analysis, terms: CampaignTermsGiven): CampaignReport | null {
  const treatment = analysis.dataset.customers.texts.get('treatment');
  if (treatment === undefined) return null;
  const names = armNames(treatment);
  const control = controlAmong(names, terms.control);
  const outcome = campaignOutcome(analysis);
  const reasons: Record<string, ReasonCode> = {};
  if (control === null) reasons['arms'] = 'no_control';
  else if (outcome === null) reasons['arms'] = 'no_outcome';
  if (terms.outcomeValue === null || terms.treatmentCost === null) reasons['profit'] = 'no_treatment_terms';
  const whole = { control, outcome: outcome?.words ?? null, reasons };
  if (control === null || outcome === null) return { ...whole, arms: [], covariates: [] };
  const arms = names
    .filter((name) => name !== control)
    .flatMap((arm) => armReport({ analysis, treatment, arm, control, happened: outcome.happened }, terms) ?? []);
  if (arms.length === 0) reasons['arms'] = 'too_few';
  else if (arms.every(({ byUplift }) => byUplift === null)) reasons['targeting'] = 'too_few';
  return { ...whole, arms, covariates: campaignCovariates(analysis, Int32Array.of()).names };
}

function armNames({ codes, dictionary }: TextColumn): readonly string[] {
  const present = new Set<number>(codes);
  return Array.from({ length: dictionary.size }, (_, code) => code)
    .filter((code) => present.has(code))
    .map((code) => dictionary.text(code))
    .sort();
}

function controlAmong(names: readonly string[], given: string | null): string | null {
  if (given !== null) return names.find((name) => name.toLowerCase() === given.toLowerCase()) ?? null;
  const likely = names.filter((name) => CONTROL.test(name.trim()));
  return likely.length === 1 ? likely[0]! : null;
}

interface Arm {
  readonly analysis: Analysis;
  readonly treatment: TextColumn;
  readonly arm: string;
  readonly control: string;
  /** 1, 0, or NaN where nothing says. */
  readonly happened: Float64Array;
}

function armReport(
  { analysis, treatment, arm, control, happened }: Arm,
  { outcomeValue, treatmentCost }: CampaignTermsGiven,
): ArmReport | null {
  const nameOf = (i: number) => (treatment.codes[i]! < 0 ? null : treatment.dictionary.text(treatment.codes[i]!));
  const rows = Int32Array.from(happened.keys()).filter(
    (i) => !Number.isNaN(happened[i]!) && (nameOf(i) === arm || nameOf(i) === control),
  );
  const campaign: Campaign = {
    ...campaignCovariates(analysis, rows),
    treated: Uint8Array.from(rows, (i) => (nameOf(i) === arm ? 1 : 0)),
    outcome: Uint8Array.from(rows, (i) => happened[i]!),
  };
  const terms = { valuePerOutcome: outcomeValue ?? 0, costPerContact: treatmentCost ?? 0, seed: analysis.options.seed };
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
