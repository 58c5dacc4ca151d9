import type { Reasons } from './results.ts';

/** A randomised campaign: each arm against the control. */
export interface CampaignReport {
  readonly control: string | null;
  /** What counts as success, in words. */
  readonly outcome: string | null;
  readonly arms: readonly ArmReport[];
  /** Covariates that targeting was learnt from. */
  readonly covariates: readonly string[];
  readonly reasons: Reasons;
}

/** Intention to treat: everyone by the arm they were assigned to, whatever they did with it. */
export interface CampaignEffect {
  readonly treatedRows: number;
  readonly controlRows: number;
  readonly treatedMean: number;
  readonly controlMean: number;
  readonly difference: number;
  readonly se: number;
  /** 90%. */
  readonly low: number;
  readonly high: number;
}

export interface ArmReport extends CampaignEffect {
  readonly arm: string;
  readonly byUplift: TargetingReport | null;
  readonly byRisk: TargetingReport | null;
  readonly profit: ProfitReport | null;
}

/** Radcliffe's Q on rows not learnt from, 90% bootstrap interval. */
export interface TargetingReport {
  readonly q: number;
  readonly low: number;
  readonly high: number;
  readonly upliftInTopTenth: number | null;
  /** Share of all rows treated, and extra outcomes per row, at tenths of the depth. */
  readonly curve: readonly { readonly depth: number; readonly gain: number }[];
}

export interface ProfitReport {
  readonly bestDepth: number;
  /** Per row of the trial. */
  readonly bestProfit: number;
  readonly profitOfAll: number;
  readonly curve: readonly { readonly depth: number; readonly profit: number }[];
}
