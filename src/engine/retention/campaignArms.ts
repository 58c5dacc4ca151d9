import type { Dataset } from '../../domain/dataset.ts';
import { type Lifecycle, STATUS } from '../../domain/features.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import type { Campaign } from './campaign.ts';
import { campaignCovariates } from './campaignCovariates.ts';

/** One arm of a campaign against its control, ready to be evaluated. */
export interface CampaignArm {
  readonly arm: string;
  readonly control: string;
  /** Customers of the two, as places in the dataset. */
  readonly customers: Int32Array;
  readonly campaign: Campaign;
}

/** What people call those who were left alone. */
const CONTROL = /^(0|no|none|false|n|control|control group|holdout|hold-out|placebo|untreated|no[ -].*)$/i;

/** What a campaign was for: 1 where it happened, 0 where not, NaN where nothing says. */
export interface CampaignOutcome {
  readonly words: string;
  readonly happened: Float64Array;
}

/** The outcome column, else who stayed; null where no leaving is known: all staying in either arm would say nothing. */
export function campaignOutcome({ customers }: Dataset, { status }: Lifecycle): CampaignOutcome | null {
  const stated = customers.numbers.get('campaign_outcome');
  if (stated !== undefined) return { words: 'the campaign_outcome column says yes', happened: stated };
  if (!status.some((code) => code === STATUS.churned || code === STATUS.lapsed)) return null;
  const happened = Float64Array.from(status, (code) =>
    code === STATUS.unknown ? Number.NaN : Number(code === STATUS.active),
  );
  return { words: 'the customer stayed', happened };
}

/**
 * The arms of the treatment column, each against the one control (named, or told by its name). Null without a treatment
 * column, an unmistakable control, or a known outcome.
 */
export function campaignArms(dataset: Dataset, lifecycle: Lifecycle, control?: string): readonly CampaignArm[] | null {
  const column = dataset.customers.texts.get('treatment');
  const outcome = campaignOutcome(dataset, lifecycle);
  if (column === undefined || outcome === null) return null;
  const { happened } = outcome;
  const used = [...new Set(column.codes)].filter((code) => code >= 0).map((code) => column.dictionary.text(code));
  const controls = used.filter((text) => (control === undefined ? CONTROL.test(text.trim()) : text === control));
  const name = controls[0];
  if (controls.length !== 1 || name === undefined) return null;
  const controlCode = column.dictionary.find(name);
  const arms = used.filter((text) => text !== name).sort(compareCodeUnits);
  return arms.map((arm) => {
    const code = column.dictionary.find(arm);
    const assigned = Int32Array.from(column.codes.keys()).filter(
      (i) => (column.codes[i] === code || column.codes[i] === controlCode) && !Number.isNaN(happened[i]!),
    );
    const customers = inOrderOfId(dataset.customerIds, assigned);
    const campaign = {
      ...campaignCovariates(dataset, customers),
      treated: Uint8Array.from(customers, (i) => (column.codes[i] === code ? 1 : 0)),
      outcome: Uint8Array.from(customers, (i) => happened[i]!),
    };
    return { arm, control: name, customers, campaign };
  });
}

/**
 * Where a campaign is learnt and tried on every other customer, shorter ids come first: numbers of rows in their own order,
 * and whatever the ids, one that no order of rows can change.
 */
function inOrderOfId(ids: readonly string[], customers: Int32Array): Int32Array {
  // The dataset is sorted by code unit, which a stable sort keeps within a length.
  return customers.sort((a, b) => ids[a]!.length - ids[b]!.length || a - b);
}
