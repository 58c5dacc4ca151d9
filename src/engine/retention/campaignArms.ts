import type { CustomerNumber, CustomerText } from '../../domain/customers.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { type Lifecycle, STATUS } from '../../domain/features.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import type { Numbers } from '../../math/collinearity.ts';
import type { Campaign } from './campaign.ts';

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

/** Known before a campaign and not its result, as orders, totals and contacts may be; columns with gaps are left out. */
const NUMBERS = ['tenure_months', 'mrr', 'arr'] as const satisfies readonly CustomerNumber[];
const TEXTS = [
  'plan',
  'segment',
  'industry',
  'country',
  'acquisition_channel',
] as const satisfies readonly CustomerText[];
const MOST_LEVELS = 8;

/** What a campaign was for: 1 where it happened, 0 where not, NaN where nothing says. */
export interface CampaignOutcome {
  readonly words: string;
  readonly happened: Float64Array;
}

/** The outcome column, else who stayed; null where nobody's fate is known. */
export function campaignOutcome({ customers }: Dataset, { status }: Lifecycle): CampaignOutcome | null {
  const stated = customers.numbers.get('campaign_outcome');
  if (stated !== undefined) return { words: 'the campaign_outcome column says yes', happened: stated };
  const happened = Float64Array.from(status, (code) =>
    code === STATUS.unknown ? Number.NaN : Number(code === STATUS.active),
  );
  return happened.every(Number.isNaN) ? null : { words: 'the customer stayed', happened };
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
    const customers = Int32Array.from(column.codes.keys()).filter(
      (i) => (column.codes[i] === code || column.codes[i] === controlCode) && !Number.isNaN(happened[i]!),
    );
    const campaign = {
      ...covariatesOf(dataset, customers),
      treated: Uint8Array.from(customers, (i) => (column.codes[i] === code ? 1 : 0)),
      outcome: Uint8Array.from(customers, (i) => happened[i]!),
    };
    return { arm, control: name, customers, campaign };
  });
}

function covariatesOf({ customers: table }: Dataset, customers: Int32Array) {
  const names: string[] = [];
  const covariates: Numbers[] = [];
  for (const field of NUMBERS) {
    const column = table.numbers.get(field);
    if (column === undefined || customers.some((i) => Number.isNaN(column[i]!))) continue;
    names.push(field);
    covariates.push(Float64Array.from(customers, (i) => column[i]!));
  }
  for (const field of TEXTS) {
    const column = table.texts.get(field);
    if (column === undefined) continue;
    const levels = [...new Set(Array.from(customers, (i) => column.codes[i]!))];
    const texts = levels
      .filter((code) => code >= 0)
      .map((code) => column.dictionary.text(code))
      .sort(compareCodeUnits);
    if (texts.length > MOST_LEVELS) continue;
    // The first level is what the others are compared with, unless empty cells are there to be.
    for (const text of texts.slice(levels.includes(-1) ? 0 : 1)) {
      const code = column.dictionary.find(text);
      names.push(`${field} ${text}`);
      covariates.push(Uint8Array.from(customers, (i) => (column.codes[i] === code ? 1 : 0)));
    }
  }
  return { names, covariates };
}
