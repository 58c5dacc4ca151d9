import type { CustomerText } from '../../domain/customers.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { compareCodeUnits } from '../../foundation/text.ts';

/** What customers differ in from the start, as one factor: adjusted for, and standardised over. */
export interface Strata {
  /** The field it comes from, or null where the data hold none. */
  readonly name: string | null;
  readonly levels: readonly string[];
  /** Level of each customer. */
  readonly code: Uint8Array;
}

const FIELDS = ['plan', 'segment', 'industry', 'country'] as const satisfies readonly CustomerText[];
const MOST_LEVELS = 8;
const LEAST_CUSTOMERS = 30;
const OTHER = 'other';

/** The first of plan, segment, industry and country that tells customers apart, else quartiles of recurring revenue. */
export function strataOf(dataset: Dataset): Strata {
  for (const field of FIELDS) {
    const strata = strataOfText(dataset, field);
    if (strata !== null) return strata;
  }
  return strataOfRevenue(dataset) ?? { name: null, levels: [''], code: new Uint8Array(dataset.customerIds.length) };
}

function strataOfText(dataset: Dataset, field: CustomerText): Strata | null {
  const column = dataset.customers.texts.get(field);
  if (column === undefined) return null;
  const counts = new Int32Array(column.dictionary.size);
  for (const code of column.codes) if (code >= 0) counts[code]!++;
  const common = Array.from(counts.keys())
    .filter((code) => counts[code]! >= LEAST_CUSTOMERS)
    .sort((a, b) => counts[b]! - counts[a]! || compareCodeUnits(column.dictionary.text(a), column.dictionary.text(b)))
    .slice(0, MOST_LEVELS);
  // Rare and missing levels make one of their own.
  const place = new Map(common.map((code, k) => [code, k]));
  const code = Uint8Array.from(column.codes, (own) => place.get(own) ?? common.length);
  const some = code.includes(common.length);
  if (common.length + (some ? 1 : 0) < 2) return null;
  const levels = common.map((own) => column.dictionary.text(own));
  return { name: field, levels: some ? [...levels, OTHER] : levels, code };
}

function strataOfRevenue(dataset: Dataset): Strata | null {
  const revenue = dataset.customers.numbers.get('mrr') ?? dataset.customers.numbers.get('arr');
  if (revenue === undefined) return null;
  const known = revenue.filter((value) => !Number.isNaN(value)).sort();
  const cuts = [...new Set([0.25, 0.5, 0.75].map((share) => known[Math.floor(share * known.length)]!))];
  const code = Uint8Array.from(revenue, (value) => cuts.filter((cut) => value >= cut).length);
  const used = new Set(code);
  if (used.size < 2) return null;
  const levels = Array.from({ length: cuts.length + 1 }, (_, k) => `revenue group ${k + 1}`);
  return { name: 'recurring revenue', levels, code };
}
