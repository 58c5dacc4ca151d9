import type { CustomerNumber, CustomerText, TextColumn } from '../../domain/customers.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { compareCodeUnits } from '../../foundation/text.ts';
import { type Numbers, rangeOf } from '../../math/collinearity.ts';

/** What targeting is learnt from, as columns over the customers of a trial. */
export interface CampaignCovariates {
  readonly names: readonly string[];
  readonly covariates: readonly Numbers[];
}

/** Known before a campaign and not its result, as orders, totals and contacts may be. */
const NUMBERS = ['tenure_months', 'mrr', 'arr'] as const satisfies readonly CustomerNumber[];
const TEXTS = [
  'plan',
  'segment',
  'industry',
  'country',
  'acquisition_channel',
] as const satisfies readonly CustomerText[];
const MOST_LEVELS = 8;

/** The columns that were asked for; without any, what the canonical fields hold that was known before a campaign. */
export function campaignCovariates({ customers: table }: Dataset, customers: Int32Array): CampaignCovariates {
  const named = [...table.covariates];
  const columns =
    named.length > 0
      ? named.flatMap(([name, column]) => columnsOf(name, column, customers))
      : [
          ...NUMBERS.flatMap((field) => numberColumns(field, table.numbers.get(field), customers)),
          ...TEXTS.flatMap((field) => levelColumns(field, table.texts.get(field), customers)),
        ];
  const telling = columns.filter(([, column]) => rangeOf(column) > 0);
  return { names: telling.map(([name]) => name), covariates: telling.map(([, column]) => column) };
}

type NamedColumn = readonly [name: string, column: Numbers];

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;

/** A column whose cells are all numbers is one; else it has levels. */
function columnsOf(name: string, column: TextColumn, customers: Int32Array): NamedColumn[] {
  const texts = Array.from({ length: column.dictionary.size }, (_, code) => column.dictionary.text(code));
  if (!texts.every((text) => NUMBER.test(text))) return levelColumns(name, column, customers);
  const values = Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : Number(texts[code])));
  return numberColumns(name, values, customers);
}

/** Empty cells take the mean, and a column of their own says where they were. */
function numberColumns(name: string, values: Float64Array | undefined, customers: Int32Array): NamedColumn[] {
  if (values === undefined) return [];
  let [sum, known] = [0, 0];
  for (const i of customers) {
    if (Number.isNaN(values[i]!)) continue;
    sum += values[i]!;
    known++;
  }
  if (known === 0) return [];
  const filled = Float64Array.from(customers, (i) => (Number.isNaN(values[i]!) ? sum / known : values[i]!));
  if (known === customers.length) return [[name, filled]];
  return [
    [name, filled],
    [`${name} missing`, Uint8Array.from(customers, (i) => Number(Number.isNaN(values[i]!)))],
  ];
}

/** A column for each level but the one that the others are compared with; beyond the commonest, levels are one. */
function levelColumns(name: string, column: TextColumn | undefined, customers: Int32Array): NamedColumn[] {
  if (column === undefined) return [];
  const counts = new Map<string, number>();
  for (const i of customers) {
    const code = column.codes[i]!;
    if (code < 0) continue;
    const text = column.dictionary.text(code);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const common = [...counts.keys()]
    .sort((a, b) => counts.get(b)! - counts.get(a)! || compareCodeUnits(a, b))
    .slice(0, MOST_LEVELS)
    .sort(compareCodeUnits);
  const everyoneIsOneOf = customers.every((i) => {
    const code = column.codes[i]!;
    return code >= 0 && common.includes(column.dictionary.text(code));
  });
  // The first level is what the others are compared with, unless others and empty cells are there to be.
  return common.slice(everyoneIsOneOf ? 1 : 0).map((text) => {
    const wanted = column.dictionary.find(text);
    return [`${name} ${text}`, Uint8Array.from(customers, (i) => (column.codes[i] === wanted ? 1 : 0))];
  });
}
