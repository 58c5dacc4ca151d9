import type { CustomerNumber, CustomerText } from '../../domain/customers.ts';
import { STATUS } from '../../domain/features.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import type { Analysis } from '../analyse.ts';

export interface CampaignOutcome {
  readonly words: string;
  /** 1 where the customer did what the campaign was for, 0 where not, NaN where nothing says. */
  readonly happened: Float64Array;
}

/** The outcome column, else who stayed; null without either. */
export function campaignOutcome({ dataset, lifecycle }: Analysis): CampaignOutcome | null {
  const stated = dataset.customers.numbers.get('campaign_outcome');
  if (stated !== undefined) return { words: 'the campaign_outcome column says so', happened: stated };
  const happened = Float64Array.from(lifecycle.status, (status) =>
    status === STATUS.unknown ? Number.NaN : Number(status === STATUS.active),
  );
  return happened.every(Number.isNaN) ? null : { words: 'the customer stayed', happened };
}

/** What is known before a campaign. Totals of money and orders are not: they may count what the campaign brought. */
const NUMBERS = ['tenure_months', 'mrr', 'arr', 'contract_value'] as const satisfies readonly CustomerNumber[];
const TEXTS = [
  'segment',
  'plan',
  'industry',
  'country',
  'acquisition_channel',
] as const satisfies readonly CustomerText[];
const MOST_LEVELS = 8;

export interface Covariates {
  readonly names: readonly string[];
  readonly covariates: readonly Float64Array[];
}

/** Columns of the given customers; a missing number is the column's mean, a rare level of a text is none of the named. */
export function campaignCovariates({ dataset }: Analysis, rows: Int32Array): Covariates {
  const names: string[] = [];
  const covariates: Float64Array[] = [];
  for (const field of NUMBERS) {
    const column = dataset.customers.numbers.get(field);
    if (column === undefined) continue;
    names.push(field);
    covariates.push(filled(column, rows));
  }
  for (const field of TEXTS) {
    const column = dataset.customers.texts.get(field);
    if (column === undefined) continue;
    const counts = new Map<number, number>();
    for (const code of column.codes) if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
    const text = (code: number) => column.dictionary.text(code);
    const levels = [...counts.keys()].sort(
      (a, b) => counts.get(b)! - counts.get(a)! || compareCodeUnits(text(a), text(b)),
    );
    // The most frequent level is the one the others are told apart from.
    for (const level of levels.slice(1, MOST_LEVELS)) {
      names.push(`${field} ${text(level)}`);
      covariates.push(Float64Array.from(rows, (i) => (column.codes[i] === level ? 1 : 0)));
    }
  }
  return { names, covariates };
}

function filled(column: Float64Array, rows: Int32Array): Float64Array {
  const known = rows.filter((i) => !Number.isNaN(column[i]!));
  const mean = known.reduce((sum, i) => sum + column[i]!, 0) / Math.max(1, known.length);
  return Float64Array.from(rows, (i) => (Number.isNaN(column[i]!) ? mean : column[i]!));
}
